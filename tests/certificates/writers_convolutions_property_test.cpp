#include <gtest/gtest.h>

#include "theorems/certificates/convolutions.h"
#include "theorems/coherence/mutual.h"
#include "theorems/convolutions/patch_coherence.h"
#include "theorems/dictionaries/families.h"
#include "written.h"

/// The writers of the family convolutions on small filters drawn at random.
namespace dsc {
namespace {

using Eigen::Index;

FilterBank random_bank(Index channels, std::vector<Index> extent, Index filters, std::uint64_t seed) {
  FilterBank bank{channels, std::move(extent), {}};
  const RationalMatrix drawn = integer_gaussian(channels * bank.support(), filters, seed).atoms;
  bank.filters.resize(drawn.rows(), drawn.cols());
  for (Index i = 0; i < drawn.rows(); ++i)
    for (Index j = 0; j < drawn.cols(); ++j) bank.filters(i, j) = nearest(drawn(i, j));
  return bank;
}

TEST(Writer, ShiftCoherence) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    for (const FilterBank& bank : {random_bank(1, {4}, 2, seed), random_bank(2, {2, 2}, 3, seed)})
      expect_written_well(certificate::shift_coherence(bank, stripe_correlations(bank).coherence),
                          "shift_coherence", 20);
  }
  EXPECT_GT(rejected_digits("shift_coherence"), 0);
}

TEST(Writer, StripedRecovery) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const FilterBank bank = random_bank(40, {2}, 2, seed);
    const Index s = striped_sparsity_by_sums(stripe_correlations(bank));
    ASSERT_GE(s, 1) << seed;
    expect_written_well(certificate::striped_recovery(bank, s), "striped_recovery", 20);
  }
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const FilterBank bank = random_bank(6, {3}, 3, seed);
    const PatchCoherence patch = patch_coherence(bank);
    const Index s = guaranteed_sparsity(patch.squared, 64);
    ASSERT_GE(s, 1) << seed;
    expect_written_well(certificate::striped_recovery(bank, s, patch.witnesses), "striped_recovery", 20);
  }
  EXPECT_GT(rejected_digits("striped_recovery"), 0);
}

}  // namespace
}  // namespace dsc
