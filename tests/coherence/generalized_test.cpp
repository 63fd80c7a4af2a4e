#include "theorems/coherence/generalized.h"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

Eigen::MatrixXd gaussian(Index m, Index d, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  return dsc::gaussian(m, d, generator);
}

/// The enclosures are ordered, W does what it states in exact arithmetic, and the null vectors prove
/// something.
void expect_consistent(const GeneralizedCoherence& g, const RationalMatrix& d) {
  const RationalMatrix w = g.analysis();
  ASSERT_EQ(w.cols(), d.cols());
  Rational mu_w = 0;
  for (Index i = 0; i < d.cols(); ++i) {
    ASSERT_EQ(dot(w.col(i), d.col(i)), 1);
    const Range& range = g.columns[static_cast<std::size_t>(i)];
    ASSERT_LE(range.lower, range.upper);
    ASSERT_LE(0, range.lower);
    ASSERT_LE(range.upper, 1);
    for (Index j = 0; j < d.cols(); ++j) {
      const Rational value = dot(w.col(i), d.col(j));
      if (i != j)
        mu_w = std::max(mu_w, Rational(value * value * squared_norm(d.col(i)) / squared_norm(d.col(j))));
    }
    for (const Rational& entry : w.col(i)) ASSERT_LE(entry * entry * squared_norm(d.col(i)), g.c_w * g.c_w);
  }
  EXPECT_LE(mu_w, g.mu_w * g.mu_w);
  if (!g.independent) {
    EXPECT_LE(g.mu_w, g.upper * (1 + Rational(1, 1000000000)));
  }
  EXPECT_LE(g.lower, g.upper);
}

double widest(const GeneralizedCoherence& g) {
  double width = 0;
  for (const Range& r : g.columns) width = std::max(width, nearest(Rational((r.upper - r.lower) / r.upper)));
  return width;
}

GeneralizedCoherence of(const Eigen::MatrixXd& d) {
  GeneralizedCoherence g = generalized_coherence(StoredDoubles{d});
  expect_consistent(g, exactly(d));
  return g;
}
GeneralizedCoherence of(const RationalMatrix& d) {
  GeneralizedCoherence g = generalized_coherence(d);
  expect_consistent(g, d);
  return g;
}

void expect_all(const GeneralizedCoherence& g, const Rational& value) {
  for (const Range& range : g.columns) {
    EXPECT_EQ(range.lower, value);
    EXPECT_EQ(range.upper, value);
  }
  EXPECT_EQ(g.lower, value);
  EXPECT_EQ(g.upper, value);
}

TEST(GeneralizedCoherence, OfExactFamiliesHasWidthZero) {
  expect_all(of(three_bases().atoms), Rational(1, 2));
  expect_all(of(block_diagonal(three_bases(), 3).atoms), Rational(1, 2));
  for (const Index n : {4, 16, 64})
    expect_all(of(identity_hadamard(n).atoms), n == 4    ? Rational(1, 2)
                                               : n == 16 ? Rational(1, 4)
                                                         : Rational(1, 8));
  expect_all(of(simplex(8).atoms), Rational(1, 7));  // mu~ = mu where the Welch bound is met
  for (const Range& range : of(unit_vectors(5, 9, 3).atoms).columns) EXPECT_TRUE(range.exact());
  for (const Range& range : of(block_design(3, 5, 1).atoms).columns) EXPECT_TRUE(range.exact());
}

TEST(GeneralizedCoherence, OfThreeVectorsInThePlaneByHand) {
  // e1, e2, (3,4)/5: for e1, u = a combination of the others: (3,4)/5 * 5/3 - 4/3 e2, |u|_1 = 3, t = 1/3. For
  // e2: 5/4 and 3/4, t = 1/2. For the third: 3/5 and 4/5, t = 5/7.
  RationalMatrix d(2, 3);
  d << 1, 0, 3, 0, 2, 4;
  const GeneralizedCoherence g = of(d);
  const Rational expected[] = {Rational(1, 3), Rational(1, 2), Rational(5, 7)};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(g.columns[i].lower, expected[i]);
    EXPECT_EQ(g.columns[i].upper, expected[i]);
  }
  EXPECT_EQ(g.upper, Rational(5, 7));
}

TEST(GeneralizedCoherence, IsZeroForIndependentColumns) {
  expect_all(of(gaussian(20, 12, 1)), 0);
  expect_all(of(gaussian(9, 9, 2)), 0);
  expect_all(of(RationalMatrix(RationalMatrix::Identity(4, 4))), 0);
  expect_all(of(gaussian(5, 1, 3)), 0);
  expect_all(of(Eigen::MatrixXd(Eigen::MatrixXd::Constant(1, 1, -3e-5))), 0);
}

TEST(GeneralizedCoherence, IsOneForParallelColumns) {
  Eigen::MatrixXd d = gaussian(6, 12, 5);
  d.col(7) = -0.25 * d.col(2);  // exact
  const GeneralizedCoherence g = of(d);
  EXPECT_EQ(g.columns[2].lower, 1);
  EXPECT_EQ(g.columns[7].lower, 1);
  EXPECT_EQ(g.lower, 1);
  EXPECT_EQ(g.upper, 1);
  EXPECT_LT(g.columns[0].upper, 1);
  expect_all(of(gaussian(1, 5, 6)), 1);
  expect_all(of(Eigen::MatrixXd(Eigen::MatrixXd::Constant(3, 4, 0.1))), 1);
}

TEST(GeneralizedCoherence, OfDoublesIsSharp) {
  for (std::uint64_t seed = 1; seed < 6; ++seed) EXPECT_LE(widest(of(gaussian(10, 25, seed))), 1e-9);
  EXPECT_LE(widest(of(integer_gaussian(12, 30, 1).atoms)), 1e-9);
}

TEST(GeneralizedCoherence, DoesNotSeeTheLengthOfColumns) {
  const Eigen::MatrixXd d = gaussian(8, 20, 7);
  Eigen::MatrixXd scaled = d;
  for (Index j = 0; j < 20; ++j) scaled.col(j) *= std::pow(10.0, static_cast<double>(j) * 12 / 19 - 6);
  const GeneralizedCoherence a = of(d), b = of(scaled);
  EXPECT_LE(widest(b), 1e-9);
  EXPECT_NEAR(nearest(a.upper), nearest(b.upper), 1e-9);
}

TEST(GeneralizedCoherence, OfRankDeficientFilters) {
  // Integer filters of mean zero: rank 9 of 10 rows, proven, and still sharp.
  RationalMatrix d = integer_gaussian(10, 24, 3).atoms;
  for (Index j = 0; j < d.cols(); ++j) d(9, j) -= d.col(j).sum();
  const GeneralizedCoherence g = of(d);
  ASSERT_TRUE(g.basis);
  EXPECT_EQ(g.basis->columns.size(), 9u);
  EXPECT_EQ(g.basis->relations.cols(), 1);
  EXPECT_LE(widest(g), 1e-9);
}

TEST(GeneralizedCoherence, OfNearlyRankDeficientFiltersIsHonest) {
  // In float32 the mean is zero only up to rounding: W uses what is left of it, and is huge.
  Eigen::MatrixXd d = gaussian(10, 24, 4);
  for (Index j = 0; j < d.cols(); ++j) d.col(j).array() -= d.col(j).mean();
  const GeneralizedCoherence single = of(Eigen::MatrixXd(d.cast<float>().cast<double>()));
  EXPECT_LE(widest(single), 1e-5);
  EXPECT_GT(single.c_w, 1000);
  // In double precision what is left is below what the engine sees: the enclosure is wide.
  const GeneralizedCoherence rounded = of(d);
  EXPECT_GT(rounded.lower, 0);
  EXPECT_LT(rounded.lower, rounded.upper);
  EXPECT_LT(rounded.upper, 1);
  // Two columns that no double tells apart, and are independent.
  Eigen::MatrixXd near(2, 2);
  near << 1, 1, 0, 1e-29;
  expect_all(of(near), 0);
}

TEST(GeneralizedCoherence, OfConvolutionalDictionaries) {
  EXPECT_LE(widest(of(circulant(24, 3, 5, 1).atoms)), 1e-8);
  // Filters cut off at the border: no symmetry, many zeros in every vertex.
  Eigen::MatrixXd d = Eigen::MatrixXd::Zero(24, 48);
  const Eigen::MatrixXd filters = gaussian(5, 2, 9);
  for (Index j = 0; j < 48; ++j) {
    for (Index k = 0; k < 5; ++k) {
      const Index row = j % 24 + k - 2;
      if (row >= 0 && row < 24) d(row, j) = filters(k, j / 24);
    }
  }
  EXPECT_LE(widest(of(d)), 1e-8);
}

TEST(GeneralizedCoherence, DoesNotDependOnTheThreads) {
  const Eigen::MatrixXd d = gaussian(40, 90, 11);
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const GeneralizedCoherence alone = generalized_coherence(StoredDoubles{d});
  omp_set_num_threads(3);
  const GeneralizedCoherence together = generalized_coherence(StoredDoubles{d});
  omp_set_num_threads(threads);
  EXPECT_EQ(alone.witnesses, together.witnesses);
  EXPECT_EQ(alone.null_vectors, together.null_vectors);
  EXPECT_EQ(alone.analysis_vectors, together.analysis_vectors);
}

TEST(GeneralizedCoherence, NeverExceedsMutualCoherence) {
  for (std::uint64_t seed = 20; seed < 25; ++seed) {
    const Eigen::MatrixXd d = gaussian(6, 14, seed);
    const GeneralizedCoherence g = of(d);
    EXPECT_LE(g.lower * g.lower, mutual_coherence(StoredDoubles{d}).squared);
  }
}

TEST(GeneralizedCoherence, RefusesWhatHasNone) {
  EXPECT_THROW(generalized_coherence(StoredDoubles{Eigen::MatrixXd(3, 0)}), std::invalid_argument);
  Eigen::MatrixXd d = Eigen::MatrixXd::Ones(2, 2);
  d.col(1).setZero();
  EXPECT_THROW(generalized_coherence(StoredDoubles{d}), std::invalid_argument);
  EXPECT_THROW(generalized_coherence(exactly(d)), std::invalid_argument);
  d(0, 1) = NAN;
  EXPECT_THROW(generalized_coherence(StoredDoubles{d}), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
