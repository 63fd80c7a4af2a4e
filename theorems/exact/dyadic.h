#pragma once

#include <cstdint>
#include <string>

#include "theorems/exact/rational.h"

namespace dsc {

/// m 2^e with an integer m that is odd, or zero with e = 0: one representation for each value. Closed under
/// addition, subtraction and multiplication, without the greatest common divisors that rationals pay for.
class Dyadic {
 public:
  Dyadic() = default;
  Dyadic(int value) : Dyadic(Integer(value), 0) {}  // NOLINT: Eigen writes Scalar(0)
  Dyadic(Integer mantissa, std::int64_t exponent);

  /// The value of a finite double, without rounding. Throws std::domain_error for NaN and infinities.
  static Dyadic exactly(double value);

  const Integer& mantissa() const { return mantissa_; }
  std::int64_t exponent() const { return exponent_; }

  Rational rational() const;
  /// Canonical hexadecimal float, as the certificate grammar has it: "0x1.8p-3", zero "0x0p+0".
  std::string text() const;

  /// The largest dyadic with at most `bits` significant bits that is <= *this.
  Dyadic rounded_down(unsigned bits) const;
  Dyadic rounded_up(unsigned bits) const;

  Dyadic operator-() const { return {Integer(-mantissa_), exponent_}; }
  Dyadic& operator+=(const Dyadic& other);
  Dyadic& operator-=(const Dyadic& other) { return *this += -other; }
  Dyadic& operator*=(const Dyadic& other);
  friend Dyadic operator+(Dyadic a, const Dyadic& b) { return a += b; }
  friend Dyadic operator-(Dyadic a, const Dyadic& b) { return a -= b; }
  friend Dyadic operator*(Dyadic a, const Dyadic& b) { return a *= b; }
  friend bool operator==(const Dyadic& a, const Dyadic& b) {
    return a.mantissa_ == b.mantissa_ && a.exponent_ == b.exponent_;
  }
  friend bool operator<(const Dyadic& a, const Dyadic& b) { return (a - b).mantissa_ < 0; }
  friend bool operator>(const Dyadic& a, const Dyadic& b) { return b < a; }
  friend bool operator<=(const Dyadic& a, const Dyadic& b) { return !(b < a); }
  friend bool operator>=(const Dyadic& a, const Dyadic& b) { return !(a < b); }

 private:
  Integer mantissa_ = 0;
  std::int64_t exponent_ = 0;
};

}  // namespace dsc
