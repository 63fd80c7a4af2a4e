#pragma once

#include "theorems/coherence/generalized.h"

/// What t_i guarantees (Definition 5.1): for normalised columns and D z = 0, any w with w.a_i = 1 and |w.a_j|
/// <= t_i gives z_i = -sum_{j != i} (w.a_j) z_j, so (1 + t_i) |z_i| <= t_i |z|_1: one entry of a null vector
/// carries at most the share p_i = t_i / (1 + t_i) of its l1 norm. By duality of linear programs p_i is
/// attained. Where any s entries carry less than half, every x with |x|_0 <= s is the unique minimiser of
/// |u|_1 : D u = D x (the null space property); where any 2s carry less than all, the unique such x.
namespace dsc {

/// Upper bounds of p_i, the largest first.
std::vector<Rational> largest_shares(const GeneralizedCoherence& t);

enum class AtHalf { excluded, allowed };  ///< controls allow the sum 1/2, and 1

/// The largest k with k p < 1/2 for the largest share p: k < (1 + 1/mu~)/2, at most d.
Eigen::Index generalized_sparsity(const std::vector<Rational>& shares, AtHalf at_half = AtHalf::excluded);
/// The largest k with p_1 + … + p_k < 1/2. Never less than generalized_sparsity.
Eigen::Index column_sum_sparsity(const std::vector<Rational>& shares, AtHalf at_half = AtHalf::excluded);
/// The largest k with p_1 + … + p_{2k} < 1 (all d of them where 2k > d): codes of k nonzeros are unique.
/// Never less than column_sum_sparsity.
Eigen::Index column_sum_uniqueness(const std::vector<Rational>& shares, AtHalf at_half = AtHalf::excluded);

}  // namespace dsc
