#include "theorems/pursuit/thresholding.h"

#include <gtest/gtest.h>

#include "theorems/exact/rational.h"

namespace dsc {
namespace {

TEST(SoftThreshold, MovesTowardsZero) {
  EXPECT_EQ(soft_threshold(Rational(5, 2), Rational(1)), Rational(3, 2));
  EXPECT_EQ(soft_threshold(Rational(-5, 2), Rational(1)), Rational(-3, 2));
  EXPECT_EQ(soft_threshold(Rational(1), Rational(1)), 0);
  EXPECT_EQ(soft_threshold(-0.75, 0.25), -0.5);
}

TEST(SoftThreshold, IsTheProximalPointOfTheL1Norm) {
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

}  // namespace
}  // namespace dsc
