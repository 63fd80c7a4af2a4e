#include "theorems/instances/equal_norm_families.h"

#include <fmt/format.h>

namespace dsc {

using Eigen::Index;

Dictionary identity_and_mean(Index root) {
  const Index n = root * root;
  RationalMatrix atoms(n, n + 1);
  atoms << RationalMatrix::Identity(n, n), RationalMatrix::Constant(n, 1, Rational(1, root));
  return {fmt::format("[I|mean] {}x{}", n, n + 1), atoms};
}

std::vector<Dictionary> equal_norm_families() {
  return {simplex(8),
          simplex(16),
          three_bases(),
          identity_hadamard(4),
          identity_hadamard(16),
          block_design(4, 7, 1),
          identity_and_mean(3),
          identity_and_mean(4),
          unit_vectors(8, 12, 1),
          unit_vectors(16, 24, 1),
          unit_vectors(24, 36, 1)};
}

}  // namespace dsc
