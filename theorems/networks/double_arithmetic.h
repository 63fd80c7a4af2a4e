#pragma once

#include "theorems/exact/enclosure.h"

/// The standard model of sums of products in doubles (Higham 2002, Sections 2.2 and 3.1): with N terms, taken
/// in any order, fused or not, |computed - exact| <= gamma(N) sum |terms| + N smallest, where no partial sum
/// overflows. Terms that are 0 do not count. It does not hold for convolutions by Fourier or Winograd
/// transforms.
namespace dsc {

inline Rational power_of_half(std::int64_t exponent) { return Dyadic(Integer(1), -exponent).rational(); }

/// u = 2^-53, half the distance from 1 to the next double.
inline Rational unit_roundoff() { return power_of_half(53); }
/// 2^-1074: no product that underflows is off by more.
inline Rational smallest_double() { return power_of_half(1074); }
/// N u / (1 - N u), N u < 1.
inline Rational gamma(std::int64_t terms) {
  const Rational nu = terms * unit_roundoff();
  return nu / (1 - nu);
}
/// A dyadic of at most 64 significant bits, value <= result <= value (1 + 2^-62), for value >= 0: so that
/// bounds stay short.
inline Rational rounded_up(const Rational& value) {
  return value == 0 ? Rational(0) : Enclosure(value).upper().rounded_up(64).rational();
}

}  // namespace dsc
