#pragma once

#include "theorems/exact/enclosure.h"

/// Short numbers near long ones, so that a certificate need not spell out hundreds of digits.
namespace dsc {

/// A dyadic of at most 24 significant bits, value <= result <= value (1 + 2^-22) for value >= 0.
inline Rational short_above(const Rational& value) {
  return Enclosure(value).upper().rounded_up(24).rational();
}
/// A dyadic of at most 24 significant bits, value (1 - 2^-22) <= result <= value for value >= 0.
inline Rational short_below(const Rational& value) {
  return Enclosure(value).lower().rounded_down(24).rational();
}

}  // namespace dsc
