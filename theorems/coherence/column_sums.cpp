#include "theorems/coherence/column_sums.h"

#include <algorithm>
#include <functional>

namespace dsc {
namespace {

using Eigen::Index;

bool below(const Rational& sum, const Rational& limit, AtHalf at_half) {
  return at_half == AtHalf::allowed ? sum <= limit : sum < limit;
}

/// The largest count of leading shares whose sum stays below the limit.
Index leading(const std::vector<Rational>& shares, const Rational& limit, AtHalf at_half) {
  Rational sum = 0;
  Index count = 0;
  for (const Rational& share : shares) {
    sum += share;
    if (!below(sum, limit, at_half)) break;
    ++count;
  }
  return count;
}

}  // namespace

std::vector<Rational> largest_shares(const GeneralizedCoherence& t) {
  std::vector<Rational> shares;
  for (const Range& range : t.columns) shares.emplace_back(range.upper / (1 + range.upper));
  std::sort(shares.begin(), shares.end(), std::greater<>());
  return shares;
}

Index generalized_sparsity(const std::vector<Rational>& shares, AtHalf at_half) {
  return leading(std::vector<Rational>(shares.size(), shares.front()), Rational(1, 2), at_half);
}

Index column_sum_sparsity(const std::vector<Rational>& shares, AtHalf at_half) {
  return leading(shares, Rational(1, 2), at_half);
}

Index column_sum_uniqueness(const std::vector<Rational>& shares, AtHalf at_half) {
  const Index together = leading(shares, 1, at_half);
  const auto d = static_cast<Index>(shares.size());
  return together == d ? d : together / 2;
}

}  // namespace dsc
