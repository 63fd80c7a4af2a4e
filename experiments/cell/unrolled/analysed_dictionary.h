#pragma once

#include <Eigen/Core>
#include <cstdint>

namespace dsc {

/// A dictionary with what the theory of LISTA-CP needs to know of it.
struct AnalysedDictionary {
  Eigen::MatrixXd atoms{};     ///< D, m x d, columns of norm 1 to rounding
  Eigen::MatrixXd analysis{};  ///< W, m x d: w_i.d_i = 1 and |w_i.d_j| <= mu_tilde_upper, to rounding
  double mu = 0;               ///< nearest to the exact mutual coherence of the stored atoms
  double mu_tilde_lower = 0, mu_tilde_upper = 0;  ///< nearest to proven bounds of the generalized coherence
  int guaranteed_by_mu = 0;                       ///< the largest s with (2s - 1) mu < 1, decided exactly
  int guaranteed_by_mu_tilde =
      0;  ///< the same for the proven upper bound of mu~: the convergence of LISTA-CP needs it
};

/// Independent normal entries, depending on the seed alone, columns scaled to norm 1.
Eigen::MatrixXd gaussian_dictionary(int rows, int columns, std::uint64_t seed);

/// By theorems/coherence.
AnalysedDictionary analysed(const Eigen::MatrixXd& atoms);

}  // namespace dsc
