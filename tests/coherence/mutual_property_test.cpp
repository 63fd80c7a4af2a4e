// The filter must never lose the maximum: against the definition in rationals, on ordinary and hostile
// doubles.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <numeric>
#include <random>

#include "theorems/coherence/exact_dot.h"
#include "theorems/coherence/mutual.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

MutualCoherence by_definition(const Eigen::MatrixXd& doubles) {
  const RationalMatrix d = exactly(doubles);
  MutualCoherence best{Rational(-1), {0, 0}};
  for (Index i = 0; i < d.cols(); ++i) {
    for (Index j = i + 1; j < d.cols(); ++j) {
      const Rational c = dot(d.col(i), d.col(j));
      const Rational squared = c * c / (squared_norm(d.col(i)) * squared_norm(d.col(j)));
      if (squared > best.squared) best = {squared, {i, j}};
    }
  }
  return best;
}

void expect_as_defined(const Eigen::MatrixXd& d) {
  const MutualCoherence expected = by_definition(d), found = mutual_coherence(StoredDoubles{d});
  ASSERT_EQ(found.squared, expected.squared) << d;
  ASSERT_EQ(found.pair, expected.pair) << d;
  ASSERT_EQ(mutual_coherence(exactly(d)).squared, expected.squared) << d;
}

TEST(MutualCoherenceProperty, GaussianDoubles) {
  std::mt19937_64 generator(51);
  for (int k = 0; k < 30; ++k) expect_as_defined(gaussian(1 + k % 7, 2 + k, generator));
}

TEST(MutualCoherenceProperty, SmallIntegersAndTheirMultiples) {
  std::mt19937_64 generator(53);
  for (int k = 0; k < 60; ++k) {
    Eigen::MatrixXd d =
        Eigen::MatrixXd::NullaryExpr(4, 12, [&] { return static_cast<double>(generator() % 5) - 2; });
    for (Index j = 0; j < d.cols(); ++j) {
      if (d.col(j).isZero()) d(0, j) = 1;
      if (k % 2 == 0)
        d.col(j) *=
            std::ldexp(1.0 + static_cast<double>(generator() % 7), static_cast<int>(generator() % 40) - 20);
    }
    expect_as_defined(d);
  }
}

TEST(MutualCoherenceProperty, ExactTies) {
  std::mt19937_64 generator(57);
  const Eigen::MatrixXd filter = gaussian(9, 1, generator);
  expect_as_defined(
      Eigen::MatrixXd::NullaryExpr(9, 9, [&](Index i, Index j) { return filter((i + j) % 9, 0); }));
  expect_as_defined(nearest(identity_hadamard(16).atoms) * 0.1);
  expect_as_defined(nearest(simplex(8).atoms));
}

TEST(MutualCoherenceProperty, MaximaThatDifferBelowTheRoundingError) {
  // Two pairs whose coherences differ in the last bit of one entry, far below the error of a computed
  // product.
  std::mt19937_64 generator(59);
  for (int k = 0; k < 40; ++k) {
    Eigen::MatrixXd d = gaussian(6, 8, generator);
    d.col(5) = d.col(1);
    d.col(6) = d.col(2);
    d(k % 6, 5) = std::nextafter(d(k % 6, 5), 10.0);
    d(k % 5, 6) = std::nextafter(d(k % 5, 6), -10.0);
    expect_as_defined(d);
  }
}

TEST(MutualCoherenceProperty, AnyExponents) {
  std::mt19937_64 generator(61);
  for (int k = 0; k < 60; ++k) {
    Eigen::MatrixXd d(5, 7);
    for (double& v : d.reshaped()) {
      do v = std::bit_cast<double>(generator());
      while (!std::isfinite(v));
    }
    expect_as_defined(d);
    expect_as_defined(Eigen::MatrixXd::NullaryExpr(
        3, 5, [&] { return std::ldexp(static_cast<double>(generator() % 9 + 1), -1074); }));
  }
}

TEST(MutualCoherenceProperty, DoesNotSeeTheLengthOfColumns) {
  std::mt19937_64 generator(67);
  const Eigen::MatrixXd d = gaussian(6, 20, generator);
  Eigen::MatrixXd scaled = d;
  for (Index j = 0; j < d.cols(); ++j)
    scaled.col(j) *= std::ldexp(j % 2 == 0 ? 1.0 : -1.0, static_cast<int>(j * 50 - 500));
  EXPECT_EQ(mutual_coherence(StoredDoubles{scaled}).squared, mutual_coherence(StoredDoubles{d}).squared);
}

TEST(MutualCoherenceProperty, BlocksOfTheProductMissNoPair) {
  // More columns than a block holds, and the only parallel pair moves through all of them.
  std::mt19937_64 generator(71);
  const Eigen::MatrixXd d = gaussian(12, 450, generator);
  for (const auto& [i, j] : std::vector<std::pair<Index, Index>>{
           {0, 449}, {191, 192}, {100, 101}, {383, 384}, {5, 200}, {448, 449}}) {
    Eigen::MatrixXd with_pair = d;
    with_pair.col(j) = -2 * with_pair.col(i);
    const MutualCoherence mu = mutual_coherence(StoredDoubles{with_pair});
    EXPECT_EQ(mu.squared, 1);
    EXPECT_EQ(mu.pair, (std::pair{i, j}));
  }
}

TEST(MutualCoherenceProperty, ParallelColumnsByTheThousandTakeNoMemory) {
  // All 72 million pairs of the first tie; the second has only near ties, and parallel columns at its end.
  const MutualCoherence equal = mutual_coherence(StoredDoubles{Eigen::MatrixXd::Constant(2, 12000, 0.1)});
  EXPECT_EQ(equal.squared, 1);
  EXPECT_EQ(equal.pair, (std::pair<Index, Index>{0, 1}));
  std::mt19937_64 generator(79);
  Eigen::MatrixXd d = gaussian(5, 2000, generator);
  d.col(1999) = -0.375 * d.col(700);
  d.col(1500) = 3 * d.col(900);
  d.col(1200) = 0x1p-900 * d.col(700);
  const MutualCoherence mu = mutual_coherence(StoredDoubles{d});
  EXPECT_EQ(mu.squared, 1);
  EXPECT_EQ(mu.pair, (std::pair<Index, Index>{700, 1200}));
}

TEST(ExactDot, AgreesWithRationals) {
  std::mt19937_64 generator(73);
  for (int k = 0; k < 300; ++k) {
    Eigen::VectorXd x(9), y(9);
    for (double& v : x)
      v = std::ldexp(standard_normal(generator), static_cast<int>(generator() % 2000) - 1000);
    for (double& v : y)
      v = std::ldexp(standard_normal(generator), static_cast<int>(generator() % 2000) - 1000);
    if (k % 3 == 0) x[4] = 0;
    ASSERT_EQ(exact_dot(DecodedColumn(x), DecodedColumn(y)).rational(), dot(exactly(x), exactly(y)));
  }
  const Eigen::VectorXd extremes{{std::numeric_limits<double>::max(), 5e-324, -1}};
  EXPECT_EQ(exact_dot(DecodedColumn(extremes), DecodedColumn(extremes)).rational(),
            squared_norm(exactly(extremes)));
}

}  // namespace
}  // namespace dsc
