#include "theorems/exact/rational.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace dsc {
namespace {

TEST(Rational, DoublesAreTakenWithoutRounding) {
  EXPECT_EQ(exactly(0.1), Rational("3602879701896397/36028797018963968"));
  EXPECT_EQ(exactly(std::numeric_limits<double>::denorm_min()), Rational(Integer(1), Integer(1) << 1074));
  EXPECT_EQ(exactly(1 + 0x1p-40) - 1, Rational(Integer(1), Integer(1) << 40));
  EXPECT_EQ(exactly(-0.0), 0);
}

TEST(Rational, NonFiniteDoublesAreRefused) {
  EXPECT_THROW(exactly(NAN), std::domain_error);
  EXPECT_THROW(exactly(-INFINITY), std::domain_error);
  EXPECT_THROW(rounded(NAN, 10), std::domain_error);
}

TEST(Rational, NearestRoundsToNearestTiesToEven) {
  EXPECT_EQ(nearest(Rational(1, 10)), 0.1);
  EXPECT_EQ(nearest(Rational(-1, 3)), -1.0 / 3);
  EXPECT_EQ(nearest(Rational(2, 3)), 2.0 / 3);
  const Rational half_ulp(Integer(1), Integer(1) << 53);
  EXPECT_EQ(nearest(1 + half_ulp), 1.0);
  EXPECT_EQ(nearest(1 + 3 * half_ulp), 1 + 0x1p-51);
  EXPECT_EQ(nearest(1 + half_ulp + half_ulp / 1000), 1 + 0x1p-52);
  EXPECT_EQ(nearest(-1 - half_ulp), -1.0);
  EXPECT_EQ(nearest(Rational(0)), 0.0);
}

TEST(Rational, NearestAgreesWithDivisionOfDoubles) {
  // IEEE division of two integers is correctly rounded.
  std::mt19937_64 generator(3);
  for (int k = 0; k < 20000; ++k) {
    const auto p = static_cast<std::int64_t>(generator() >> 12),
               q = static_cast<std::int64_t>(generator() >> 14) + 1;
    ASSERT_EQ(nearest(Rational(Integer(p), Integer(q))), static_cast<double>(p) / static_cast<double>(q))
        << p << "/" << q;
  }
}

TEST(Rational, NearestAboveIsTheLeastDoubleThatIsNoSmaller) {
  constexpr double infinity = std::numeric_limits<double>::infinity(),
                   greatest = std::numeric_limits<double>::max(),
                   least = std::numeric_limits<double>::denorm_min();
  const Rational tiny(Integer(1), Integer(1) << 2000);
  EXPECT_EQ(nearest_above(Rational(3, 8)), 0.375);
  EXPECT_EQ(nearest_above(0), 0);
  EXPECT_EQ(nearest_above(1 + tiny), std::nextafter(1.0, 2.0));
  EXPECT_EQ(nearest_above(1 - tiny), 1.0);
  EXPECT_EQ(nearest_above(-1 + tiny), std::nextafter(-1.0, 0.0));
  EXPECT_EQ(nearest_above(tiny), least);
  EXPECT_EQ(nearest_above(exactly(greatest)), greatest);
  EXPECT_EQ(nearest_above(exactly(greatest) + 1), infinity);
  EXPECT_EQ(nearest_above(Rational(Integer(1) << 2000)), infinity);
  EXPECT_EQ(nearest_above(-Rational(Integer(1) << 2000)), -greatest);
}

TEST(Rational, TextIsCanonical) {
  EXPECT_EQ(to_text(Rational(6, 4)), "3/2");
  EXPECT_EQ(to_text(Rational(-8, 4)), "-2");
  EXPECT_EQ(to_text(Rational(0)), "0");
}

TEST(Rational, ExactRootsOnlyOfSquares) {
  EXPECT_EQ(exact_sqrt(Rational(49, 64)), Rational(7, 8));
  EXPECT_EQ(exact_sqrt(Rational(0)), Rational(0));
  EXPECT_FALSE(exact_sqrt(Rational(1, 8)));
  EXPECT_FALSE(exact_sqrt(Rational(2)));
  EXPECT_THROW(exact_sqrt(Rational(-1)), std::domain_error);
}

TEST(Rational, RootsAreEnclosedAsTightlyAsPromised) {
  std::mt19937_64 generator(5);
  for (int k = 0; k < 2000; ++k) {
    const int shift = static_cast<int>(generator() % 400) - 200;
    Rational x(Integer(generator() >> 20), Integer((generator() >> 30) + 1));
    x = shift < 0 ? Rational(x / Rational(Integer(1) << -shift))
                  : Rational(x * Rational(Integer(1) << shift));
    const Rational low = sqrt_below(x), high = sqrt_above(x);
    ASSERT_LE(low * low, x) << x;
    ASSERT_GE(high * high, x) << x;
    const Rational scale = high > 1 ? high : Rational(1);
    ASSERT_LE(high - low, scale / Rational(Integer(1) << 191)) << x;
  }
  EXPECT_EQ(sqrt_below(Rational(9, 4)), sqrt_above(Rational(9, 4)));
  EXPECT_THROW(sqrt_below(Rational(-1)), std::domain_error);
}

TEST(Rational, ProposalsAreRoundedToTheGrid) {
  EXPECT_EQ(rounded(0.3, 2), Rational(1, 4));
  EXPECT_EQ(rounded(-0.7, 1), Rational(-1, 2));
  EXPECT_EQ(rounded(5, -2), Rational(4));
}

}  // namespace
}  // namespace dsc
