#pragma once

#include <functional>

#include "theorems/convolutions/filter_bank.h"
#include "theorems/exact/rational.h"

namespace dsc {

/// t = max_i t_i with t_i = min { max_{(j,k) != (i,0)} |<w, T^k f_j>| : w on the support of f_i, <w, f_i> = 1
/// }, for filters of norm 1: generalized coherence seen through one patch. Never above mu (w = f_i).
struct PatchCoherence {
  Rational squared;           ///< an upper bound of t^2, proven by the witnesses, exact for them
  Eigen::MatrixXd witnesses;  ///< C n_1 n_2 x m: w_i up to a factor; every double is meant exactly
};

/// One linear program a filter: C n_1 n_2 unknowns, a pair of constraints for each atom of the stripe; solved
/// in floating point, the bound then decided exactly from the witnesses. With u >= t, every code with at most
/// s < (1 + 1/u)/2 nonzeros in each stripe is the unique one of least l1 norm, in codes of the normalised
/// filters, for signals of every length as in stripe_correlations: for D z = 0 an atom i has
/// (1 + u) |z_i| <= u |z|_1 over its stripe, as w_i meets no other atom; summed over the support, each entry
/// of z is counted at most s times, so the support has at most s u / (1 + u) < 1/2 of |z|_1. `progress` gets
/// the share done.
PatchCoherence patch_coherence(const FilterBank& bank, const std::function<void(double)>& progress = {});

}  // namespace dsc
