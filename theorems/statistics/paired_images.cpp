#include "theorems/statistics/paired_images.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <random>
#include <stdexcept>

namespace dsc {

double mcnemar_p(std::int64_t only_first, std::int64_t only_second) {
  const std::int64_t n = only_first + only_second;
  if (n == 0) return 1;
  const boost::math::binomial fair(static_cast<double>(n), 0.5);
  return std::min(1.0, 2 * boost::math::cdf(fair, static_cast<double>(std::min(only_first, only_second))));
}

PercentileInterval bootstrap_over_pairs_and_images(const std::vector<std::vector<double>>& differences,
                                                   double confidence, int replicates) {
  if (differences.empty() || differences.front().empty() || replicates < 2 || !(confidence > 0) ||
      !(confidence < 1)) {
    throw std::invalid_argument("bootstrap: a pair, an image, two replicates, 0 < confidence < 1");
  }
  const std::size_t pairs = differences.size(), images = differences.front().size();
  for (const std::vector<double>& one : differences) {
    if (one.size() != images) throw std::invalid_argument("bootstrap: pairs of different numbers of images");
  }
  std::mt19937_64 generator(20240805);
  // The library's distributions differ from machine to machine; the bias of this one is below images / 2^32.
  const auto draw = [&](std::size_t below) {
    return static_cast<std::size_t>((generator() >> 32) * below >> 32);
  };
  std::vector<double> means;
  std::vector<double> times(images);
  for (int replicate = 0; replicate < replicates; ++replicate) {
    std::fill(times.begin(), times.end(), 0.0);
    for (std::size_t i = 0; i < images; ++i) ++times[draw(images)];
    double sum = 0;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
      const std::vector<double>& one = differences[draw(pairs)];
      for (std::size_t i = 0; i < images; ++i) sum += times[i] * one[i];
    }
    means.push_back(sum / static_cast<double>(pairs * images));
  }
  std::sort(means.begin(), means.end());
  const auto at = [&](double share) {
    return means[static_cast<std::size_t>(std::lround(share * static_cast<double>(means.size() - 1)))];
  };
  return {at((1 - confidence) / 2), at((1 + confidence) / 2)};
}

}  // namespace dsc
