#include "theorems/coherence/mutual.h"

#include <gtest/gtest.h>

#include <cmath>

#include "theorems/coherence/guarantees.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

TEST(MutualCoherence, OfTheFamiliesIsTheirTheorem) {
  for (const Index n : {4, 16, 64, 256})
    EXPECT_EQ(mutual_coherence(identity_hadamard(n).atoms).squared, Rational(1, n));
  for (const Index n : {2, 4, 8, 32})
    EXPECT_EQ(mutual_coherence(simplex(n).atoms).squared, Rational(1, (n - 1) * (n - 1)));
  EXPECT_EQ(mutual_coherence(three_bases().atoms).squared, Rational(1, 4));
  EXPECT_EQ(mutual_coherence(block_diagonal(three_bases(), 5).atoms).squared, Rational(1, 4));
  for (const Index groups : {2, 3, 4, 5})
    EXPECT_EQ(mutual_coherence(block_design(groups, 7, 1).atoms).squared, Rational(1, groups * groups));
}

TEST(MutualCoherence, SimplexMeetsTheWelchBound) {
  const Index d = 16, m = 15;
  EXPECT_EQ(mutual_coherence(simplex(d).atoms).squared, Rational(d - m, m * (d - 1)));
}

TEST(MutualCoherence, NamesTheFirstPairThatAttainsIt) {
  EXPECT_EQ(mutual_coherence(identity_hadamard(16).atoms).pair, (std::pair<Index, Index>{0, 16}));
  RationalMatrix a(2, 4);
  a << 1, 0, 3, 3, 0, 1, 4, -4;
  EXPECT_EQ(mutual_coherence(a).squared, Rational(16, 25));
  EXPECT_EQ(mutual_coherence(a).pair, (std::pair<Index, Index>{1, 2}));
}

TEST(MutualCoherence, OrthogonalAndParallelColumns) {
  EXPECT_EQ(mutual_coherence(RationalMatrix(RationalMatrix::Identity(5, 5))).squared, 0);
  RationalMatrix a(2, 3);
  a << 1, 0, -2, 1, 1, -2;
  const MutualCoherence mu = mutual_coherence(a);
  EXPECT_EQ(mu.squared, 1);
  EXPECT_EQ(mu.pair, (std::pair<Index, Index>{0, 2}));
}

TEST(MutualCoherence, OfOneColumnIsZero) {
  EXPECT_EQ(mutual_coherence(RationalMatrix(RationalMatrix::Ones(3, 1))).squared, 0);
}

TEST(MutualCoherence, RefusesWhatHasNone) {
  EXPECT_THROW(mutual_coherence(StoredDoubles{Eigen::MatrixXd(3, 0)}), std::invalid_argument);
  Eigen::MatrixXd zero = Eigen::MatrixXd::Ones(2, 2);
  zero.col(1).setZero();
  EXPECT_THROW(mutual_coherence(StoredDoubles{zero}), std::invalid_argument);
  EXPECT_THROW(mutual_coherence(exactly(zero)), std::invalid_argument);
  zero.col(1).setConstant(NAN);
  EXPECT_THROW(mutual_coherence(StoredDoubles{zero}), std::invalid_argument);
}

TEST(GuaranteedSparsity, IsTheLastOneBelowTheBound) {
  // mu = 1/7: (1 + 7)/2 = 4, strictly below: 3. mu slightly below 1/7: 4.
  EXPECT_EQ(guaranteed_sparsity(Rational(1, 49), 100), 3);
  EXPECT_EQ(guaranteed_sparsity(Rational(1000, 49001), 100), 4);
  EXPECT_EQ(guaranteed_sparsity(Rational(1), 100), 0);
  EXPECT_EQ(guaranteed_sparsity(Rational(0), 12), 12);
  EXPECT_EQ(guaranteed_sparsity(Rational(1, 1000000), 7), 7);
  for (const auto& mu_squared : {Rational(1, 2), Rational(1, 10), Rational(7, 3000), Rational(9, 100)}) {
    const Index k = guaranteed_sparsity(mu_squared, 1000);
    EXPECT_TRUE(k == 0 || within_coherence_bound(k, mu_squared));
    EXPECT_FALSE(within_coherence_bound(k + 1, mu_squared));
  }
}

TEST(GuaranteedSparsity, EqualityAddsOneWhereTheBoundIsMet) {
  EXPECT_EQ(sparsity_with_equality(Rational(1, 49), 100), 4);
  EXPECT_EQ(sparsity_with_equality(Rational(1001, 49000), 100), 3);
  EXPECT_EQ(sparsity_with_equality(Rational(1, 49), 3), 3);
}

TEST(NoiseAmplification, SurvivesACoherenceNextToOne) {
  // mu^2 = 1 - 1e-58: 1/sqrt(1 - mu) = sqrt((1 + mu)/1e-58), within sqrt(2) 1e29 (1 - 1e-58, 1].
  const Rational gap = Rational(1, pow(Integer(10), 58));
  const Enclosure factor = noise_amplification(1 - gap, 1);
  const Rational square = factor.upper().rational() * factor.upper().rational() * gap;
  EXPECT_LE(abs(square - 2), Rational(1, pow(Integer(10), 50)));
  EXPECT_TRUE(certainly_less(Enclosure(0), factor));
}

TEST(Guarantees, OfAUserMatrix) {
  Eigen::MatrixXd d(2, 3);
  d << 1, 0, 3, 0, 2, 4;
  const Guarantees found = guarantees(StoredDoubles{d});
  EXPECT_EQ(found.coherence.squared, Rational(16, 25));
  EXPECT_EQ(found.sparsity, 1);
  // rho = 5, mu = 4/5: k < (1 + 5/4) / 10 fails for k = 1.
  EXPECT_EQ(found.basis_pursuit_sparsity, 0);
  EXPECT_EQ(found.least_norm_squared, 1);
  EXPECT_EQ(found.greatest_norm_squared, 25);
}

TEST(Guarantees, UnequalNormsCostBasisPursuitSparsity) {
  // mu = 1/8: uniqueness up to 4. One column twice as long: rho = 2, k < 9/4.
  Eigen::MatrixXd d = nearest(identity_hadamard(64).atoms);
  EXPECT_EQ(guarantees(StoredDoubles{d}).basis_pursuit_sparsity, 4);
  d.col(5) *= 2;
  EXPECT_EQ(guarantees(StoredDoubles{d}).sparsity, 4);
  EXPECT_EQ(guarantees(StoredDoubles{d}).basis_pursuit_sparsity, 2);
  // A last bit's difference in norm costs nothing away from equality.
  d.col(5) *= 0.5 * (1 + 0x1p-52);
  EXPECT_EQ(guarantees(StoredDoubles{d}).basis_pursuit_sparsity, 4);
}

TEST(Guarantees, AmplificationIsTheFormula) {
  // mu = 1/7, k = 2: 1 / sqrt(1 - 3/7) = sqrt(7/4).
  const Enclosure factor = noise_amplification(Rational(1, 49), 2);
  EXPECT_LE(factor.lower().rational() * factor.lower().rational(), Rational(7, 4));
  EXPECT_GE(factor.upper().rational() * factor.upper().rational(), Rational(7, 4));
  EXPECT_LE(factor.width(), exactly(1e-50));
  EXPECT_THROW(noise_amplification(Rational(1, 49), 4), std::domain_error);
  EXPECT_THROW(noise_amplification(Rational(1, 49), 0), std::domain_error);
}

}  // namespace
}  // namespace dsc
