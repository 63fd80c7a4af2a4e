#pragma once

#include "theorems/exact/matrix.h"

namespace dsc {

/// A B of integer matrices, by FLINT, on OpenMP threads over blocks of columns of B. Throws
/// std::invalid_argument where the sizes differ.
IntegerMatrix product(const IntegerMatrix& a, const IntegerMatrix& b);

}  // namespace dsc
