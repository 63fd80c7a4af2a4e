#include "theorems/pursuit/thresholding.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

TEST(Threshold, SoftMovesTowardsZeroAndHardKeeps) {
  EXPECT_EQ(soft_threshold(Rational(5, 2), Rational(1)), Rational(3, 2));
  EXPECT_EQ(soft_threshold(Rational(-5, 2), Rational(1)), Rational(-3, 2));
  EXPECT_EQ(soft_threshold(Rational(1), Rational(1)), 0);
  EXPECT_EQ(hard_threshold(Rational(-5, 2), Rational(1)), Rational(-5, 2));
  EXPECT_EQ(hard_threshold(Rational(1), Rational(1)), 0) << "not above the threshold";
  EXPECT_EQ(soft_threshold(-0.75, 0.25), -0.5);
}

TEST(Threshold, SoftIsTheProximalPointOfTheL1Norm) {
  // (u - v)^2 / 2 + t |u| grows by at least (u - w)^2 / 2 away from its minimiser w.
  const auto value = [](const Rational& u, const Rational& v, const Rational& t) {
    return Rational((u - v) * (u - v) / 2 + t * abs(u));
  };
  for (int v = -6; v <= 6; ++v) {
    for (int t = 0; t <= 4; ++t) {
      const Rational w = soft_threshold(Rational(v, 2), Rational(t, 3));
      for (int u = -12; u <= 12; ++u) {
        const Rational at(u, 4), away = at - w;
        EXPECT_GE(value(at, Rational(v, 2), Rational(t, 3)),
                  value(w, Rational(v, 2), Rational(t, 3)) + away * away / 2);
      }
    }
  }
}

TEST(LayeredThresholding, ByHand) {
  RationalMatrix first(2, 3), second(3, 1);
  first << 1, 0, 1, 0, 1, 1;
  second << 1, 0, -1;
  RationalVector y(2);
  y << 3, -1;
  // D_1^T y = (3, -1, 2), soft by 1: (2, 0, 1); D_2^T: 1, soft by 1/2: 1/2. Hard: (3, 0, 2), 1, 1.
  const auto soft =
      layered_thresholding<Rational>({first, second}, {1, Rational(1, 2)}, y, Thresholding::soft);
  const auto hard =
      layered_thresholding<Rational>({first, second}, {1, Rational(1, 2)}, y, Thresholding::hard);
  ASSERT_EQ(soft.size(), 2u);
  RationalVector soft_first(3), hard_first(3);
  soft_first << 2, 0, 1;
  hard_first << 3, 0, 2;
  EXPECT_EQ(soft[0], soft_first);
  EXPECT_EQ(soft[1][0], Rational(1, 2));
  EXPECT_EQ(hard[0], hard_first);
  EXPECT_EQ(hard[1][0], 1);
}

TEST(LayeredThresholding, DoublesAgreeWithRationals) {
  const std::vector<RationalMatrix> layers{identity_hadamard(16).atoms, integer_gaussian(32, 20, 3).atoms};
  RationalVector y(16);
  for (Eigen::Index i = 0; i < 16; ++i) y[i] = Rational(7 * i % 11 - 5, 4);
  const auto exact =
      layered_thresholding<Rational>(layers, {Rational(1, 4), Rational(3, 2)}, y, Thresholding::soft);
  const auto computed = layered_thresholding<double>({nearest(layers[0]), nearest(layers[1])}, {0.25, 1.5},
                                                     nearest(y), Thresholding::soft);
  for (std::size_t j = 0; j < 2; ++j)
    EXPECT_LT((nearest(exact[j]) - computed[j]).norm(), 1e-12 * computed[j].norm());
}

TEST(LayeredThresholding, WrongShapesAreErrors) {
  const RationalMatrix d = RationalMatrix::Identity(2, 2);
  const RationalVector y = RationalVector::Ones(2);
  const auto run = [&](const RationalVector& signal, const std::vector<Rational>& thresholds) {
    return layered_thresholding<Rational>({d}, thresholds, signal, Thresholding::soft);
  };
  EXPECT_EQ(run(y, {0})[0], y);
  EXPECT_THROW(run(RationalVector::Ones(3), {0}), std::invalid_argument);
  EXPECT_THROW(run(y, {0, 0}), std::invalid_argument);
  EXPECT_THROW(run(y, {-1}), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
