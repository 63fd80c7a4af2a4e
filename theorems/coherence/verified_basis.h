#pragma once

#include "theorems/coherence/generalized.h"
#include "theorems/coherence/scaled_columns.h"

namespace dsc {

/// Columns that span the range of the unit columns up to rounding, chosen by a QR factorisation with column
/// pivoting, and as many rows on which they are regular.
struct NumericalBasis {
  std::vector<Eigen::Index> columns, rows;  ///< rows increasing
};
NumericalBasis numerical_basis(const Eigen::MatrixXd& atoms);

/// The proof of VerifiedBasis (generalized.h: beta = |I - R B|_1 < 1, gain = |R|_1 / (1 - beta)) for these
/// columns and rows; where double precision cannot invert them or the range of M has more dimensions than
/// they, for others by an exact inverse, up to 64 rows or columns; else none.
std::optional<VerifiedBasis> verified_basis(const ScaledColumns& scaled, const NumericalBasis& chosen);

}  // namespace dsc
