#pragma once

#include <Eigen/Core>
#include <vector>

namespace dsc {

/// m filters with C channels on one or two axes: f_i[c, t] for 0 <= t_a < extent_a. Their convolutional
/// dictionary has an atom for each filter and each place: the filter shifted there, zero elsewhere. Signals
/// have the filters' channels; a code is one number for each filter and place.
struct FilterBank {
  Eigen::Index channels = 1;
  std::vector<Eigen::Index> extent;  ///< of the filters' support along each axis
  Eigen::MatrixXd filters;           ///< C n_1 n_2 x m: a filter a column, c slowest, the last axis fastest

  Eigen::Index count() const { return filters.cols(); }
  /// n_1 n_2: places that one filter covers.
  Eigen::Index support() const;
};

/// A shift, one entry an axis.
using Lag = std::vector<Eigen::Index>;

/// Every lag at which two filters may overlap and that is zero or whose first entry other than zero is
/// positive: 0 <= |k_a| < n_a, in lexicographic order from zero. The others are their negatives, and
/// <f_i, T^-k f_j> = <f_j, T^k f_i>.
std::vector<Lag> half_of_the_lags(const FilterBank& bank);

/// (2 n_1 - 1)(2 n_2 - 1): places whose atoms may overlap an atom, its own among them: a stripe.
Eigen::Index places_of_a_stripe(const FilterBank& bank);

/// Rows of `bank.filters` that meet at a lag: f_i[c, t + k] stands in row later[r] of column i, f_j[c, t] in
/// row earlier[r] of column j, so that <f_i, T^k f_j> = sum_r filters(later[r], i) filters(earlier[r], j).
struct Overlap {
  std::vector<Eigen::Index> later, earlier;
};
Overlap overlap_at(const FilterBank& bank, const Lag& lag);

}  // namespace dsc
