#pragma once

#include <utility>

#include "theorems/exact/matrix.h"

namespace dsc {

/// Doubles taken as the exact numbers they store, not as approximations of others.
struct StoredDoubles {
  const Eigen::MatrixXd& entries;
};

/// mu(D)^2 and where it is attained.
struct MutualCoherence {
  Rational squared;  ///< mu^2, exact
  std::pair<Eigen::Index, Eigen::Index> pair{
      0, 0};  ///< the first pair i < j that attains it; (0, 0) for one atom
};

/// mu(D) = max_{i<j} |d_i.d_j| / (|d_i| |d_j|) (Definition 2.1), exact for any finite doubles; 0 for one
/// atom.
///
/// Floating point filters, exact arithmetic decides. Let u = 2^-53 and g = m u / (1 - m u). Each column is
/// scaled by a power of two so that its largest entry lies in [1, 2) (mu does not change), then by its
/// computed norm. A computed sum of m products, in any order and with or without fused operations, has error
/// at most g times the sum of absolute values, plus m 2^-1074 from underflow (overflow cannot occur after
/// scaling). So the computed norm is off by a factor within 1 +- (g/2 + 2u), a normalised entry within 1 +-
/// (g/2 + 4u), and a computed coherence within
///   e = 5 (m + 8) u
/// of the true one, the m 2^-1070 of all underflows included. A pair whose computed coherence is more than 2e
/// below the largest computed one cannot attain the maximum; the others are compared as exact rationals.
/// Columns that are small integers up to a factor take a shorter way: their computed Gram matrix is exact.
/// Where some computed coherence reaches 1 - 2e, parallel columns are looked for first (then mu = 1).
///
/// Time: one symmetric Gram product, m d^2, on OpenMP threads, plus O(m) for each surviving pair. Memory: a
/// copy of D, and for each thread one block of the product and of decoded columns: pairs are decided block by
/// block, so ties take none. Throws std::invalid_argument if there is no column, a column is zero or an entry
/// is not finite.
MutualCoherence mutual_coherence(const StoredDoubles& dictionary);

/// The same for rational entries: columns are scaled to coprime integers; where those exceed 53 bits, every
/// pair is compared in integers.
MutualCoherence mutual_coherence(const RationalMatrix& dictionary);

/// The largest k <= cap with k < (1 + 1/mu)/2, that is (2k - 1)^2 mu^2 < 1 (Theorem 2.1).
Eigen::Index guaranteed_sparsity(const Rational& mu_squared, Eigen::Index cap);

/// The largest k <= cap with k <= (1 + 1/mu)/2: the bound with equality allowed, as controls have it.
Eigen::Index sparsity_with_equality(const Rational& mu_squared, Eigen::Index cap);

/// Whether s < (1 + 1/mu)/2, for s >= 1.
bool within_coherence_bound(Eigen::Index s, const Rational& mu_squared);

}  // namespace dsc
