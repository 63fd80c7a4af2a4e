#pragma once

#include <vector>

#include "theorems/coherence/mutual.h"

namespace dsc {

/// What Section 2 guarantees for one dictionary, from its mutual coherence alone.
struct Guarantees {
  Eigen::Index rows = 0, atoms = 0;
  MutualCoherence coherence;
  /// Largest k < (1 + 1/mu)/2: a code of at most k nonzeros is the only one so sparse of its signal
  /// (Theorem 2.1). 0 where mu = 1.
  Eigen::Index sparsity = 0;
  /// Largest k proven to have k < (1 + 1/mu) / (2 rho), rho the largest column norm over the smallest: a code
  /// of at most k nonzeros is the unique one of least l1 norm, for the columns as they are. With equal norms
  /// this is Theorem 2.2. In general, for D z = 0 and the normalised columns' coefficients z'_i = |d_i| z_i,
  /// (1 + mu) |z'_i| <= mu |z'|_1, so k entries of z carry at most k rho mu / (1 + mu) < 1/2 of |z|_1: the
  /// null space property.
  Eigen::Index basis_pursuit_sparsity = 0;
  Rational least_norm_squared, greatest_norm_squared;  ///< of the columns
};

/// Exact. Throws what mutual_coherence throws.
Guarantees guarantees(const StoredDoubles& dictionary);

/// 1 / sqrt(1 - (2k - 1) mu) for normalised columns, as an enclosure: how much one layer amplifies noise and
/// tolerance at sparsity k (Theorem 2.3). Throws std::domain_error unless k is within the coherence bound.
Enclosure noise_amplification(const Rational& mu_squared, Eigen::Index k);

}  // namespace dsc
