#include "theorems/coherence/independence.h"

#include <numeric>

#include "theorems/exact/linear_system.h"

namespace dsc {

using Eigen::Index;

std::optional<std::int64_t> binomial(Index n, Index k, std::int64_t cap) {
  if (k < 0 || k > n) return 0;
  std::int64_t value = 1;
  for (Index i = 1; i <= std::min(k, n - k); ++i) {
    __extension__ using Wide = __int128;
    const Wide next = static_cast<Wide>(value) * (n - i + 1) / i;
    if (next > cap) return std::nullopt;
    value = static_cast<std::int64_t>(next);
  }
  return value;
}

void for_each_subset(Index n, Index k, const std::function<bool(const std::vector<Index>&)>& visit) {
  if (k < 0 || k > n) return;
  std::vector<Index> subset(static_cast<std::size_t>(k));
  std::iota(subset.begin(), subset.end(), Index{0});
  while (visit(subset)) {
    Index at = k - 1;
    while (at >= 0 && subset[static_cast<std::size_t>(at)] == n - k + at) --at;
    if (at < 0) return;
    Index value = ++subset[static_cast<std::size_t>(at)];
    for (Index i = at + 1; i < k; ++i) subset[static_cast<std::size_t>(i)] = ++value;
  }
}

std::optional<RationalVector> sparse_null_vector(const RationalMatrix& a, Index k) {
  std::optional<RationalVector> found;
  for_each_subset(a.cols(), k, [&](const std::vector<Index>& subset) {
    const RationalMatrix part = columns(a, subset);
    if (rank(part) == k) return true;
    const RationalMatrix basis = null_space(part);
    RationalVector z = RationalVector::Zero(a.cols());
    for (Index i = 0; i < k; ++i) z[subset[static_cast<std::size_t>(i)]] = basis(i, 0);
    found = z;
    return false;
  });
  return found;
}

std::pair<RationalVector, RationalVector> two_codes(const RationalVector& null_vector) {
  const auto indices = support(null_vector);
  RationalVector first = RationalVector::Zero(null_vector.size()), second = first;
  for (std::size_t k = 0; k < indices.size(); ++k) {
    const Eigen::Index i = indices[k];
    if (2 * k < indices.size()) {
      first[i] = null_vector[i];
    } else {
      second[i] = -null_vector[i];
    }
  }
  return {first, second};
}

}  // namespace dsc
