#pragma once

#include <vector>

#include "theorems/coherence/mutual.h"

namespace dsc {

/// What Section 2 guarantees for one dictionary, from its mutual coherence alone.
struct Guarantees {
  Eigen::Index rows = 0, atoms = 0;
  MutualCoherence coherence;
  /// Largest k < (1 + 1/mu)/2: codes of at most k nonzeros are unique (Theorem 2.1). With columns of equal
  /// norm they are also the unique codes of least l1 norm (Theorem 2.2, repaired). 0 where mu = 1.
  Eigen::Index sparsity = 0;
  bool equal_norms = false;                            ///< exactly
  Rational least_norm_squared, greatest_norm_squared;  ///< of the columns
};

/// Exact. Throws what mutual_coherence throws.
Guarantees guarantees(const StoredDoubles& dictionary);

/// 1 / sqrt(1 - (2k - 1) mu) for normalised columns, as an enclosure: how much one layer amplifies noise and
/// tolerance at sparsity k (Theorem 2.3). Throws std::domain_error unless k is within the coherence bound.
Enclosure noise_amplification(const Rational& mu_squared, Eigen::Index k);

}  // namespace dsc
