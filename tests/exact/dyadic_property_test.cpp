#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <random>

#include "theorems/exact/matrix.h"

namespace dsc {
namespace {

double any_finite_double(std::mt19937_64& generator) {
  for (;;) {
    const double v = std::bit_cast<double>(generator());
    if (std::isfinite(v)) return v;
  }
}

TEST(Dyadic, OperationsAgreeWithRationals) {
  std::mt19937_64 generator(11);
  for (int k = 0; k < 3000; ++k) {
    const double x = any_finite_double(generator), y = any_finite_double(generator);
    const Dyadic a = Dyadic::exactly(x), b = Dyadic::exactly(y);
    ASSERT_EQ(a.rational(), exactly(x)) << x;
    ASSERT_EQ((a + b).rational(), exactly(x) + exactly(y)) << x << " " << y;
    ASSERT_EQ((a - b).rational(), exactly(x) - exactly(y)) << x << " " << y;
    ASSERT_EQ((a * b).rational(), exactly(x) * exactly(y)) << x << " " << y;
    ASSERT_EQ(a < b, x < y) << x << " " << y;
    ASSERT_EQ(a == b, x == y) << x << " " << y;
  }
}

TEST(Dyadic, EqualValuesHaveOneRepresentation) {
  EXPECT_EQ(Dyadic(Integer(12), 3), Dyadic(Integer(3), 5));
  EXPECT_EQ(Dyadic(Integer(0), 77), Dyadic());
  EXPECT_EQ(Dyadic::exactly(0.5) - Dyadic::exactly(0.5), Dyadic(0));
}

TEST(Dyadic, TextOfNormalDoublesIsTheHexadecimalFloat) {
  std::mt19937_64 generator(13);
  for (int k = 0; k < 3000; ++k) {
    const double x = any_finite_double(generator);
    if (!std::isnormal(x)) continue;
    char expected[40];
    std::snprintf(expected, sizeof expected, "%a", x);
    ASSERT_EQ(Dyadic::exactly(x).text(), expected);
  }
  EXPECT_EQ(Dyadic().text(), "0x0p+0");
  EXPECT_EQ(Dyadic::exactly(0x1p-1074).text(), "0x1p-1074");
  EXPECT_EQ(Dyadic(Integer("340282366920938463463374607431768211457"), 0).text(),
            "0x1.00000000000000000000000000000001p+128");
}

TEST(Dyadic, RoundingIsOutwardAndShort) {
  std::mt19937_64 generator(17);
  for (int k = 0; k < 3000; ++k) {
    const Dyadic x =
        Dyadic::exactly(any_finite_double(generator)) * Dyadic::exactly(any_finite_double(generator));
    const unsigned bits = 1 + static_cast<unsigned>(generator() % 70);
    const Dyadic down = x.rounded_down(bits), up = x.rounded_up(bits);
    ASSERT_LE(down, x) << x.text();
    ASSERT_GE(up, x) << x.text();
    for (const Dyadic& r : {down, up}) {
      ASSERT_TRUE(r == Dyadic() || msb(boost::multiprecision::abs(r.mantissa())) < bits) << x.text();
    }
    ASSERT_LE(((up - down).rational()), abs(x.rational()) / Rational(Integer(1) << (bits - 1)))
        << x.text() << " " << bits;
  }
}

TEST(Dyadic, MatricesMultiplyExactly) {
  std::mt19937_64 generator(19);
  const auto draw = [&] {
    return std::ldexp(static_cast<double>(static_cast<std::int64_t>(generator())), -70);
  };
  const Eigen::MatrixXd a = Eigen::MatrixXd::NullaryExpr(5, 7, draw),
                        b = Eigen::MatrixXd::NullaryExpr(7, 3, draw);
  const DyadicMatrix product = dyadic(a) * dyadic(b);
  const RationalMatrix expected = multiply(exactly(a), exactly(b));
  for (Eigen::Index i = 0; i < product.rows(); ++i) {
    for (Eigen::Index j = 0; j < product.cols(); ++j) EXPECT_EQ(product(i, j).rational(), expected(i, j));
  }
}

}  // namespace
}  // namespace dsc
