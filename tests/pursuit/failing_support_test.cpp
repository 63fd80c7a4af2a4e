#include "theorems/pursuit/failing_support.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/recovery.h"

namespace dsc {
namespace {

using Eigen::Index;

TEST(FailingSupport, CountsTheEntriesThatCarryHalf) {
  RationalVector z(4);
  z << 1, -3, 1, 1;
  EXPECT_EQ(half_of_l1(z), 1) << "3 of 6";
  z << 1, -2, 1, 1;
  EXPECT_EQ(half_of_l1(z), 2);
  const auto [x, u] = code_and_rival(z);
  EXPECT_EQ(x - u, z);
  EXPECT_EQ(support(x), (std::vector<Index>{0, 1}));
  EXPECT_LE(l1_norm(u), l1_norm(x));
}

TEST(FailingSupport, FindsHalfOfTheSimplex) {
  std::mt19937_64 generator(1);
  const auto z = search_failing_support(simplex(8).atoms, 10, generator);
  ASSERT_TRUE(z);
  EXPECT_EQ(half_of_l1(*z), 4);
}

TEST(FailingSupport, MeetsRecoveryInSmallDictionaries) {
  // At one nonzero fewer than found, every code is recovered: the search found the least.
  int met = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const RationalMatrix a = unit_vectors(5, 8, seed).atoms;
    std::mt19937_64 generator(seed);
    const auto z = search_failing_support(a, 40, generator);
    ASSERT_TRUE(z);
    EXPECT_TRUE(multiply(a, *z).isZero());
    const Index fails = half_of_l1(*z);
    EXPECT_TRUE(examine_recovery(a, fails).undecided) << seed;
    met += fails == 1 || !examine_recovery(a, fails - 1).undecided;
  }
  EXPECT_EQ(met, 5);
}

TEST(FailingSupport, IndependentColumnsHaveNone) {
  std::mt19937_64 generator(1);
  EXPECT_FALSE(search_failing_support(RationalMatrix::Identity(3, 3), 10, generator));
}

TEST(Recovery, SignVectorsStartWithOne) {
  const auto all = sign_vectors(5, {1, 2, 4});
  ASSERT_EQ(all.size(), 4u);
  for (const RationalVector& signs : all) {
    EXPECT_EQ(support(signs), (std::vector<Index>{1, 2, 4}));
    EXPECT_EQ(signs[1], 1);
  }
  EXPECT_NE(all[1], all[2]);
}

TEST(Recovery, CoversEverySignVectorOrNamesOneLeft) {
  const Recovery below = examine_recovery(simplex(8).atoms, 3), at = examine_recovery(simplex(8).atoms, 4);
  EXPECT_EQ(below.duals.size(), 56u * 4u);
  EXPECT_FALSE(below.undecided);
  EXPECT_TRUE(at.undecided);
}

}  // namespace
}  // namespace dsc
