#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "theorems/exact/matrix.h"

namespace dsc {

/// The sign vectors on a support, the first sign 1: the others are their negatives. At most 30 indices.
std::vector<RationalVector> sign_vectors(Eigen::Index d, const std::vector<Eigen::Index>& support);

/// Whether every x with |x|_0 <= sparsity is the unique minimiser of |u|_1 : A u = A x: every support and
/// every sign vector on it has a strict dual vector (basis_pursuit.h), or one is left without.
struct Recovery {
  std::vector<std::pair<RationalVector, RationalVector>> duals;  ///< signs and dual vector
  std::optional<RationalVector> undecided;                       ///< the first signs without a strict dual
};

/// Tries all C(d, sparsity) 2^(sparsity - 1) sign vectors in order and stops at the first without a dual.
Recovery examine_recovery(const RationalMatrix& a, Eigen::Index sparsity);

}  // namespace dsc
