#include "theorems/dictionaries/families.h"

#include <gtest/gtest.h>

#include "theorems/exact/linear_system.h"

namespace dsc {
namespace {

using Eigen::Index;

void expect_squared_norms(const RationalMatrix& a, const Rational& expected) {
  for (Index j = 0; j < a.cols(); ++j) EXPECT_EQ(squared_norm(a.col(j)), expected) << j;
}

TEST(Families, HadamardRowsAreOrthogonal) {
  for (const Index n : {1, 2, 4, 8, 32}) {
    const RationalMatrix h = hadamard(n);
    EXPECT_EQ(multiply(h, RationalMatrix(h.transpose())),
              RationalMatrix(RationalMatrix::Identity(n, n) * Rational(n)));
  }
  EXPECT_THROW(hadamard(6), std::invalid_argument);
}

TEST(Families, IdentityHadamardHasUnitColumns) {
  for (const Index n : {4, 16, 64}) expect_squared_norms(identity_hadamard(n).atoms, 1);
  EXPECT_THROW(identity_hadamard(8), std::invalid_argument);
}

TEST(Families, SimplexColumnsSumToZeroAndMeetAtOneAngle) {
  const RationalMatrix a = simplex(8).atoms;
  EXPECT_TRUE(a.rowwise().sum().isZero());
  const RationalMatrix g = gram(a);
  for (Index i = 0; i < 8; ++i) {
    for (Index j = 0; j < 8; ++j) EXPECT_EQ(g(i, j), i == j ? 7 : -1);
  }
}

TEST(Families, ThreeBasesAreATightFrame) {
  const RationalMatrix a = three_bases().atoms;
  expect_squared_norms(a, 1);
  EXPECT_EQ(multiply(a, RationalMatrix(a.transpose())),
            RationalMatrix(RationalMatrix::Identity(4, 4) * Rational(3)));
  const RationalMatrix g = gram(a);
  for (Index i = 0; i < 12; ++i) {
    for (Index j = 0; j < 12; ++j) {
      const Rational expected = i == j ? Rational(1) : (i / 4 == j / 4 ? Rational(0) : Rational(1, 2));
      EXPECT_EQ(abs(g(i, j)), expected) << i << " " << j;
    }
  }
}

TEST(Families, BlocksOfADesignShareAtMostOnePoint) {
  const RationalMatrix a = block_design(4, 7, 3).atoms;
  EXPECT_EQ(a.rows(), 28);
  EXPECT_EQ(a.cols(), 49);
  expect_squared_norms(a, 1);
  for (Index i = 0; i < 49; ++i) {
    for (Index j = 0; j < i; ++j) {
      Index shared = 0;
      for (Index k = 0; k < 28; ++k) shared += a(k, i) != 0 && a(k, j) != 0;
      EXPECT_LE(shared, 1);
    }
  }
  expect_squared_norms(block_design(3, 5, 3).atoms, 3);
  EXPECT_THROW(block_design(4, 6, 1), std::invalid_argument);
  EXPECT_THROW(block_design(6, 5, 1), std::invalid_argument);
}

TEST(Families, UnitVectorsHaveNormOneExactly) { expect_squared_norms(unit_vectors(9, 20, 5).atoms, 1); }

TEST(Families, CirculantColumnsAreShifts) {
  const RationalMatrix a = circulant(8, 2, 3, 5).atoms;
  ASSERT_EQ(a.cols(), 16);
  for (Index f = 0; f < 2; ++f) {
    for (Index shift = 0; shift < 8; ++shift) {
      for (Index k = 0; k < 8; ++k) EXPECT_EQ(a((k + shift) % 8, 8 * f + shift), a(k, 8 * f));
    }
  }
}

TEST(Families, SeedsDecideAndAreDecisive) {
  EXPECT_EQ(integer_gaussian(6, 9, 1).atoms, integer_gaussian(6, 9, 1).atoms);
  EXPECT_NE(integer_gaussian(6, 9, 1).atoms, integer_gaussian(6, 9, 2).atoms);
}

TEST(Families, BlocksStandOnTheDiagonal) {
  const RationalMatrix a = block_diagonal(three_bases(), 3).atoms;
  EXPECT_EQ(rank(a), 12);
  EXPECT_EQ(a.block(4, 12, 4, 12), three_bases().atoms);
  EXPECT_TRUE(a.block(0, 12, 4, 24).isZero());
}

}  // namespace
}  // namespace dsc
