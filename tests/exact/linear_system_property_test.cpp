#include <gtest/gtest.h>

#include <random>

#include "theorems/exact/linear_system.h"

namespace dsc {
namespace {

using Eigen::Index;

RationalMatrix random_matrix(Index rows, Index cols, std::mt19937_64& generator) {
  return RationalMatrix::NullaryExpr(rows, cols, [&] {
    return Rational(static_cast<long>(generator() % 19) - 9, static_cast<long>(generator() % 7) + 1);
  });
}

TEST(LinearSystem, RankOfAProductOfFullFactorsIsItsInnerSize) {
  std::mt19937_64 generator(41);
  for (Index inner = 0; inner <= 5; ++inner) {
    // [I | random] has full rank by construction, so the product has rank `inner`.
    RationalMatrix left = random_matrix(8, inner, generator), right = random_matrix(inner, 7, generator);
    left.topRows(inner) = RationalMatrix::Identity(inner, inner);
    right.leftCols(inner) = RationalMatrix::Identity(inner, inner);
    const RationalMatrix product =
        inner == 0 ? RationalMatrix(RationalMatrix::Zero(8, 7)) : multiply(left, right);
    EXPECT_EQ(rank(product), inner);
    const RationalMatrix basis = null_space(product);
    EXPECT_EQ(basis.cols(), 7 - inner);
    EXPECT_EQ(rank(basis), 7 - inner);
    EXPECT_TRUE(multiply(product, basis).isZero());
  }
}

TEST(LinearSystem, SolvesBackToTheChosenSolution) {
  std::mt19937_64 generator(43);
  for (Index n = 1; n <= 12; ++n) {
    // Unit lower times unit upper triangular: regular by construction.
    RationalMatrix lower = random_matrix(n, n, generator), upper = random_matrix(n, n, generator);
    for (Index i = 0; i < n; ++i) {
      for (Index j = 0; j < n; ++j) {
        if (j >= i) lower(i, j) = i == j;
        if (j <= i) upper(i, j) = i == j;
      }
    }
    const RationalMatrix a = multiply(lower, upper);
    const RationalVector x = random_matrix(n, 1, generator).col(0);
    const auto solution = solve(a, multiply(a, x));
    ASSERT_TRUE(solution);
    EXPECT_EQ(*solution, x);
  }
}

TEST(LinearSystem, SingularSystemsHaveNoSolution) {
  RationalMatrix a(2, 2);
  a << Rational(1, 3), Rational(2, 3), 1, 2;
  EXPECT_FALSE(solve(a, RationalVector::Ones(2)));
  EXPECT_THROW(solve(RationalMatrix::Ones(2, 3), RationalVector::Ones(2)), std::invalid_argument);
}

TEST(LinearSystem, LeastSquaresRecoversASolutionWhereOneExists) {
  std::mt19937_64 generator(47);
  RationalMatrix a = random_matrix(9, 4, generator);
  a.topRows(4) = RationalMatrix::Identity(4, 4);
  const RationalVector x = random_matrix(4, 1, generator).col(0);
  EXPECT_EQ(solve_least_squares(a, multiply(a, x)), x);
  a.col(3) = a.col(2);
  EXPECT_FALSE(solve_least_squares(a, RationalVector::Ones(9)));
}

TEST(Matrix, SizesThatDoNotFitAreRefused) {
  EXPECT_THROW(dot(RationalVector::Ones(2), RationalVector::Ones(3)), std::invalid_argument);
  EXPECT_THROW(multiply(RationalMatrix(2, 3), RationalVector(2)), std::invalid_argument);
}

TEST(Matrix, GramAndSupportByDefinition) {
  RationalMatrix a(2, 3);
  a << 1, Rational(1, 2), 0, 0, 2, -1;
  const RationalMatrix g = gram(a);
  EXPECT_EQ(g(0, 1), Rational(1, 2));
  EXPECT_EQ(g(1, 1), Rational(17, 4));
  EXPECT_EQ(g(2, 1), -2);
  EXPECT_EQ(g(0, 2), 0);
  EXPECT_EQ(support(a.row(0).transpose()), (std::vector<Index>{0, 1}));
  EXPECT_EQ(l1_norm(a.col(1)), Rational(5, 2));
}

}  // namespace
}  // namespace dsc
