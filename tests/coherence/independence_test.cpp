#include "theorems/coherence/independence.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

TEST(Independence, SubsetsComeInOrderAndComplete) {
  std::vector<std::vector<Index>> seen;
  for_each_subset(5, 3, [&](const std::vector<Index>& s) {
    seen.push_back(s);
    return true;
  });
  EXPECT_EQ(static_cast<std::int64_t>(seen.size()), binomial(5, 3, 1000));
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
  int empty = 0;
  for_each_subset(4, 0, [&](const std::vector<Index>&) { return ++empty > 0; });
  EXPECT_EQ(empty, 1);
}

TEST(Independence, BinomialsKnowTheirCap) {
  EXPECT_EQ(binomial(49, 4, 1'000'000), 211876);
  EXPECT_FALSE(binomial(49, 4, 1000));
  EXPECT_FALSE(binomial(4000, 2000, INT64_MAX));
  EXPECT_EQ(binomial(3, 5, 10), 0);
}

TEST(Independence, TheSimplexFirstFailsWithAllItsColumns) {
  const RationalMatrix a = simplex(8).atoms;
  for (Index k = 1; k < 8; ++k) EXPECT_FALSE(sparse_null_vector(a, k)) << k;
  const auto z = sparse_null_vector(a, 8);
  ASSERT_TRUE(z);
  EXPECT_TRUE(multiply(a, *z).isZero());
  EXPECT_EQ(support(*z).size(), 8u);
}

TEST(Independence, FindsAnyTwoParallelColumns) {
  RationalMatrix a = integer_gaussian(5, 9, 2).atoms;
  a.col(7) = a.col(3) * Rational(-2, 3);
  const auto z = sparse_null_vector(a, 2);
  ASSERT_TRUE(z);
  EXPECT_EQ(support(*z), (std::vector<Index>{3, 7}));
  EXPECT_TRUE(multiply(a, *z).isZero());
}

}  // namespace
}  // namespace dsc
