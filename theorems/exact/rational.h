#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <optional>
#include <string>
#include <string_view>

/// Exact numbers. Expression templates are off: Eigen needs plain value types.
namespace dsc {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// The rational that the double is, without rounding. Throws std::domain_error for NaN and infinities.
Rational exactly(double value);

/// The nearest double (ties to even); never the proof of anything.
double nearest(const Rational& value);

/// The least double that is no smaller; infinity beyond the largest.
double nearest_above(const Rational& value);

/// Canonical text: "p" or "p/q" with q >= 2 and gcd(p, q) = 1.
std::string to_text(const Rational& value);

/// The square root, where it is rational. Throws std::domain_error where value < 0.
std::optional<Rational> exact_sqrt(const Rational& value);

/// Largest r/2^bits-granular rational with r^2 <= value: 0 <= sqrt(value) - r <= 2^-bits max(1, sqrt(value)).
/// Throws std::domain_error where value < 0.
Rational sqrt_below(const Rational& value, unsigned bits = 192);

/// As sqrt_below, from above.
Rational sqrt_above(const Rational& value, unsigned bits = 192);

/// The nearest multiple of 2^-bits: how a floating-point proposal becomes a short exact number.
/// Throws std::domain_error for NaN and infinities.
Rational rounded(double proposal, int bits);

Rational abs(const Rational& value);
int sign(const Rational& value);

}  // namespace dsc
