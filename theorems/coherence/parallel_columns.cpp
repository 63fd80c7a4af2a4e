#include "theorems/coherence/parallel_columns.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace dsc {
namespace {

using Eigen::Index;

/// Entry i is odd[i] 2^power[i]. Two columns are parallel iff these agree once the odd parts are divided by
/// their greatest common divisor, the exponents counted from the first one and the sign chosen so that the
/// first entry other than zero is positive.
struct Direction {
  std::vector<std::int64_t> odd;
  std::vector<std::int32_t> power;
  friend bool operator==(const Direction&, const Direction&) = default;

  explicit Direction(const Eigen::Ref<const Eigen::VectorXd>& column)
      : odd(static_cast<std::size_t>(column.size())), power(odd.size()) {
    std::int64_t divisor = 0;
    for (std::size_t i = 0; i < odd.size(); ++i) {
      const double value = column[static_cast<Index>(i)];
      if (value == 0) continue;
      const double fraction = std::frexp(value, &power[i]);
      odd[i] = static_cast<std::int64_t>(std::scalbn(fraction, 53));
      const int zeros = __builtin_ctzll(static_cast<std::uint64_t>(odd[i]));
      odd[i] >>= zeros;  // exact: the bits shifted out are zero
      power[i] += zeros;
      divisor = std::gcd(divisor, odd[i]);
    }
    const auto first = std::find_if(odd.begin(), odd.end(), [](std::int64_t v) { return v != 0; });
    const std::int32_t start = power[static_cast<std::size_t>(first - odd.begin())];
    if (*first < 0) divisor = -divisor;
    for (std::size_t i = 0; i < odd.size(); ++i) {
      if (odd[i] == 0) continue;
      odd[i] /= divisor;
      power[i] -= start;
    }
  }

  std::uint64_t digest() const {
    std::uint64_t hash = 0x9e3779b97f4a7c15;
    const auto mix = [&hash](std::uint64_t word) {
      hash = (hash ^ word) * 0xff51afd7ed558ccd;
      hash ^= hash >> 32;
    };
    for (std::size_t i = 0; i < odd.size(); ++i) {
      mix(static_cast<std::uint64_t>(odd[i]));
      mix(static_cast<std::uint64_t>(power[i]));
    }
    return hash;
  }
};

}  // namespace

std::optional<std::pair<Index, Index>> first_parallel_pair(const Eigen::MatrixXd& d) {
  std::vector<std::uint64_t> digests(static_cast<std::size_t>(d.cols()));
#pragma omp parallel for schedule(static)
  for (Index j = 0; j < d.cols(); ++j) digests[static_cast<std::size_t>(j)] = Direction(d.col(j)).digest();

  // The later of the first two members of each class; where digests collide, several classes share a bucket.
  std::unordered_map<std::uint64_t, std::vector<Index>> seen;
  std::optional<std::pair<Index, Index>> first;
  for (Index j = 0; j < d.cols(); ++j) {
    std::vector<Index>& bucket = seen[digests[static_cast<std::size_t>(j)]];
    const auto same =
        bucket.empty() ? bucket.end() : std::find_if(bucket.begin(), bucket.end(), [&](Index i) {
          return Direction(d.col(i)) == Direction(d.col(j));
        });
    if (same == bucket.end()) {
      bucket.push_back(j);
    } else if (!first || *same < first->first) {
      first = {*same, j};
    }
  }
  return first;
}

}  // namespace dsc
