#include <gtest/gtest.h>

#include <random>

#include "theorems/exact/matrix.h"

namespace dsc {
namespace {

/// A random enclosure and a rational point inside it.
struct Sample {
  Enclosure enclosure;
  Rational point;
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : generator_(seed) {}

  Rational rational() {
    const auto p = static_cast<std::int64_t>(generator_()) >> (generator_() % 60);
    const auto q = static_cast<std::int64_t>(generator_() >> (2 + generator_() % 60)) + 1;
    return Rational(Integer(p), Integer(q));
  }
  Sample sample() {
    const Enclosure a(rational()), b(rational());
    const bool ordered = a.lower() <= b.upper();
    const Enclosure wide = ordered ? Enclosure(a.lower(), b.upper()) : Enclosure(b.lower(), a.upper());
    const Rational share(static_cast<long>(generator_() % 1001), 1000);
    const Rational low = wide.lower().rational();
    return {wide, low + share * (wide.upper().rational() - low)};
  }

 private:
  std::mt19937_64 generator_;
};

std::string shown(const Enclosure& e) { return "[" + e.lower().text() + ", " + e.upper().text() + "]"; }

TEST(Enclosure, ResultsContainTheExactResult) {
  Draw draw(23);
  for (int k = 0; k < 3000; ++k) {
    const auto [a, x] = draw.sample();
    const auto [b, y] = draw.sample();
    const std::string operands = shown(a) + " " + to_text(x) + "\n" + shown(b) + " " + to_text(y);
    ASSERT_TRUE((a + b).contains(x + y)) << operands;
    ASSERT_TRUE((a - b).contains(x - y)) << operands;
    ASSERT_TRUE((a * b).contains(x * y)) << operands;
    ASSERT_TRUE((-a).contains(-x)) << operands;
    ASSERT_TRUE(abs(a).contains(abs(x))) << operands;
    if (!b.contains(0)) {
      ASSERT_TRUE((a / b).contains(x / y)) << operands;
    } else {
      ASSERT_THROW(a / b, std::domain_error) << operands;
    }
  }
}

TEST(Enclosure, RootsContainTheRootOfEveryPoint) {
  Draw draw(29);
  for (int k = 0; k < 2000; ++k) {
    const auto [a, x] = draw.sample();
    if (a.lower() < Dyadic(0)) {
      ASSERT_THROW(sqrt(a), std::domain_error) << shown(a);
      continue;
    }
    const Enclosure root = sqrt(a);
    ASSERT_LE(root.lower().rational() * root.lower().rational(), x) << shown(a) << " " << x;
    ASSERT_GE(root.upper().rational() * root.upper().rational(), x) << shown(a) << " " << x;
  }
}

TEST(Enclosure, OfARationalIsAsTightAsItsPrecision) {
  Draw draw(31);
  for (int k = 0; k < 2000; ++k) {
    const Rational x = draw.rational();
    const Enclosure e(x);
    ASSERT_TRUE(e.contains(x)) << x;
    ASSERT_LE(e.width(), abs(x) / Rational(Integer(1) << (Enclosure::precision - 2))) << x;
  }
  EXPECT_EQ(Enclosure(Rational(3, 8)).width(), 0);
}

TEST(Enclosure, OrderIsClaimedOnlyWhereItIsCertain) {
  const Enclosure one(1), wide(Dyadic(0), Dyadic(2)), two(2);
  EXPECT_TRUE(certainly_less(one, two));
  EXPECT_FALSE(certainly_less(one, wide));
  EXPECT_FALSE(certainly_less(wide, one));
  EXPECT_TRUE(certainly_at_most(wide, two));
  EXPECT_FALSE(certainly_less(wide, two));
  EXPECT_FALSE(certainly_positive(wide));
  EXPECT_THROW(Enclosure(Dyadic(2), Dyadic(1)), std::domain_error);
}

TEST(Enclosure, MatrixProductsContainTheExactProduct) {
  Draw draw(37);
  EnclosureMatrix a(4, 5), b(5, 3);
  RationalMatrix x(4, 5), y(5, 3);
  for (Eigen::Index i = 0; i < a.size(); ++i) {
    const Sample s = draw.sample();
    a.data()[i] = s.enclosure;
    x.data()[i] = s.point;
  }
  for (Eigen::Index i = 0; i < b.size(); ++i) {
    const Sample s = draw.sample();
    b.data()[i] = s.enclosure;
    y.data()[i] = s.point;
  }
  const EnclosureMatrix product = a.lazyProduct(b);
  const RationalMatrix expected = multiply(x, y);
  for (Eigen::Index i = 0; i < 4; ++i) {
    for (Eigen::Index j = 0; j < 3; ++j) EXPECT_TRUE(product(i, j).contains(expected(i, j))) << i << "," << j;
  }
}

}  // namespace
}  // namespace dsc
