#include "theorems/coherence/exact_dot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace dsc {
namespace {

__extension__ using Wide = __int128;

// Mantissas have at most 53 bits and exponents lie in [-1126, 971], so products lie in [2^-2252, 2^2048).
constexpr int lowest_exponent = -2252;
constexpr int digit_bits = 32;
constexpr std::size_t digits = (2048 - lowest_exponent) / digit_bits + 4;

}  // namespace

DecodedColumn::DecodedColumn(const Eigen::Ref<const Eigen::VectorXd>& column)
    : mantissas(static_cast<std::size_t>(column.size())), exponents(mantissas.size()) {
  for (std::size_t i = 0; i < mantissas.size(); ++i) {
    int exponent = 0;
    const double fraction = std::frexp(column[static_cast<Eigen::Index>(i)], &exponent);
    mantissas[i] = static_cast<std::int64_t>(std::scalbn(fraction, 53));
    exponents[i] = mantissas[i] == 0 ? 0 : exponent - 53;
  }
}

Dyadic exact_dot(const DecodedColumn& x, const DecodedColumn& y) {
  if (x.mantissas.size() != y.mantissas.size())
    throw std::invalid_argument("a product of columns of different sizes");
  // Digit k counts units of 2^(lowest_exponent + 32 k); each of up to 2^63 terms adds less than 2^64 to a
  // digit.
  std::array<Wide, digits> sum{};
  std::size_t first = digits, last = 0;
  for (std::size_t i = 0; i < x.mantissas.size(); ++i) {
    const Wide product = static_cast<Wide>(x.mantissas[i]) * y.mantissas[i];
    if (product == 0) continue;
    const int offset = x.exponents[i] + y.exponents[i] - lowest_exponent;
    const auto at = static_cast<std::size_t>(offset / digit_bits);
    const int shift = offset % digit_bits;
    constexpr Wide low_mask = 0xffffffff;
    sum[at] += (product & low_mask) << shift;
    sum[at + 1] += ((product >> 32) & low_mask) << shift;
    sum[at + 2] += ((product >> 64) & low_mask) << shift;
    sum[at + 3] += (product >> 96) * (Wide{1} << shift);
    first = std::min(first, at);
    last = std::max(last, at + 3);
  }
  Integer total = 0;
  for (std::size_t k = last + 1; k-- > first;) {
    total <<= digit_bits;
    const auto high = static_cast<std::int64_t>(sum[k] >> 64);
    const auto low = static_cast<std::uint64_t>(sum[k]);
    total += (Integer(high) << 64) + Integer(low);
  }
  if (first == digits) return {};
  return {std::move(total), lowest_exponent + digit_bits * static_cast<std::int64_t>(first)};
}

}  // namespace dsc
