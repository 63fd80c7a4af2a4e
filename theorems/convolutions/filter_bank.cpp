#include "theorems/convolutions/filter_bank.h"

#include <cstdlib>

namespace dsc {

using Eigen::Index;

Index FilterBank::support() const {
  Index places = 1;
  for (const Index n : extent) places *= n;
  return places;
}

std::vector<Lag> half_of_the_lags(const FilterBank& bank) {
  std::vector<Lag> lags;
  const Index first = bank.extent[0], second = bank.extent.size() > 1 ? bank.extent[1] : 1;
  for (Index k = 0; k < first; ++k) {
    for (Index l = k == 0 ? 0 : 1 - second; l < second; ++l)
      lags.push_back(bank.extent.size() > 1 ? Lag{k, l} : Lag{k});
  }
  return lags;
}

Index places_of_a_stripe(const FilterBank& bank) {
  Index places = 1;
  for (const Index n : bank.extent) places *= 2 * n - 1;
  return places;
}

Overlap overlap_at(const FilterBank& bank, const Lag& lag) {
  const bool plane = bank.extent.size() > 1;
  const Index first = bank.extent[0], second = plane ? bank.extent[1] : 1;
  const Index k = lag[0], l = plane ? lag[1] : 0;
  Overlap overlap;
  for (Index c = 0; c < bank.channels; ++c) {
    for (Index t = 0; t < first; ++t) {
      for (Index u = 0; u < second; ++u) {
        if (t + k < 0 || t + k >= first || u + l < 0 || u + l >= second) continue;
        overlap.later.push_back((c * first + t + k) * second + u + l);
        overlap.earlier.push_back((c * first + t) * second + u);
      }
    }
  }
  return overlap;
}

}  // namespace dsc
