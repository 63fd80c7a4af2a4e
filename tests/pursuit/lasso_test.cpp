#include "theorems/pursuit/lasso.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>

#include "theorems/dictionaries/families.h"
#include "theorems/exact/linear_system.h"
#include "theorems/pursuit/iterative_thresholding.h"
#include "theorems/pursuit/thresholding.h"

namespace dsc {
namespace {

using Eigen::Index;

Rational drawn(std::mt19937_64& generator) {
  return Rational(static_cast<long>(uniform_below(generator, 41)) - 20, 8);
}

RationalVector drawn(Index size, std::mt19937_64& generator) {
  return RationalVector::NullaryExpr(size, [&] { return drawn(generator); });
}

TEST(Lasso, AnOrthogonalMatrixIsSolvedByThresholding) {
  // Q / 2 of the Hadamard matrix of size 4 is orthogonal: the minimiser is S_lambda(Q^T y).
  std::mt19937_64 generator(5);
  for (int round = 0; round < 20; ++round) {
    const RationalMatrix q = hadamard(4) / Rational(2);
    const RationalVector y = drawn(4, generator);
    const Lasso<Rational> lasso{q, y, Rational(1, 2)};
    const RationalVector products = q.transpose() * y;
    const RationalVector x =
        products.unaryExpr([&](const Rational& v) { return soft_threshold(v, lasso.lambda); });
    EXPECT_EQ(duality_gap(lasso, x), 0);
    const RationalVector other = x + drawn(4, generator);
    EXPECT_GE(duality_gap(lasso, other), objective(lasso, other) - objective(lasso, x));
  }
}

TEST(Lasso, TheDualPointIsFeasibleAndBoundsEveryObjective) {
  std::mt19937_64 generator(6);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Lasso<Rational> lasso{integer_gaussian(6, 9, seed).atoms, drawn(6, generator), Rational(3, 2)};
    const RationalVector x = drawn(9, generator), v = dual_point(lasso, x);
    for (Index j = 0; j < 9; ++j) EXPECT_LE(abs(dot(lasso.a.col(j), v)), lasso.lambda);
    const Rational bound = objective(lasso, x) - duality_gap(lasso, x);
    EXPECT_EQ(bound, (squared_norm(lasso.y) - squared_norm(lasso.y - v)) / 2);
    for (int other = 0; other < 20; ++other)
      EXPECT_GE(objective<Rational>(lasso, drawn(9, generator) / Rational(8)), bound);
  }
}

TEST(Lasso, AResidualOfZeroHasDualZero) {
  const Lasso<Rational> lasso{RationalMatrix::Identity(2, 2), RationalVector::Ones(2), 1};
  EXPECT_TRUE(dual_point<Rational>(lasso, RationalVector::Ones(2)).isZero());
  EXPECT_EQ(duality_gap<Rational>(lasso, RationalVector::Ones(2)), 2);
}

/// A Gaussian matrix with the signal of a sparse code, and lambda = a tenth of the least that gives x = 0.
Lasso<double> sparse_problem(Index m, Index d, std::uint64_t seed) {
  Lasso<double> lasso{nearest(integer_gaussian(m, d, seed).atoms) / 10, Eigen::VectorXd::Zero(m), 0};
  for (Index j = 0; j < d; j += 7) lasso.y += (j % 2 == 0 ? 1 : -1) * lasso.a.col(j);
  lasso.lambda = 0.1 * (lasso.a.transpose() * lasso.y).cwiseAbs().maxCoeff();
  return lasso;
}

TEST(IterativeThresholding, ConvergesAsFastAsTheTheoremsSay) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Lasso<double> lasso = sparse_problem(20, 40, seed);
    const double lipschitz = gradient_lipschitz(lasso.a);
    const LassoSolution best = fista(lasso, {.iterations = 20'000, .gap = 1e-13});
    ASSERT_LE(best.gap, 1e-11 * objective<double>(lasso, Eigen::VectorXd::Zero(40)));
    const double distance = lipschitz * best.x.squaredNorm();
    double before = INFINITY;
    const auto decreasing = [&](int k, const Eigen::VectorXd& x) {
      const double value = objective<double>(lasso, x);
      EXPECT_LE(value, before * (1 + 1e-12));
      before = value;
      if (k > 0) {
        EXPECT_LE(value - best.objective, distance / (2 * k) + 1e-9);
      }
    };
    const LassoSolution slow = ista(lasso, {.iterations = 300, .observe = decreasing});
    EXPECT_EQ(slow.iterations, 300);
    const auto within_bound = [&](int k, const Eigen::VectorXd& x) {
      const double excess = objective<double>(lasso, x) - best.objective;
      EXPECT_LE(excess, 2 * distance / ((k + 1.0) * (k + 1.0)) + 1e-9);
      EXPECT_LE(excess, duality_gap<double>(lasso, x) + 1e-9);
    };
    fista(lasso, {.iterations = 300, .observe = within_bound});
  }
}

TEST(IterativeThresholding, MomentumPaysWhereThePenaltyIsSmall) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Lasso<double> lasso = sparse_problem(20, 40, seed);
    lasso.lambda /= 100;
    EXPECT_LT(fista(lasso, {.iterations = 100}).objective, ista(lasso, {.iterations = 100}).objective);
  }
}

TEST(IterativeThresholding, TheSupportFoundSolvesTheProblemExactly) {
  // On the support with the signs found, the optimality conditions are linear; solved over the rationals they
  // close the gap.
  int exact = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RationalMatrix a = integer_gaussian(8, 12, seed).atoms;
    const RationalVector y = a.col(3) - a.col(7);
    const Lasso<Rational> lasso{a, y, 20};
    const LassoSolution found =
        fista({nearest(a), nearest(y), nearest(lasso.lambda)}, {.iterations = 50'000, .gap = 1e-14});
    RationalVector signs(12);
    for (Index j = 0; j < 12; ++j) signs[j] = (found.x[j] > 1e-9) - (found.x[j] < -1e-9);
    const auto indices = support(signs);
    const RationalMatrix on = columns(a, indices);
    RationalVector right(on.cols()), x = RationalVector::Zero(12);
    for (Index k = 0; k < on.cols(); ++k)
      right[k] = dot(on.col(k), y) - lasso.lambda * signs[indices[static_cast<std::size_t>(k)]];
    const auto values = solve(gram(on), right);
    ASSERT_TRUE(values);
    for (Index k = 0; k < on.cols(); ++k) x[indices[static_cast<std::size_t>(k)]] = (*values)[k];
    EXPECT_LT((nearest(x) - found.x).norm(), 1e-5);
    // The residual itself is the optimal dual point, and c = y.r / |r|^2 >= 1 there, cut back to 1.
    EXPECT_EQ(duality_gap(lasso, x), 0) << seed;
    exact += !indices.empty();
  }
  EXPECT_EQ(exact, 10);
}

TEST(IterativeThresholding, AHugeLambdaGivesZeroAndAZeroMatrixDoesNotHang) {
  Lasso<double> lasso = sparse_problem(10, 14, 1);
  lasso.lambda *= 11;
  EXPECT_EQ(ista(lasso).x, Eigen::VectorXd::Zero(14));
  EXPECT_LE(ista(lasso).gap, 1e-12);
  lasso.a.setZero();
  EXPECT_EQ(fista(lasso).x, Eigen::VectorXd::Zero(14));
}

TEST(IterativeThresholding, TheStepNeverOvershoots) {
  for (const auto& [m, d] : {std::pair<Index, Index>{5, 9}, {9, 5}, {6, 6}}) {
    const Eigen::MatrixXd a = nearest(integer_gaussian(m, d, 4).atoms);
    const double norm = Eigen::JacobiSVD<Eigen::MatrixXd>(a).singularValues()[0];
    EXPECT_GE(gradient_lipschitz(a), norm * norm);
    EXPECT_NEAR(gradient_lipschitz(a) / (norm * norm), 1, 1e-8);
  }
}

TEST(IterativeThresholding, RefusesWhatIsNoLasso) {
  const Lasso<double> good = sparse_problem(5, 9, 1);
  Lasso<double> lasso = good;
  lasso.lambda = 0;
  EXPECT_THROW(ista(lasso), std::invalid_argument);
  lasso = good;
  lasso.y = Eigen::VectorXd::Ones(4);
  EXPECT_THROW(fista(lasso), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
