#include "experiments/cell/unrolled/analysed_dictionary.h"

#include <cmath>
#include <numbers>

#include "experiments/data/keyed_random.h"
#include "theorems/coherence/generalized.h"

namespace dsc {
namespace {

constexpr std::uint64_t kDictionaryStream = 100;

/// Normal by Box and Muller (1958).
double normal(KeyedRandom& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.uniform(0, 1)));
  return radius * std::cos(2 * std::numbers::pi * random.uniform(0, 1));
}

/// The largest s <= cap with (2s - 1) mu < 1.
int largest_sparsity(const Rational& mu, int cap) {
  int s = 0;
  while (s < cap && (2 * (s + 1) - 1) * mu < 1) ++s;
  return s;
}

}  // namespace

Eigen::MatrixXd gaussian_dictionary(int rows, int columns, std::uint64_t seed) {
  KeyedRandom random{seed, kDictionaryStream};
  Eigen::MatrixXd dictionary(rows, columns);
  for (Eigen::Index j = 0; j < columns; ++j) {
    for (Eigen::Index i = 0; i < rows; ++i) dictionary(i, j) = normal(random);
  }
  return dictionary.colwise().normalized();
}

AnalysedDictionary analysed(const Eigen::MatrixXd& atoms) {
  AnalysedDictionary found;
  found.atoms = atoms;
  const MutualCoherence mutual = mutual_coherence(StoredDoubles{atoms});
  const GeneralizedCoherence generalized = generalized_coherence(StoredDoubles{atoms});
  const RationalMatrix analysis = generalized.analysis();
  found.analysis = Eigen::MatrixXd(atoms.rows(), atoms.cols());
  for (Eigen::Index j = 0; j < atoms.cols(); ++j) {
    for (Eigen::Index i = 0; i < atoms.rows(); ++i) found.analysis(i, j) = nearest(analysis(i, j));
  }
  const int cap = static_cast<int>(atoms.cols());
  found.mu = std::sqrt(nearest(mutual.squared));
  found.mu_tilde_lower = nearest(generalized.lower);
  found.mu_tilde_upper = nearest(generalized.mu_w);
  found.guaranteed_by_mu = static_cast<int>(guaranteed_sparsity(mutual.squared, cap));
  found.guaranteed_by_mu_tilde = largest_sparsity(generalized.mu_w, cap);
  return found;
}

}  // namespace dsc
