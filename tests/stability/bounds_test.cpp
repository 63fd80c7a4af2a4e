#include "theorems/stability/bounds.h"

#include <gtest/gtest.h>

#include <cmath>

#include "theorems/dictionaries/families.h"
#include "theorems/exact/linear_system.h"
#include "theorems/instances/deep_families.h"
#include "theorems/stability/stacked.h"
#include "theorems/stability/worst_case.h"

namespace dsc {
namespace {

DeepDictionary simplex_of_eight() { return deep_dictionary("simplex", {simplex(8).atoms}); }

/// The difference of the two codes is constant on 2 lambda = 6 of 8 atoms, where Theorem 2.3 is an equality.
Perturbation extremal() {
  RationalVector code = RationalVector::Zero(8), other = code;
  code.head(3).setOnes();
  other.segment(3, 3).setConstant(-1);
  const RationalMatrix a = simplex(8).atoms;
  return {code, {multiply(a, other), other}};
}

TEST(Stability, TheSimplexAttainsTheBoundExactly) {
  const DeepDictionary deep = simplex_of_eight();
  const NoiseAndError measured = measure(deep, extremal());
  EXPECT_EQ(measured.error_squared[0], 7 * 6);
  const auto bound = exact_squared_bound(deep, measured.noise_squared, NoiseForm::recursion, 1);
  ASSERT_TRUE(bound);
  EXPECT_EQ(*bound, measured.error_squared[0]);
  EXPECT_EQ(within_bound(deep, measured, NoiseForm::recursion, 1, 1), true);
  EXPECT_EQ(within_bound(deep, measured, NoiseForm::recursion, Rational(999999, 1000000), 1), false);
  EXPECT_EQ(tightness(deep, measured, NoiseForm::recursion, 1), 1);
}

TEST(Stability, EnclosedBoundsContainTheRationalOne) {
  const DeepDictionary deep = simplex_of_eight();
  const NoiseAndError measured = measure(deep, extremal());
  EXPECT_TRUE(squared_bounds(deep, measured.noise_squared, NoiseForm::recursion)[0].contains(42));
}

TEST(Stability, TheRecursionIsTheoremTwoPointThree) {
  // By hand in doubles: mu = 1/4 and 1/2, lambda = 2 and 1: a = 1/4, 1/2.
  const DeepDictionary deep = deep_families()[6];
  ASSERT_EQ(deep.sparsity, (std::vector<Eigen::Index>{2, 1}));
  const std::vector<Rational> noise = {4, 9, 25};
  const double first = (3 + 2) / std::sqrt(0.25), second = (5 + first) / std::sqrt(0.5);
  const auto bounds = squared_bounds(deep, noise, NoiseForm::recursion);
  EXPECT_NEAR(nearest(bounds[0].upper().rational()), first * first, 1e-9);
  EXPECT_NEAR(nearest(bounds[1].upper().rational()), second * second, 1e-9);
  const auto layers_only = squared_bounds(deep, noise, NoiseForm::layers);
  const double without_input = (5 + 3 / std::sqrt(0.25)) / std::sqrt(0.5);
  EXPECT_NEAR(nearest(layers_only[1].upper().rational()), without_input * without_input, 1e-9);
  EXPECT_EQ(exact_squared_bound(deep, noise, NoiseForm::input, 2), Rational(4 * 8));
  EXPECT_FALSE(exact_squared_bound(deep, noise, NoiseForm::recursion, 2));
}

TEST(Stability, NormalisationIsCarriedInTheUnits) {
  // The same chain with the second dictionary's columns (squared norm 2) divided by a rational cannot change
  // errors over bounds.
  const DeepDictionary deep = deep_families()[6];
  std::mt19937_64 generator(3);
  const Perturbation p = random_perturbation(deep, NoiseForm::recursion, generator);
  DeepDictionary halved = deep;
  halved.layers[1] = halved.layers[1] / Rational(2);
  Perturbation rescaled = p;
  rescaled.code *= Rational(2);
  rescaled.perturbed[2] *= Rational(2);
  const NoiseAndError a = measure(deep, p), b = measure(halved, rescaled);
  EXPECT_EQ(a.noise_squared, b.noise_squared);
  EXPECT_EQ(a.error_squared, b.error_squared);
}

TEST(DeepFamilies, AreWithinTheBoundAndHaveDeepCodes) {
  std::mt19937_64 generator(5);
  for (const DeepDictionary& deep : deep_families()) {
    for (std::size_t j = 0; j < deep.depth(); ++j) {
      EXPECT_TRUE(within_coherence_bound(deep.sparsity[j], deep.mu_squared[j])) << deep.name;
      const auto below = j + 1 < deep.depth() ? deep.layers[j + 1].rows() : deep.layers[j].cols();
      EXPECT_EQ(deep.layers[j].cols(), below) << deep.name;
    }
    const auto codes = chain(deep.layers, draw_deep_code(deep, generator));
    EXPECT_TRUE(is_sparse(codes, deep.sparsity)) << deep.name;
    EXPECT_FALSE(codes.front().isZero()) << deep.name;
  }
}

TEST(CancellingCodes, MakeTheStackedMatrixOtherThanZero) {
  const DeepDictionary deep = deep_families()[8];
  ASSERT_EQ(deep.sparsity, (std::vector<Eigen::Index>{8, 2}));
  const auto codes = cancelling_codes(deep, 5);
  ASSERT_EQ(codes.size(), 5u);
  for (const RationalVector& code : codes) {
    EXPECT_TRUE(is_sparse(chain(deep.layers, code), deep.sparsity));
    const Supports supports = supports_of(deep.layers, code);
    const RationalMatrix features = stacked_features(deep.layers, supports);
    EXPECT_EQ(rank(features), 1);
    EXPECT_EQ(rank(stacked_features_and_signal(deep.layers, supports)), 2);
    RationalVector on_support(2);
    on_support << code[supports.back()[0]], code[supports.back()[1]];
    EXPECT_TRUE(multiply(features, on_support).isZero());
  }
}

TEST(WorstCase, FindsTheExtremalDirectionOfTheSimplex) {
  std::mt19937_64 generator(7);
  const RationalVector z = worst_sparse_direction(simplex(8).atoms, 6, 500, generator);
  EXPECT_EQ(support(z).size(), 6u);
  // |A z|^2 / |z|^2 = 7 (1 - 5/7) = 2 at its least.
  EXPECT_EQ(squared_norm(multiply(simplex(8).atoms, z)), 2 * squared_norm(z));
}

TEST(WorstCase, ClimbingNeverLosesGround) {
  const DeepDictionary deep = deep_families()[3];
  std::mt19937_64 generator(11);
  const Perturbation start = random_perturbation(deep, NoiseForm::recursion, generator);
  const Perturbation end = climb(deep, NoiseForm::recursion, start, 100, generator);
  EXPECT_GE(tightness(deep, measure(deep, end), NoiseForm::recursion, 1),
            tightness(deep, measure(deep, start), NoiseForm::recursion, 1));
  EXPECT_TRUE(is_sparse(end.perturbed, deep.sparsity));
}

TEST(Stability, ANoiseForEachSourceOrNoBounds) {
  const DeepDictionary deep = simplex_of_eight();
  EXPECT_THROW(squared_bounds(deep, {1}, NoiseForm::recursion), std::invalid_argument);
  EXPECT_THROW(squared_bounds(deep, {1, 1, 1}, NoiseForm::recursion), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
