#include "theorems/exact/enclosure.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace dsc {
namespace {

Enclosure outward(const Dyadic& lower, const Dyadic& upper) {
  return {lower.rounded_down(Enclosure::precision), upper.rounded_up(Enclosure::precision)};
}

/// The largest dyadic of the precision's resolution that is <= p/q: relative accuracy 2^-precision.
Dyadic below(const Rational& value) {
  if (value == 0) return {};
  const Integer p = numerator(value), q = denominator(value);
  const auto length = [](const Integer& n) {
    return static_cast<std::int64_t>(msb(boost::multiprecision::abs(n)));
  };
  const std::int64_t shift = static_cast<std::int64_t>(Enclosure::precision) + 2 + length(q) - length(p);
  const Integer scaled_p = shift > 0 ? Integer(p << shift) : p;
  const Integer scaled_q = shift > 0 ? q : Integer(q << -shift);
  Integer quotient;
  mpz_fdiv_q(quotient.backend().data(), scaled_p.backend().data(), scaled_q.backend().data());
  return Dyadic(quotient, -shift);
}

Dyadic above(const Rational& value) { return -below(-value); }

}  // namespace

Enclosure::Enclosure(const Rational& value) : Enclosure(outward(below(value), above(value))) {}

Enclosure::Enclosure(Dyadic lower, Dyadic upper) : lower_(std::move(lower)), upper_(std::move(upper)) {
  if (upper_ < lower_) throw std::domain_error("an enclosure with its ends crossed");
}

Enclosure operator+(const Enclosure& a, const Enclosure& b) {
  return outward(a.lower_ + b.lower_, a.upper_ + b.upper_);
}

Enclosure operator*(const Enclosure& a, const Enclosure& b) {
  const std::array<Dyadic, 4> corners = {a.lower_ * b.lower_, a.lower_ * b.upper_, a.upper_ * b.lower_,
                                         a.upper_ * b.upper_};
  const auto [least, greatest] = std::minmax_element(corners.begin(), corners.end());
  return outward(*least, *greatest);
}

Enclosure operator/(const Enclosure& a, const Enclosure& b) {
  if (b.lower_ <= Dyadic(0) && Dyadic(0) <= b.upper_)
    throw std::domain_error("division by an enclosure of 0");
  // Dividing by a fixed sign is monotone in each argument: the extremes are at the corners.
  const Rational low = b.lower_.rational(), high = b.upper_.rational();
  const std::array<Rational, 4> corners = {a.lower_.rational() / low, a.lower_.rational() / high,
                                           a.upper_.rational() / low, a.upper_.rational() / high};
  const auto [least, greatest] = std::minmax_element(corners.begin(), corners.end());
  return outward(below(*least), above(*greatest));
}

Enclosure sqrt(const Enclosure& a) {
  const Rational low = a.lower().rational(), high = a.upper().rational();
  return outward(below(sqrt_below(low, Enclosure::precision)), above(sqrt_above(high, Enclosure::precision)));
}

Enclosure abs(const Enclosure& a) {
  if (Dyadic(0) <= a.lower()) return a;
  if (a.upper() <= Dyadic(0)) return -a;
  return {Dyadic(0), std::max(-a.lower(), a.upper())};
}

}  // namespace dsc
