#pragma once

#include <cstdint>
#include <vector>

#include "theorems/exact/matrix.h"

namespace dsc {

/// A column of doubles taken apart: entry i is mantissas[i] 2^exponents[i].
struct DecodedColumn {
  std::vector<std::int64_t> mantissas;
  std::vector<std::int32_t> exponents;

  explicit DecodedColumn(const Eigen::Ref<const Eigen::VectorXd>& column);
};

/// x.y without rounding, for any finite doubles. Fixed-point accumulation over the whole range of exponents:
/// m multiplications of machine words, then one conversion.
Dyadic exact_dot(const DecodedColumn& x, const DecodedColumn& y);

}  // namespace dsc
