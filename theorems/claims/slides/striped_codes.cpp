#include "theorems/claims/slides/striped_codes.h"

#include "theorems/dictionaries/families.h"

namespace dsc {

using Eigen::Index;

FilterBank line_filters(const std::vector<std::vector<double>>& filters) {
  const auto n = static_cast<Index>(filters[0].size());
  FilterBank bank{1, {n}, Eigen::MatrixXd(n, static_cast<Index>(filters.size()))};
  for (Index j = 0; j < bank.count(); ++j)
    bank.filters.col(j) = Eigen::Map<const Eigen::VectorXd>(filters[static_cast<std::size_t>(j)].data(), n);
  return bank;
}

namespace {

NamedFilters gaussian(Index count, std::vector<Index> extent, Index channels, std::uint64_t seed) {
  FilterBank bank{channels, std::move(extent), {}};
  const RationalMatrix drawn = integer_gaussian(channels * bank.support(), count, seed).atoms;
  bank.filters = drawn.unaryExpr([](const Rational& v) { return nearest(v); }).cast<double>();
  std::string shape;
  for (const Index n : bank.extent) shape += (shape.empty() ? "" : "x") + std::to_string(n);
  return {std::to_string(count) + " Gaussian filters of " + shape +
              (channels > 1 ? ", " + std::to_string(channels) + " channels" : ""),
          bank};
}

}  // namespace

std::vector<NamedFilters> filters_of_small_coherence() {
  return {{"sum and difference", line_filters({{1, 1}, {1, -1}})},
          {"Barker code of 4", line_filters({{1, 1, 1, -1}})},
          {"Barker code of 11", line_filters({{1, 1, 1, -1, -1, -1, 1, -1, -1, 1, -1}})},
          {"Barker code of 13", line_filters({{1, 1, 1, 1, 1, -1, -1, 1, 1, -1, 1, -1, 1}})},
          {"two sign filters of 10",
           line_filters({{1, 1, 1, 1, -1, 1, -1, -1, 1, 1}, {1, 1, 1, -1, 1, 1, 1, -1, -1, -1}})},
          gaussian(3, {16}, 1, 1),
          gaussian(8, {6, 6}, 1, 1),
          gaussian(4, {3, 3}, 16, 1)};
}

RationalMatrix cyclic_dictionary(const FilterBank& bank, Index length) {
  RationalMatrix d = RationalMatrix::Zero(length, length * bank.count());
  for (Index place = 0; place < length; ++place)
    for (Index j = 0; j < bank.count(); ++j)
      for (Index t = 0; t < bank.extent[0]; ++t)
        d((place + t) % length, place * bank.count() + j) += exactly(bank.filters(t, j));
  return d;
}

RationalVector striped_code(const FilterBank& bank, Index length,
                            const std::vector<std::tuple<Index, Index, Rational>>& entries) {
  RationalVector x = RationalVector::Zero(length * bank.count());
  for (const auto& [place, filter, value] : entries) x[place * bank.count() + filter] = value;
  return x;
}

}  // namespace dsc
