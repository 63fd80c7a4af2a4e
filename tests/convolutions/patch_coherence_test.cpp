#include "theorems/convolutions/patch_coherence.h"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>

#include "theorems/convolutions/shift_coherence.h"

namespace dsc {
namespace {

using Eigen::Index;

FilterBank random_filters(Index channels, std::vector<Index> extent, Index filters, unsigned seed) {
  std::srand(seed);
  FilterBank bank{channels, std::move(extent), {}};
  bank.filters = Eigen::MatrixXd::Random(channels * bank.support(), filters);
  return bank;
}

/// What a witness proves, by definition: every shift of every filter, drawn onto the patch.
double bound_by_definition(const FilterBank& bank, Index i, const Eigen::VectorXd& w) {
  const Index n = bank.extent[0], k = bank.extent.size() > 1 ? bank.extent[1] : 1;
  double largest = 0;
  for (Index j = 0; j < bank.count(); ++j) {
    for (Index a = 1 - n; a < n; ++a) {
      for (Index b = 1 - k; b < k; ++b) {
        if (i == j && a == 0 && b == 0) continue;
        double product = 0;
        for (Index c = 0; c < bank.channels; ++c)
          for (Index t = 0; t < n; ++t)
            for (Index u = 0; u < k; ++u)
              if (t - a >= 0 && t - a < n && u - b >= 0 && u - b < k)
                product += w[(c * n + t) * k + u] * bank.filters((c * n + t - a) * k + u - b, j);
        largest = std::max(largest, std::abs(product) / bank.filters.col(j).norm());
      }
    }
  }
  return largest / (std::abs(w.dot(bank.filters.col(i))) / bank.filters.col(i).norm());
}

TEST(PatchCoherence, IsWhatItsWitnessesProveAndNeverAboveMu) {
  unsigned seed = 0;
  for (const FilterBank& bank : {random_filters(1, {8}, 3, ++seed), random_filters(1, {4, 4}, 4, ++seed),
                                 random_filters(2, {2, 3}, 5, ++seed), random_filters(1, {1}, 1, ++seed),
                                 random_filters(1, {6}, 1, ++seed), random_filters(3, {2}, 1, ++seed)}) {
    const PatchCoherence found = patch_coherence(bank);
    double largest = 0;
    for (Index i = 0; i < bank.count(); ++i)
      largest = std::max(largest, bound_by_definition(bank, i, found.witnesses.col(i)));
    EXPECT_NEAR(std::sqrt(nearest(found.squared)), largest, 1e-12) << seed;
    EXPECT_LE(found.squared, stripe_correlations(bank).coherence.squared) << seed;
  }
}

// Sum and difference: no witness on their support does better than the filters themselves.
TEST(PatchCoherence, OfSumAndDifferenceIsOneHalfExactly) {
  FilterBank bank{1, {2}, Eigen::MatrixXd(2, 2)};
  bank.filters << 1, 1, 1, -1;
  EXPECT_EQ(patch_coherence(bank).squared, Rational(1, 4));
}

TEST(PatchCoherence, DoesNotDependOnTheThreads) {
  const FilterBank bank = random_filters(1, {5, 5}, 9, 5);
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const PatchCoherence alone = patch_coherence(bank);
  omp_set_num_threads(2);
  const PatchCoherence two = patch_coherence(bank);
  omp_set_num_threads(threads);
  EXPECT_EQ(alone.squared, two.squared);
  EXPECT_EQ(alone.witnesses, two.witnesses);
}

}  // namespace
}  // namespace dsc
