#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "theorems/exact/matrix.h"

namespace dsc {

/// C(n, k), or none where it exceeds the cap.
std::optional<std::int64_t> binomial(Eigen::Index n, Eigen::Index k, std::int64_t cap);

/// Calls visit with every k-subset of {0, …, n-1} in lexicographic order until it returns false.
void for_each_subset(Eigen::Index n, Eigen::Index k,
                     const std::function<bool(const std::vector<Eigen::Index>&)>& visit);

/// A nonzero z with A z = 0 and |z|_0 <= k, entries integers, by exact rank of all k-subsets; none if every k
/// columns are independent (spark > k). Time: C(d, k) ranks.
std::optional<RationalVector> sparse_null_vector(const RationalMatrix& a, Eigen::Index k);

/// Splits a null vector z of A into two codes x - x' = z of the same signal, A x = A x', whose supports halve
/// that of z.
std::pair<RationalVector, RationalVector> two_codes(const RationalVector& null_vector);

}  // namespace dsc
