#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "theorems/coherence/mutual.h"

namespace dsc {

/// A number known to lie in [lower, upper].
struct Range {
  Rational lower, upper;
  bool exact() const { return lower == upper; }
};

/// Proof that the columns `columns` of M span its range, with a bound on their inverse. With n_j =
/// |M_j|/|M_1| (in [low_j, high_j]), S = `rows`, B = M[S, columns] diag(1/n) and R = inverse 2^-scale:
///   beta >= |I - R B|_1 (largest absolute column sum) with beta < 1, so B is regular, and for any r in the
///   range of M the one y with M[., columns] diag(1/n) y = r has y = B^-1 r_S, so |y|_1 <= gain |r_S|_1,
///   gain = |R|_1 / (1 - beta), since y = R r_S + (I - R B) y.
/// That the range has no more dimensions is clear where S holds all rows; else `relations` has one column for
/// each row k outside S, zero outside S and k, not zero at k, and relations^T M = 0.
struct VerifiedBasis {
  std::vector<Eigen::Index> columns, rows;  ///< as many of each; rows increasing
  IntegerMatrix inverse;
  unsigned scale = 0;
  IntegerMatrix relations;
  Rational gain;
};

/// t_i = min { max_{j != i} |w.a_j| : w.a_i = 1 } for the normalised columns a_j = d_j/|d_j|, mu~(D) = max
/// t_i (Definition 5.1), and one W of small entries that proves it (Definition 5.2).
///
/// All witnesses are integer vectors in terms of M: column j of M is d_j times the least common denominator
/// of its entries. With n_j as above:
///   any w with w.M_i != 0:  t_i <= max_{j != i} (|w.M_j|/n_j) / (|w.M_i|/n_i);
///   any z with M z = 0:     t_i >= n_i |z_i| / sum_{j != i} n_j |z_j|, as w.(M z) = 0 for every w;
///   any z with M z = r:     the y of VerifiedBasis with |y|_1 <= e = gain |r|_1 corrects z to a null vector,
///                           so t_i >= (n_i |z_i| - e) / (sum_{j != i} n_j |z_j| + e).
/// An exact null vector with two entries other than zero, z_i and another, proves t_i >= 1 besides: the
/// columns are parallel. Always t_i <= 1, by w = a_i. Where the columns of D are independent, t_i = 0 for all
/// i: some v has v.d_i = 1 and v.d_j = 0.
struct GeneralizedCoherence {
  std::vector<Range> columns;  ///< t_i; proven, never only computed
  Rational lower, upper;       ///< of mu~

  /// W: m x d, w_i.d_i = 1 exactly. In units of the normalised columns that is |d_i| w_i.
  RationalMatrix analysis() const;
  Rational mu_w;  ///< |d_i| |w_i.d_j| / |d_j| <= mu_w for all i != j; equal to `upper` unless that is 0
  Rational c_w;   ///< |d_i| |w_ik| <= c_w for all entries (C_W of this W)

  IntegerMatrix scaled;                ///< M
  std::vector<Integer> multipliers;    ///< M_j / d_j
  IntegerMatrix analysis_vectors;      ///< column i: W's w_i times some integer
  IntegerMatrix witnesses;             ///< column i proves the upper bound of t_i
  IntegerMatrix null_vectors;          ///< column i proves the lower bound of t_i
  std::optional<VerifiedBasis> basis;  ///< none where every null vector is exact, or where none was found
  bool independent = false;            ///< all columns of D, proven
  long pivots = 0;                     ///< that the engine took
};

struct GeneralizedOptions {
  /// Called with the share of the work that is done, in [0, 1], from one thread at a time.
  std::function<void(double)> progress{};
};

/// Enclosures of relative width about 1e-9 for well-conditioned dictionaries of any size, of width 0 where
/// all ratios of column norms are rational and the linear programs are small or have simple solutions; wider,
/// never wrong, where doubles cannot tell more. Columns may have any scale: t_i does not depend on it.
/// The result does not depend on the number of threads. Throws std::invalid_argument where there is no
/// column, one is zero, or an entry is not finite.
GeneralizedCoherence generalized_coherence(const StoredDoubles& dictionary,
                                           const GeneralizedOptions& options = {});
GeneralizedCoherence generalized_coherence(const RationalMatrix& dictionary,
                                           const GeneralizedOptions& options = {});

}  // namespace dsc
