#include "theorems/coherence/guarantees.h"

#include <optional>
#include <stdexcept>

#include "theorems/coherence/exact_dot.h"

namespace dsc {

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
  found.equal_norms = *least == *greatest;
  found.least_norm_squared = least->rational();
  found.greatest_norm_squared = greatest->rational();
  return found;
}

Enclosure noise_amplification(const Rational& mu_squared, Eigen::Index k) {
  if (k < 1 || !within_coherence_bound(k, mu_squared))
    throw std::domain_error("sparsity outside the coherence bound");
  const Enclosure slack = Enclosure(1) - Enclosure(Rational(2 * k - 1)) * sqrt(Enclosure(mu_squared));
  return Enclosure(1) / sqrt(slack);
}

}  // namespace dsc
