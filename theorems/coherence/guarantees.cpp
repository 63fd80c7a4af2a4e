#include "theorems/coherence/guarantees.h"

#include <optional>
#include <stdexcept>

#include "theorems/coherence/exact_dot.h"

namespace dsc {
namespace {

/// Largest k <= cap with certainly (2 k rho - 1) mu < 1, given mu^2 and rho^2 >= 1.
Eigen::Index sparsity_for_norm_ratio(const Rational& mu_squared, const Rational& ratio_squared,
                                     Eigen::Index cap) {
  const Enclosure mu = sqrt(Enclosure(mu_squared)), ratio = sqrt(Enclosure(ratio_squared));
  Eigen::Index k = cap;
  while (k > 0 && !certainly_less((Enclosure(Rational(2 * k)) * ratio - Enclosure(1)) * mu, Enclosure(1)))
    --k;
  return k;
}

}  // namespace

Guarantees guarantees(const StoredDoubles& dictionary) {
  const Eigen::MatrixXd& d = dictionary.entries;
  Guarantees found;
  found.rows = d.rows();
  found.atoms = d.cols();
  found.coherence = mutual_coherence(dictionary);
  found.sparsity = guaranteed_sparsity(found.coherence.squared, d.cols());
  std::optional<Dyadic> least, greatest;
  for (Eigen::Index j = 0; j < d.cols(); ++j) {
    const DecodedColumn column(d.col(j));
    const Dyadic norm = exact_dot(column, column);
    if (!least || norm < *least) least = norm;
    if (!greatest || norm > *greatest) greatest = norm;
  }
  found.least_norm_squared = least->rational();
  found.greatest_norm_squared = greatest->rational();
  const Rational ratio_squared = found.greatest_norm_squared / found.least_norm_squared;
  found.basis_pursuit_sparsity =
      ratio_squared == 1 ? found.sparsity
                         : sparsity_for_norm_ratio(found.coherence.squared, ratio_squared, found.sparsity);
  return found;
}

Enclosure noise_amplification(const Rational& mu_squared, Eigen::Index k) {
  if (k < 1 || !within_coherence_bound(k, mu_squared))
    throw std::domain_error("sparsity outside the coherence bound");
  // 1 - L with L = (2k-1) mu loses all digits where L is close to 1; (1 - L^2)/(1 + L) loses none, since L^2
  // is rational.
  const Rational square = Rational(2 * k - 1) * Rational(2 * k - 1) * mu_squared;
  return sqrt((Enclosure(1) + sqrt(Enclosure(square))) / Enclosure(Rational(1 - square)));
}

}  // namespace dsc
