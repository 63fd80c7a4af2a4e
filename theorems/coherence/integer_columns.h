#pragma once

#include <optional>

#include "theorems/coherence/mutual.h"

namespace dsc {

/// Each column multiplied by the positive rational that makes its entries coprime integers.
/// Throws std::invalid_argument if there is no column or one is zero.
IntegerMatrix coprime_columns(const RationalMatrix& a);

/// The same for doubles, stored as doubles, where m times the product of any two columns' largest entries
/// stays below 2^53: then every floating-point scalar product of two columns is exact in any order. Else
/// none.
std::optional<Eigen::MatrixXd> small_integer_columns(const Eigen::MatrixXd& a);

}  // namespace dsc
