#include "theorems/convolutions/shift_coherence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "theorems/coherence/mutual.h"
#include "theorems/exact/rational.h"

namespace dsc {
namespace {

using Eigen::Index;

/// Filters on one axis, one channel.
FilterBank line(const std::vector<std::vector<double>>& filters) {
  const auto n = static_cast<Index>(filters[0].size());
  FilterBank bank{1, {n}, Eigen::MatrixXd(n, static_cast<Index>(filters.size()))};
  for (Index j = 0; j < bank.count(); ++j)
    for (Index t = 0; t < n; ++t)
      bank.filters(t, j) = filters[static_cast<std::size_t>(j)][static_cast<std::size_t>(t)];
  return bank;
}

struct Known {
  std::string name;
  std::vector<std::vector<double>> filters;
  Rational squared;
  std::pair<Index, Index> pair;
  Index lag, by_sums;
};

class KnownFilters : public testing::TestWithParam<Known> {};

// The filters of the slides' review, whose coherence over all shifts is known in closed form.
TEST_P(KnownFilters, HaveTheirCoherence) {
  const StripeCorrelations found = stripe_correlations(line(GetParam().filters));
  EXPECT_EQ(found.coherence.squared, GetParam().squared);
  EXPECT_EQ(found.coherence.filters, GetParam().pair);
  EXPECT_EQ(found.coherence.lag, Lag{GetParam().lag});
  EXPECT_EQ(striped_sparsity_by_sums(found), GetParam().by_sums);
}

INSTANTIATE_TEST_SUITE_P(
    , KnownFilters,
    testing::Values(
        Known{"sum_and_difference", {{1, 1}, {1, -1}}, Rational(1, 4), {0, 0}, 1, 1},
        Known{"three_four_five", {{3, 4}, {5, 0}}, Rational(16, 25), {0, 1}, 1, 1},
        Known{"barker_4", {{1, 1, 1, -1}}, Rational(1, 16), {0, 0}, 1, 2},
        Known{"two_of_four", {{1, 1, 1, -1}, {1, -1, 1, 1}}, Rational(1, 4), {0, 1}, 2, 1},
        Known{"barker_13", {{1, 1, 1, 1, 1, -1, -1, 1, 1, -1, 1, -1, 1}}, Rational(1, 169), {0, 0}, 2, 6},
        Known{"one_place", {{3}}, Rational(0), {0, 0}, 0, 64},
        Known{"opposite", {{1, 2}, {-2, -4}}, Rational(1), {0, 1}, 0, 0}),
    [](const auto& known) { return known.param.name; });

/// The dictionary whose atoms lie wholly inside a signal of the length at which every lag occurs.
Eigen::MatrixXd inside(const FilterBank& bank) {
  const Index n = bank.extent[0], k = bank.extent.size() > 1 ? bank.extent[1] : 1;
  const Index height = 2 * n - 1, width = 2 * k - 1;
  Eigen::MatrixXd d = Eigen::MatrixXd::Zero(bank.channels * height * width, n * k * bank.count());
  Index atom = 0;
  for (Index row = 0; row < n; ++row)
    for (Index column = 0; column < k; ++column)
      for (Index j = 0; j < bank.count(); ++j, ++atom)
        for (Index c = 0; c < bank.channels; ++c)
          for (Index t = 0; t < n; ++t)
            for (Index u = 0; u < k; ++u)
              d((c * height + row + t) * width + column + u, atom) = bank.filters((c * n + t) * k + u, j);
  return d;
}

TEST(ShiftCoherence, IsThatOfTheMatrixInWhichEveryLagOccurs) {
  std::srand(7);
  for (const auto& [channels, extent, filters] : std::vector<std::tuple<Index, std::vector<Index>, Index>>{
           {1, {5}, 3}, {2, {3, 4}, 4}, {3, {1, 3}, 2}, {1, {4, 4}, 1}}) {
    FilterBank bank{channels, extent, {}};
    for (int draw = 0; draw < 5; ++draw) {
      bank.filters = Eigen::MatrixXd::Random(channels * bank.support(), filters);
      if (draw == 4) bank.filters = (4 * bank.filters).array().round();
      if ((bank.filters.colwise().squaredNorm().array() == 0).any()) continue;
      const Eigen::MatrixXd d = inside(bank);
      EXPECT_EQ(stripe_correlations(bank).coherence.squared, mutual_coherence(StoredDoubles{d}).squared);
    }
  }
}

TEST(ShiftCoherence, TheSumsAreThoseOfAnAtomsStripe) {
  std::srand(11);
  FilterBank bank{1, {3, 3}, Eigen::MatrixXd::Random(9, 3)};
  for (Index j = 0; j < 3; ++j) bank.filters.col(j).normalize();
  const std::vector<double> sums = stripe_correlations(bank, 4).largest_sums;
  ASSERT_EQ(sums.size(), 4u);
  // By definition, from every atom that meets one in the middle of a box.
  std::vector<double> expected(4, 0);
  for (Index i = 0; i < 3; ++i) {
    std::vector<double> all;
    for (Index k = -2; k <= 2; ++k)
      for (Index l = -2; l <= 2; ++l)
        for (Index j = 0; j < 3; ++j) {
          if (i == j && k == 0 && l == 0) continue;
          double product = 0;
          for (Index t = 0; t < 3; ++t)
            for (Index u = 0; u < 3; ++u)
              if (t + k >= 0 && t + k < 3 && u + l >= 0 && u + l < 3)
                product += bank.filters((t + k) * 3 + u + l, i) * bank.filters(t * 3 + u, j);
          all.push_back(std::abs(product));
        }
    std::sort(all.begin(), all.end(), std::greater<>());
    double sum = 0;
    for (std::size_t s = 0; s < 4; ++s) expected[s] = std::max(expected[s], sum += all[s]);
  }
  for (std::size_t s = 0; s < 4; ++s) {
    EXPECT_NEAR(sums[s], expected[s], 1e-12);
    EXPECT_GE(sums[s], expected[s]) << "an upper bound";
  }
}

TEST(ShiftCoherence, RefusesWhatHasNone) {
  EXPECT_THROW(stripe_correlations({1, {2}, Eigen::MatrixXd(2, 0)}), std::invalid_argument);
  EXPECT_THROW(stripe_correlations(line({{1, 1}, {0, 0}})), std::invalid_argument);
  EXPECT_THROW(stripe_correlations(line({{1, std::nan("")}})), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
