#include <gtest/gtest.h>

#include <random>

#include "theorems/exact/short_bounds.h"

namespace dsc {
namespace {

TEST(ShortBounds, EncloseCloselyWithFewBits) {
  std::mt19937_64 generator(3);
  const Rational close = Rational(1, 1 << 22);
  for (int trial = 0; trial < 2000; ++trial) {
    const Integer p(generator()), q(1 + generator());
    const Rational value = trial % 2 == 0 ? Rational(p, q) : Rational(p * p * p, q);
    const Rational above = short_above(value), below = short_below(value);
    EXPECT_TRUE(below <= value && value <= above) << value;
    EXPECT_TRUE(above <= value * (1 + close) && below >= value * (1 - close)) << value;
    for (const Rational& end : {above, below}) {
      const Integer m = numerator(end);
      EXPECT_TRUE(m == 0 || msb(m) - lsb(m) < 24) << end;
    }
  }
}

TEST(ShortBounds, ShortDyadicsStay) {
  for (const Rational& value : {Rational(0), Rational(1), Rational(3, 8), Rational(1 << 20)}) {
    EXPECT_EQ(short_above(value), value);
    EXPECT_EQ(short_below(value), value);
  }
}

}  // namespace
}  // namespace dsc
