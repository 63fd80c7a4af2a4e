#include "theorems/pursuit/basis_pursuit.h"

#include <gtest/gtest.h>

#include "theorems/coherence/independence.h"
#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/linear_program.h"

namespace dsc {
namespace {

using Eigen::Index;

RationalVector unit(Index d, Index i, int value = 1) {
  RationalVector x = RationalVector::Zero(d);
  x[i] = value;
  return x;
}

TEST(LinearProgram, SolvesASmallOneByHand) {
  // min x + 2 y, x + y = 3, y >= 0, x free: x = 3, y = 0.
  LinearProgram program;
  program.a = Eigen::MatrixXd::Ones(1, 2);
  program.b = Eigen::VectorXd::Constant(1, 3);
  program.cost = Eigen::Vector2d(1, 2);
  program.lower = Eigen::Vector2d(-INFINITY, 0);
  const auto x = propose_solution(program);
  ASSERT_TRUE(x);
  EXPECT_NEAR((*x)[0], 3, 1e-9);
  EXPECT_NEAR((*x)[1], 0, 1e-9);
}

TEST(LinearProgram, InfeasibleAndUnboundedHaveNoSolution) {
  LinearProgram program;
  program.a = Eigen::MatrixXd::Ones(1, 1);
  program.b = Eigen::VectorXd::Constant(1, -1);
  program.cost = program.lower = Eigen::VectorXd::Zero(1);
  EXPECT_FALSE(propose_solution(program));
  program.a(0, 0) = 0;
  program.b[0] = 0;
  program.cost[0] = -1;
  EXPECT_FALSE(propose_solution(program));
}

TEST(BasisPursuit, TheLongColumnIsTheCheapRival) {
  RationalMatrix a(2, 3);
  a << Rational(1, 10), 0, 1, 0, 1, 1;
  const RationalVector x = unit(3, 0);
  const auto rival = exact_rival(a, x);
  ASSERT_TRUE(rival);
  EXPECT_EQ(multiply(a, *rival), multiply(a, x));
  EXPECT_EQ(l1_norm(*rival), Rational(1, 5));
  EXPECT_FALSE(strict_dual(a, x));
}

TEST(BasisPursuit, SparseCodesOfTheSimplexHaveNoRival) {
  const RationalMatrix a = simplex(8).atoms;
  for_each_subset(8, 3, [&](const std::vector<Index>& support) {
    RationalVector signs = RationalVector::Zero(8);
    for (std::size_t k = 0; k < 3; ++k) signs[support[k]] = k == 1 ? -1 : 1;
    EXPECT_FALSE(exact_rival(a, signs));
    const auto dual = strict_dual(a, signs);
    EXPECT_TRUE(dual);
    for (Index j = 0; dual && j < 8; ++j) {
      const Rational product = dot(a.col(j), *dual);
      EXPECT_TRUE(signs[j] != 0 ? product == signs[j] : abs(product) < 1);
    }
    return true;
  });
}

TEST(BasisPursuit, HalfTheSimplexHasNoStrictDual) {
  RationalVector signs = RationalVector::Zero(8);
  signs.head(4).setOnes();
  EXPECT_FALSE(strict_dual(simplex(8).atoms, signs));
}

TEST(BasisPursuit, GlpkFindsADualWhereTheClosestFails) {
  // Three codes where A_S (A_S^T A_S)^-1 signs leaves the cube but another dual vector does not.
  int by_program = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const RationalMatrix a = unit_vectors(6, 9, seed).atoms;
    RationalVector signs = RationalVector::Zero(9);
    signs[0] = signs[1] = 1;
    const auto dual = strict_dual(a, signs);
    const bool rival = exact_rival(a, signs).has_value();
    EXPECT_FALSE(dual && rival) << seed;
    by_program += dual.has_value();
  }
  EXPECT_GT(by_program, 0);
}

}  // namespace
}  // namespace dsc
