#pragma once

#include <cstdint>
#include <vector>

#include "theorems/exact/matrix.h"

namespace dsc {

/// A column of finite doubles taken apart: entry i is mantissas[i] 2^exponents[i].
struct DecodedColumn {
  std::vector<std::int64_t> mantissas;
  std::vector<std::int32_t> exponents;

  explicit DecodedColumn(const Eigen::Ref<const Eigen::VectorXd>& column);
};

/// x.y = sum_i x_i y_i without rounding. Fixed-point accumulation over the whole range of exponents: m
/// multiplications of machine words, then one conversion. Throws std::invalid_argument where the sizes
/// differ.
Dyadic exact_dot(const DecodedColumn& x, const DecodedColumn& y);

}  // namespace dsc
