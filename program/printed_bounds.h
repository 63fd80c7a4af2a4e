#pragma once

#include <string>

#include "theorems/exact/enclosure.h"

/// Bounds stay bounds where they are printed: they are rounded up.
namespace dsc {

/// The least double that is certainly no smaller.
double rounded_up(const Enclosure& value);

/// Six significant digits that are no smaller.
std::string upward(double bound);

}  // namespace dsc
