#include "theorems/exact/rational.h"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace dsc {
namespace {

/// floor(sqrt(value) 2^shift), by one integer square root.
Integer scaled_floor_sqrt(const Rational& value, unsigned shift) {
  if (value < 0) throw std::domain_error("square root of a negative number");
  const Integer p = numerator(value), q = denominator(value);
  // sqrt(p/q) 2^k = sqrt(p 4^k / q), and floor(sqrt(x)) = floor(sqrt(floor(x))).
  return boost::multiprecision::sqrt(Integer((p << (2 * shift)) / q));
}

/// Small values need more fractional bits for the same relative accuracy.
unsigned shift_for(const Rational& value, unsigned bits) {
  if (value == 0) return bits;
  const long below =
      static_cast<long>(msb(denominator(value))) -
      static_cast<long>(numerator(value) == 0 ? 0 : msb(boost::multiprecision::abs(numerator(value))));
  return bits + static_cast<unsigned>(std::max(0L, below / 2 + 1));
}

}  // namespace

Rational exactly(double value) {
  if (!std::isfinite(value)) throw std::domain_error("not a finite double");
  Rational result;
  mpq_set_d(result.backend().data(), value);
  return result;
}

double nearest(const Rational& value) {
  // mpq_get_d truncates; round to nearest by comparing both neighbours exactly.
  const double below = mpq_get_d(value.backend().data());
  if (!std::isfinite(below)) return below;
  const double away = std::nextafter(below, value < 0 ? -INFINITY : INFINITY);
  if (!std::isfinite(away)) return below;
  const Rational to_below = abs(value - exactly(below)), to_away = abs(exactly(away) - value);
  if (to_below != to_away) return to_below < to_away ? below : away;
  return std::fmod(std::abs(std::scalbn(below, -std::ilogb(below == 0 ? 1 : below) + 52)), 2.0) == 0 ? below
                                                                                                     : away;
}

double nearest_above(const Rational& value) {
  const double near = nearest(value);
  if (!std::isfinite(near)) return value < 0 ? std::numeric_limits<double>::lowest() : near;
  return exactly(near) < value ? std::nextafter(near, std::numeric_limits<double>::infinity()) : near;
}

std::string to_text(const Rational& value) { return value.str(); }

std::optional<Rational> exact_sqrt(const Rational& value) {
  if (value < 0) throw std::domain_error("square root of a negative number");
  const Integer p = boost::multiprecision::sqrt(Integer(numerator(value)));
  const Integer q = boost::multiprecision::sqrt(Integer(denominator(value)));
  const Rational root(p, q);
  if (root * root != value) return std::nullopt;
  return root;
}

Rational sqrt_below(const Rational& value, unsigned bits) {
  const unsigned shift = shift_for(value, bits);
  return Rational(scaled_floor_sqrt(value, shift), Integer(1) << shift);
}

Rational sqrt_above(const Rational& value, unsigned bits) {
  const unsigned shift = shift_for(value, bits);
  const Integer floor = scaled_floor_sqrt(value, shift);
  const Rational below(floor, Integer(1) << shift);
  if (below * below == value) return below;
  return Rational(Integer(floor + 1), Integer(1) << shift);
}

Rational rounded(double proposal, int bits) {
  if (!std::isfinite(proposal)) throw std::domain_error("not a finite double");
  return exactly(std::scalbn(std::nearbyint(std::scalbn(proposal, bits)), -bits));
}

Rational abs(const Rational& value) { return value < 0 ? Rational(-value) : value; }

int sign(const Rational& value) { return value.sign(); }

}  // namespace dsc
