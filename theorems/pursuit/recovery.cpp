#include "theorems/pursuit/recovery.h"

#include <stdexcept>

#include "theorems/coherence/independence.h"
#include "theorems/pursuit/basis_pursuit.h"

namespace dsc {

using Eigen::Index;

std::vector<RationalVector> sign_vectors(Index d, const std::vector<Index>& support) {
  if (support.size() > 30) throw std::invalid_argument("sign vectors: expected at most 30 indices");
  std::vector<RationalVector> all;
  for (unsigned pattern = 0; pattern < 1u << (support.size() - 1); ++pattern) {
    RationalVector signs = RationalVector::Zero(d);
    for (std::size_t k = 0; k < support.size(); ++k)
      signs[support[k]] = k > 0 && (pattern >> (k - 1) & 1) != 0 ? -1 : 1;
    all.push_back(signs);
  }
  return all;
}

Recovery examine_recovery(const RationalMatrix& a, Index sparsity) {
  Recovery found;
  for_each_subset(a.cols(), sparsity, [&](const std::vector<Index>& support) {
    for (const RationalVector& signs : sign_vectors(a.cols(), support)) {
      auto dual = strict_dual(a, signs);
      if (!dual) {
        found.undecided = signs;
        return false;
      }
      found.duals.emplace_back(signs, std::move(*dual));
    }
    return true;
  });
  return found;
}

}  // namespace dsc
