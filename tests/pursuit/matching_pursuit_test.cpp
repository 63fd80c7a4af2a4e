#include "theorems/pursuit/matching_pursuit.h"

#include <gtest/gtest.h>

#include "theorems/coherence/independence.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

TEST(Omp, ChoosesTheLargestNormalisedProductAndRefits) {
  RationalMatrix a(2, 3);
  a << 1, 10, 0, 0, 10, 1;
  RationalVector y(2);
  y << 3, 1;
  // Squared products over squared norms: 9, 1600/200 = 8, 1.
  const auto one = exact_omp(a, y, 1);
  EXPECT_EQ(one.order, std::vector<Index>{0});
  EXPECT_EQ(one.x[0], 3);
  EXPECT_EQ(one.residual_squared, 1);
  // The residual is (0, 1): 0, 100/200, 1.
  const auto two = exact_omp(a, y, 3);
  EXPECT_EQ(two.order, (std::vector<Index>{0, 2})) << "and it stops once nothing is left";
  EXPECT_EQ(two.residual_squared, 0);
  EXPECT_EQ(multiply(a, two.x), y);
}

TEST(Omp, RecoversEverySupportWithinTheCoherenceBound) {
  // Tropp 2004: s < (1 + 1/mu)/2. The simplex of 8 atoms has mu = 1/7, s = 3.
  const RationalMatrix a = simplex(8).atoms;
  for_each_subset(8, 3, [&](const std::vector<Index>& support) {
    RationalVector x = RationalVector::Zero(8);
    x[support[0]] = 5;
    x[support[1]] = -1;
    x[support[2]] = Rational(1, 100);
    const auto found = exact_omp(a, multiply(a, x), 3);
    EXPECT_EQ(found.x, x);
    const auto computed = omp(nearest(a), nearest(multiply(a, x)), {.sparsity = 3});
    EXPECT_EQ(computed.order, found.order);
    EXPECT_LT((computed.x - nearest(x)).norm(), 1e-12);
    return true;
  });
}

TEST(Omp, ErrsAtTheFirstStepBeyondTheBound) {
  // y = a_0 + a_1 of three unit vectors with a_2 = (a_0 + a_1) / |a_0 + a_1|, which explains y alone.
  RationalMatrix a(2, 3);
  a << Rational(3, 5), Rational(3, 5), 1, Rational(4, 5), Rational(-4, 5), 0;
  const auto found = exact_omp(a, a.col(0) + a.col(1), 2);
  EXPECT_EQ(found.order, std::vector<Index>{2});
}

TEST(Omp, DoublesAndRationalsAgree) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RationalMatrix a = integer_gaussian(12, 20, seed).atoms;
    RationalVector y(12);
    std::mt19937_64 generator(seed);
    for (Rational& entry : y) entry = static_cast<long>(uniform_below(generator, 201)) - 100;
    const auto exact = exact_omp(a, y, 6);
    const auto computed = omp(nearest(a), nearest(y), {.sparsity = 6});
    EXPECT_EQ(computed.order, exact.order);
    EXPECT_LT((computed.x - nearest(exact.x)).norm(), 1e-9 * computed.x.norm());
    EXPECT_NEAR(computed.residual_squared / nearest(exact.residual_squared), 1, 1e-9);
    for (const Index j : exact.order) EXPECT_EQ(dot(a.col(j), y - multiply(a, exact.x)), 0);
  }
}

TEST(Omp, StopsAtTheResidualAskedFor) {
  const Eigen::MatrixXd a = nearest(identity_hadamard(16).atoms);
  Eigen::VectorXd x = Eigen::VectorXd::Zero(32);
  x[0] = 1;
  x[20] = 0.01;
  EXPECT_EQ(omp(a, a * x, {.sparsity = 16, .residual = 0.1}).order, std::vector<Index>{0});
  EXPECT_EQ(omp(a, a * x, {.sparsity = 16, .residual = 1e-10}).order, (std::vector<Index>{0, 20}));
}

TEST(Omp, ZeroSignalsZeroColumnsAndWrongSizes) {
  RationalMatrix a = RationalMatrix::Zero(3, 4);
  EXPECT_TRUE(exact_omp(a, RationalVector::Ones(3), 2).order.empty());
  a(0, 1) = 1;
  EXPECT_TRUE(exact_omp(a, RationalVector::Zero(3), 2).order.empty());
  EXPECT_EQ(exact_omp(a, RationalVector::Ones(3), 4).order, std::vector<Index>{1});
  EXPECT_THROW(exact_omp(a, RationalVector::Ones(4), 1), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
