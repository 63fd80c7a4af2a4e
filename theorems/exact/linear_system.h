#pragma once

#include <optional>

#include "theorems/exact/matrix.h"

/// Exact rank, null space and solution of rational systems, by FLINT on the integer matrices that remain
/// after each row is multiplied by its common denominator.
namespace dsc {

/// Rank over the rationals.
Eigen::Index rank(const RationalMatrix& a);

/// A basis of {x : A x = 0} as columns (d x (d - rank)), entries integers.
RationalMatrix null_space(const RationalMatrix& a);

/// The unique x with A x = b for a square A, by Dixon lifting; none if A is singular.
/// Throws std::invalid_argument if A is not square or the sizes do not fit.
std::optional<RationalVector> solve(const RationalMatrix& a, const RationalVector& b);

/// The least-squares solution (A^T A)^-1 A^T b of a matrix with independent columns; none if they are
/// dependent. It solves A x = b exactly if and only if A x = b has a solution.
std::optional<RationalVector> solve_least_squares(const RationalMatrix& a, const RationalVector& b);

}  // namespace dsc
