#pragma once

#include <utility>
#include <vector>

#include "theorems/convolutions/filter_bank.h"
#include "theorems/exact/rational.h"

namespace dsc {

/// mu of a convolutional dictionary, squared, and where it is attained.
struct ShiftCoherence {
  Rational
      squared;  ///< max |<f_i, T^k f_j>|^2 / (|f_i|^2 |f_j|^2) over (i, j, k) other than (i, i, 0), exact
  std::pair<Eigen::Index, Eigen::Index> filters{0, 0};  ///< i and j
  Lag lag;  ///< k, from half_of_the_lags; the first that attains it, then the smallest i, then j
};

/// The correlations that a guarantee rests on, for one bank.
struct StripeCorrelations {
  ShiftCoherence coherence;
  /// Row s - 1: an upper bound of M(s), the largest sum, over an atom, of s of the |<a, b>| with the other
  /// normalised atoms b of its stripe; `most` of them.
  std::vector<double> largest_sums;
};

/// Exact coherence over all shifts, for any finite doubles, each taken as the number that it stores. It is
/// the same for the dictionaries of infinite signals, of signals in which all atoms lie inside, and of cyclic
/// ones, of every length from 2 n_a - 1 on along each axis: there all lags occur, and none alias.
///
/// Floating point filters, exact arithmetic decides, as mutual_coherence documents: one product of m x m for
/// each of half the lags, m^2 C (n_1 n_2)^2 / 2 multiplications in all, on OpenMP threads, of filters
/// normalised in doubles; what comes within the error of the largest is compared exactly. Throws
/// std::invalid_argument for no filter, a filter of zeros, or an entry that is not finite.
StripeCorrelations stripe_correlations(const FilterBank& bank, Eigen::Index most = 64);

/// The largest s (at most the sums known) with M(s) + M(s - 1) < 1 certainly: then every code with at most s
/// nonzeros in each stripe is the unique one of least l1 norm, in codes of the normalised filters. For S the
/// support, |I - G_SS|_1 <= M(s - 1) and |G_Sj|_1 <= M(s) for j outside, so |G_SS^-1 G_Sj|_1 < 1: the exact
/// recovery condition (J. Tropp, Greed is good, 2004, Theorems 3.1 and 3.5, with the sums over stripes).
Eigen::Index striped_sparsity_by_sums(const StripeCorrelations& found);

}  // namespace dsc
