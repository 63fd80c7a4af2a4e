#include "theorems/coherence/column_sums.h"

#include <gtest/gtest.h>

#include "theorems/coherence/independence.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

/// [I | 1/sqrt(n)]: one null vector, (1/sqrt(n), …, 1/sqrt(n), -1), so p = 1/(sqrt(n) + 1) for the last
/// column and 1/(n + sqrt(n)) for the others.
RationalMatrix identity_and_mean(Index root) {
  const Index n = root * root;
  RationalMatrix a(n, n + 1);
  a << RationalMatrix::Identity(n, n), RationalMatrix::Constant(n, 1, Rational(1, root));
  return a;
}

TEST(ColumnSums, OneColumnMayCarryMoreThanTheOthers) {
  const auto shares = largest_shares(generalized_coherence(identity_and_mean(4)));
  ASSERT_EQ(shares.size(), 17u);
  EXPECT_EQ(shares.front(), Rational(1, 5));
  EXPECT_EQ(shares.back(), Rational(1, 20));
  EXPECT_EQ(generalized_sparsity(shares), 2);
  EXPECT_EQ(column_sum_sparsity(shares), 6) << "1/5 + 5/20 < 1/2, and equal to it with one more";
  EXPECT_EQ(column_sum_sparsity(shares, AtHalf::allowed), 7);
  EXPECT_EQ(column_sum_uniqueness(shares), 8) << "all 17 carry 1";
  EXPECT_EQ(column_sum_uniqueness(shares, AtHalf::allowed), 17);
}

TEST(ColumnSums, TheSimplexIsSharp) {
  const auto shares = largest_shares(generalized_coherence(simplex(8).atoms));
  EXPECT_EQ(shares, std::vector<Rational>(8, Rational(1, 8)));
  EXPECT_EQ(generalized_sparsity(shares), 3);
  EXPECT_EQ(generalized_sparsity(shares, AtHalf::allowed), 4);
  EXPECT_EQ(column_sum_sparsity(shares), 3);
  EXPECT_EQ(column_sum_uniqueness(shares), 3);
}

TEST(ColumnSums, IndependentColumnsGuaranteeEverything) {
  const auto shares = largest_shares(generalized_coherence(RationalMatrix(RationalMatrix::Identity(4, 3))));
  EXPECT_EQ(generalized_sparsity(shares), 3);
  EXPECT_EQ(column_sum_sparsity(shares), 3);
  EXPECT_EQ(column_sum_uniqueness(shares), 3);
}

TEST(ColumnSums, NeverPromiseMoreThanTheSpark) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RationalMatrix a = unit_vectors(4, 7, seed).atoms;
    const auto shares = largest_shares(generalized_coherence(a));
    const Index unique = column_sum_uniqueness(shares);
    EXPECT_LE(generalized_sparsity(shares), column_sum_sparsity(shares));
    EXPECT_LE(column_sum_sparsity(shares), unique);
    EXPECT_FALSE(sparse_null_vector(a, 2 * unique)) << seed;
  }
}

}  // namespace
}  // namespace dsc
