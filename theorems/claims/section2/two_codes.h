#pragma once

#include <utility>

#include "theorems/exact/matrix.h"

namespace dsc {

/// Splits a null vector z of A into two codes x - x' = z of the same signal, A x = A x', whose supports halve
/// that of z.
std::pair<RationalVector, RationalVector> two_codes(const RationalVector& null_vector);

}  // namespace dsc
