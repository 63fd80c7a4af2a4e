#include "theorems/exact/dyadic.h"

#include <cmath>
#include <stdexcept>

namespace dsc {

Dyadic::Dyadic(Integer mantissa, std::int64_t exponent)
    : mantissa_(std::move(mantissa)), exponent_(exponent) {
  if (mantissa_ == 0) {
    exponent_ = 0;
    return;
  }
  const auto zeros = lsb(boost::multiprecision::abs(mantissa_));
  if (zeros > 0) {
    mantissa_ >>= zeros;
    exponent_ += static_cast<std::int64_t>(zeros);
  }
}

Dyadic Dyadic::exactly(double value) {
  if (!std::isfinite(value)) throw std::domain_error("not a finite double");
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  return {Integer(static_cast<std::int64_t>(std::scalbn(fraction, 53))), exponent - 53};
}

Rational Dyadic::rational() const {
  if (exponent_ >= 0) return Rational(Integer(mantissa_ << exponent_));
  return Rational(mantissa_, Integer(Integer(1) << -exponent_));
}

std::string Dyadic::text() const {
  if (mantissa_ == 0) return "0x0p+0";
  Integer magnitude = boost::multiprecision::abs(mantissa_);
  const auto top = static_cast<std::int64_t>(msb(magnitude));
  const std::int64_t exponent = exponent_ + top;
  magnitude -= Integer(1) << top;
  std::string fraction;
  if (magnitude != 0) {
    // Pad the fraction to whole hexadecimal digits; the last is not 0 because the mantissa is odd.
    const auto count = static_cast<std::size_t>((top + 3) / 4);
    magnitude <<= 4 * count - static_cast<std::size_t>(top);
    const std::string digits = magnitude.str(0, std::ios_base::hex);
    fraction.append(1, '.').append(count - digits.size(), '0').append(digits);
  }
  const char* sign = mantissa_ < 0 ? "-0x1" : "0x1";
  return sign + fraction + (exponent < 0 ? "p-" : "p+") + std::to_string(std::abs(exponent));
}

Dyadic Dyadic::rounded_down(unsigned bits) const {
  if (mantissa_ == 0) return *this;
  const auto length = static_cast<std::int64_t>(msb(boost::multiprecision::abs(mantissa_))) + 1;
  const std::int64_t excess = length - static_cast<std::int64_t>(bits);
  if (excess <= 0) return *this;
  Integer quotient;
  mpz_fdiv_q_2exp(quotient.backend().data(), mantissa_.backend().data(), static_cast<mp_bitcnt_t>(excess));
  return {quotient, exponent_ + excess};
}

Dyadic Dyadic::rounded_up(unsigned bits) const { return -(-*this).rounded_down(bits); }

Dyadic& Dyadic::operator+=(const Dyadic& other) {
  if (other.mantissa_ == 0) return *this;
  if (mantissa_ == 0) return *this = other;
  const std::int64_t low = std::min(exponent_, other.exponent_);
  Integer sum = Integer(mantissa_ << (exponent_ - low)) + Integer(other.mantissa_ << (other.exponent_ - low));
  return *this = Dyadic(std::move(sum), low);
}

Dyadic& Dyadic::operator*=(const Dyadic& other) {
  return *this = Dyadic(Integer(mantissa_ * other.mantissa_), exponent_ + other.exponent_);
}

}  // namespace dsc
