#include "theorems/coherence/integer_columns.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace dsc {
namespace {

using Eigen::Index;

/// Where every entry is an integer multiple of the smallest one: the multiples, in place. Most structured
/// dictionaries are of this kind, and it takes two passes over the column.
bool divide_by_smallest(Eigen::Ref<Eigen::VectorXd> column, double limit) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const double v : column) smallest = v == 0 ? smallest : std::min(smallest, std::abs(v));
  if (!std::isnormal(smallest)) return false;
  bool exact = true;
  for (const double v : column) {
    const double multiple = std::rint(v / smallest);
    exact = exact && std::abs(multiple) <= limit && std::fma(multiple, smallest, -v) == 0;
  }
  if (exact) column = (column / smallest).array().rint();
  return exact;
}

/// The column as coprime integers below the limit, in place; false where it is none.
bool make_coprime(Eigen::Ref<Eigen::VectorXd> column, double limit) {
  // The exponents of the highest bit and of the lowest bit that is set anywhere in the column.
  int high = std::numeric_limits<int>::min(), low = std::numeric_limits<int>::max();
  for (const double v : column) {
    if (v == 0) continue;
    int exponent = 0;
    const auto mantissa = static_cast<std::int64_t>(std::scalbn(std::frexp(std::abs(v), &exponent), 53));
    high = std::max(high, exponent);
    low = std::min(low, exponent - 53 + std::countr_zero(static_cast<std::uint64_t>(mantissa)));
    if (high - low > 53) return false;
  }
  std::int64_t divisor = 0;
  for (const double v : column) {
    divisor = std::gcd(divisor, static_cast<std::int64_t>(std::scalbn(v, -low)));
    if (divisor == 1 && high - low > 26) return false;
  }
  for (double& v : column) v = std::scalbn(v, -low) / static_cast<double>(divisor);
  return column.cwiseAbs().maxCoeff() <= limit;
}

}  // namespace

IntegerMatrix coprime_columns(const RationalMatrix& a) {
  if (a.cols() < 1) throw std::invalid_argument("a matrix without columns");
  IntegerMatrix result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    Integer scale = 1, divisor = 0;
    for (Index i = 0; i < a.rows(); ++i) scale = lcm(scale, Integer(denominator(a(i, j))));
    for (Index i = 0; i < a.rows(); ++i) {
      result(i, j) = numerator(a(i, j)) * (scale / denominator(a(i, j)));
      divisor = gcd(divisor, result(i, j));
    }
    if (divisor == 0) throw std::invalid_argument("column " + std::to_string(j + 1) + " is zero");
    for (Index i = 0; i < a.rows(); ++i) result(i, j) /= divisor;
  }
  return result;
}

std::optional<Eigen::MatrixXd> small_integer_columns(const Eigen::MatrixXd& a) {
  const double limit = std::floor(std::sqrt(0x1p52 / static_cast<double>(a.rows())));
  // Look at one column before copying all: most dictionaries of doubles fail at once.
  const auto convert = [limit](auto&& column) {
    return divide_by_smallest(column, limit) || make_coprime(column, limit);
  };
  Eigen::VectorXd first = a.col(0);
  if (!convert(first)) return std::nullopt;
  Eigen::MatrixXd result = a;
  bool all = true;
#pragma omp parallel for schedule(static) reduction(&& : all)
  for (Index j = 0; j < a.cols(); ++j) all = all && convert(result.col(j));
  if (!all) return std::nullopt;
  return result;
}

}  // namespace dsc
