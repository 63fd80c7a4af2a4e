#pragma once

#include <cstdint>
#include <optional>

#include "theorems/coherence/generalized.h"

/// What Theorem 5.1 as repaired guarantees: for a code of at most s nonzeros, none larger than B, from a
/// signal with noise e, the iteration with W and the thresholds mu_w E_k + |W^T e|_inf has
///   |x^(k) - x*|_1 <= E_k,  E_0 = s B,  E_{k+1} = q E_k + 2 s |W^T e|_inf,  q = (2s - 1) mu_w,
/// so E_k <= s B q^k + 2 s |W^T e|_inf / (1 - q). All in codes of the normalised columns (NOTATION.md).
namespace dsc {

struct ConvergenceRate {
  Eigen::Index sparsity = 0;
  Rational q;  ///< the guarantee is one only where q < 1
};
ConvergenceRate convergence_rate(const GeneralizedCoherence& g, Eigen::Index sparsity);

/// The least K with s B q^K <= tolerance, the noise apart; none where q >= 1, or where it is beyond 2^40.
/// Throws std::domain_error unless bound >= 0 and tolerance > 0.
std::optional<std::int64_t> layers_needed(const ConvergenceRate& rate, const Rational& bound,
                                          const Rational& tolerance);

/// 2 s sqrt(m) C_W noise / (1 - q) for |e|_2 <= noise, from |W^T e|_inf <= C_W |e|_1 <= C_W sqrt(m) |e|_2:
/// what the error does not fall below for sure. Throws std::domain_error unless q < 1 and noise >= 0.
Enclosure noise_floor(const GeneralizedCoherence& g, const ConvergenceRate& rate, const Rational& noise);

}  // namespace dsc
