#include "theorems/coherence/scaled_columns.h"

#include <cmath>
#include <stdexcept>

namespace dsc {
namespace {

using Eigen::Index;

constexpr unsigned root_bits = 128;

/// value = result 2^exponent with the result in [1/2, 1).
double split(const Integer& value, long& exponent) {
  return mpz_get_d_2exp(&exponent, value.backend().data());
}

void measure_norms(ScaledColumns& s) {
  std::vector<Rational> low, high;
  s.unit = 1;
  for (const Integer& square : s.squares) {
    const Rational ratio(square, s.squares[0]);
    const auto root = exact_sqrt(ratio);
    low.push_back(root ? *root : sqrt_below(ratio, root_bits));
    high.push_back(root ? *root : sqrt_above(ratio, root_bits));
    s.exact = s.exact && root.has_value();
    s.unit = lcm(s.unit, Integer(lcm(Integer(denominator(low.back())), Integer(denominator(high.back())))));
  }
  for (std::size_t j = 0; j < low.size(); ++j) {
    s.low.push_back(numerator(low[j]) * (s.unit / denominator(low[j])));
    s.high.push_back(numerator(high[j]) * (s.unit / denominator(high[j])));
  }
}

/// Everything but m and the multipliers.
ScaledColumns completed(ScaledColumns s) {
  const Index rows = s.m.rows(), cols = s.m.cols();
  s.squares.resize(static_cast<std::size_t>(cols));
  s.mantissas.resize(s.squares.size());
  s.exponents.resize(s.squares.size());
  s.atoms.resize(rows, cols);
#pragma omp parallel for schedule(static)
  for (Index j = 0; j < cols; ++j) {
    Integer square = 0;
    for (Index i = 0; i < rows; ++i)
      mpz_addmul(square.backend().data(), s.m(i, j).backend().data(), s.m(i, j).backend().data());
    long twice = 0;
    double mantissa = split(square, twice);
    if (twice % 2 != 0) mantissa *= 2, --twice;
    mantissa = std::sqrt(mantissa);
    for (Index i = 0; i < rows; ++i) {
      long exponent = 0;
      const double entry = split(s.m(i, j), exponent);
      s.atoms(i, j) = std::ldexp(entry / mantissa, static_cast<int>(exponent - twice / 2));
    }
    const auto at = static_cast<std::size_t>(j);
    s.squares[at] = std::move(square);
    s.mantissas[at] = mantissa;
    s.exponents[at] = twice / 2;
  }
  for (std::size_t j = 0; j < s.squares.size(); ++j) {
    if (s.squares[j] == 0) throw std::invalid_argument("column " + std::to_string(j + 1) + " is zero");
  }
  measure_norms(s);
  return s;
}

}  // namespace

ScaledColumns scaled_columns(const StoredDoubles& dictionary) {
  const Eigen::MatrixXd& d = dictionary.entries;
  if (d.cols() < 1 || d.rows() < 1) throw std::invalid_argument("a matrix without columns or rows");
  if (!d.allFinite()) throw std::invalid_argument("a matrix with entries that are not finite");
  ScaledColumns s;
  s.m.resize(d.rows(), d.cols());
  s.multipliers.resize(static_cast<std::size_t>(d.cols()));
#pragma omp parallel for schedule(static)
  for (Index j = 0; j < d.cols(); ++j) {
    // Multiplied by the power of two that makes all entries integers.
    int lowest = 0;
    for (Index i = 0; i < d.rows(); ++i) {
      if (d(i, j) == 0) continue;
      int exponent = 0;
      const auto mantissa = static_cast<std::int64_t>(std::scalbn(std::frexp(d(i, j), &exponent), 53));
      lowest = std::min(lowest, exponent - 53 + __builtin_ctzll(static_cast<std::uint64_t>(mantissa)));
    }
    for (Index i = 0; i < d.rows(); ++i) s.m(i, j) = rounded_product(d(i, j), -lowest);
    s.multipliers[static_cast<std::size_t>(j)] = Integer(1) << -lowest;
  }
  return completed(std::move(s));
}

ScaledColumns scaled_columns(const RationalMatrix& dictionary) {
  if (dictionary.cols() < 1 || dictionary.rows() < 1)
    throw std::invalid_argument("a matrix without columns or rows");
  ScaledColumns s;
  s.m.resize(dictionary.rows(), dictionary.cols());
  for (Index j = 0; j < dictionary.cols(); ++j) {
    Integer scale = 1;
    for (const Rational& entry : dictionary.col(j)) scale = lcm(scale, Integer(denominator(entry)));
    for (Index i = 0; i < dictionary.rows(); ++i)
      s.m(i, j) = numerator(dictionary(i, j)) * (scale / denominator(dictionary(i, j)));
    s.multipliers.push_back(scale);
  }
  return completed(std::move(s));
}

Integer rounded_product(double value, long shift) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  Integer result = static_cast<std::int64_t>(std::scalbn(fraction, 53));
  const long up = exponent - 53 + shift;
  if (up >= 0) return result << up;
  if (-up > 64) return 0;
  // Half of the last place is added before the floor.
  result += Integer(1) << (-up - 1);
  mpz_fdiv_q_2exp(result.backend().data(), result.backend().data(), static_cast<mp_bitcnt_t>(-up));
  return result;
}

}  // namespace dsc
