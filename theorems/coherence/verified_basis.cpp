#include "theorems/coherence/verified_basis.h"

#include <Eigen/LU>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "theorems/exact/integer_product.h"
#include "theorems/exact/linear_system.h"

namespace dsc {
namespace {

using Eigen::Index;

constexpr double rank_tolerance = 1e-12;
constexpr unsigned inverse_bits = 40;     // of R, beyond its point
constexpr Index exact_inverse_rows = 64;  // an exact inverse of more takes seconds

template <class Scalar>
Matrix<Scalar> part(const Matrix<Scalar>& a, const std::vector<Index>& rows,
                    const std::vector<Index>& columns) {
  Matrix<Scalar> result(static_cast<Index>(rows.size()), static_cast<Index>(columns.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < columns.size(); ++j)
      result(static_cast<Index>(i), static_cast<Index>(j)) = a(rows[i], columns[j]);
  }
  return result;
}

std::vector<Index> first_pivots(const Eigen::MatrixXd& a, Index most, double tolerance) {
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(a);
  qr.setThreshold(tolerance);
  const Index rank = tolerance > 0 ? qr.rank() : std::min(a.rows(), a.cols());
  std::vector<Index> pivots(static_cast<std::size_t>(std::min(most, rank)));
  for (std::size_t k = 0; k < pivots.size(); ++k)
    pivots[k] = qr.colsPermutation().indices()[static_cast<Index>(k)];
  return pivots;
}

std::vector<Index> others(Index size, const std::vector<Index>& sorted) {
  std::vector<Index> rest;
  for (Index i = 0; i < size; ++i) {
    if (!std::binary_search(sorted.begin(), sorted.end(), i)) rest.push_back(i);
  }
  return rest;
}

/// The rows outside as exact combinations of those inside, on the chosen columns; none where the range of M
/// proves to be larger.
std::optional<IntegerMatrix> row_relations(const IntegerMatrix& m, const NumericalBasis& chosen) {
  const std::vector<Index> outside = others(m.rows(), chosen.rows);
  IntegerMatrix relations = IntegerMatrix::Zero(m.rows(), static_cast<Index>(outside.size()));
  const RationalMatrix inside =
      part(m, chosen.rows, chosen.columns).transpose().unaryExpr([](const Integer& v) {
        return Rational(v);
      });
  for (std::size_t k = 0; k < outside.size(); ++k) {
    const RationalVector right =
        part(m, {outside[k]}, chosen.columns).transpose().unaryExpr([](const Integer& v) {
          return Rational(v);
        });
    const auto combination = solve(inside, right);
    if (!combination) return std::nullopt;
    Integer common = 1;
    for (const Rational& v : *combination) common = lcm(common, Integer(denominator(v)));
    const auto column = static_cast<Index>(k);
    relations(outside[k], column) = common;
    for (std::size_t i = 0; i < chosen.rows.size(); ++i) {
      const Rational& v = (*combination)[static_cast<Index>(i)];
      relations(chosen.rows[i], column) = -numerator(v) * (common / denominator(v));
    }
  }
  if (!product(relations.transpose(), m).isZero()) return std::nullopt;
  return relations;
}

/// |2^scale delta_kj n_j - p_kj| / n_j at most, summed over k, for the largest j; times 2^-scale.
Rational contraction(const ScaledColumns& s, const NumericalBasis& chosen, const IntegerMatrix& inverse,
                     unsigned scale) {
  const IntegerMatrix p = product(inverse, part(s.m, chosen.rows, chosen.columns));
  Rational largest = 0;
  for (Index j = 0; j < p.cols(); ++j) {
    const auto at = static_cast<std::size_t>(chosen.columns[static_cast<std::size_t>(j)]);
    Integer sum = 0;  // in units of 1/(unit 2^scale)
    for (Index k = 0; k < p.rows(); ++k) {
      const Integer value = p(k, j) * s.unit;
      if (k == j) {
        sum +=
            std::max(Integer(abs((s.low[at] << scale) - value)), Integer(abs((s.high[at] << scale) - value)));
      } else {
        sum += abs(value);
      }
    }
    largest = std::max(largest, Rational(sum, Integer(s.low[at] << scale)));
  }
  return largest;
}

}  // namespace

namespace {

NumericalBasis basis_of_tolerance(const Eigen::MatrixXd& atoms, double tolerance) {
  NumericalBasis chosen;
  chosen.columns = first_pivots(atoms, atoms.rows(), tolerance);
  const auto rank = static_cast<Index>(chosen.columns.size());
  if (rank == atoms.rows()) {
    for (Index i = 0; i < rank; ++i) chosen.rows.push_back(i);
    return chosen;
  }
  Eigen::MatrixXd spanning(atoms.rows(), rank);
  for (Index k = 0; k < rank; ++k) spanning.col(k) = atoms.col(chosen.columns[static_cast<std::size_t>(k)]);
  chosen.rows = first_pivots(spanning.transpose(), rank, tolerance);
  std::sort(chosen.rows.begin(), chosen.rows.end());
  return chosen;
}

}  // namespace

NumericalBasis numerical_basis(const Eigen::MatrixXd& atoms) {
  return basis_of_tolerance(atoms, rank_tolerance);
}

namespace {

/// R from double precision; in units of the unit columns B is |M_1| a_k, whose inverse has small entries
/// times 1/|M_1|.
std::optional<IntegerMatrix> rounded_inverse(const ScaledColumns& s, const NumericalBasis& chosen,
                                             unsigned scale) {
  const Eigen::MatrixXd inverse =
      part<double>(s.atoms, chosen.rows, chosen.columns).partialPivLu().inverse() / s.mantissas[0];
  if (!inverse.allFinite()) return std::nullopt;
  const long shift = static_cast<long>(scale) - s.exponents[0];
  return IntegerMatrix(inverse.unaryExpr([shift](double v) { return rounded_product(v, shift); }));
}

/// R from the exact inverse, for what is too nearly singular for doubles; none where it is singular.
std::optional<IntegerMatrix> exact_inverse(const ScaledColumns& s, const NumericalBasis& chosen,
                                           unsigned scale) {
  const auto n = static_cast<Index>(chosen.rows.size());
  const RationalMatrix b =
      part(s.m, chosen.rows, chosen.columns).unaryExpr([](const Integer& v) { return Rational(v); });
  IntegerMatrix result(n, n);
  for (Index k = 0; k < n; ++k) {
    const auto column = solve(b, RationalVector(RationalMatrix::Identity(n, n).col(k)));
    if (!column) return std::nullopt;
    for (Index i = 0; i < n; ++i) {
      const auto j = static_cast<std::size_t>(chosen.columns[static_cast<std::size_t>(i)]);
      const Rational value = (*column)[i] * Rational(Integer(s.low[j] << scale), s.unit);
      result(i, k) = numerator(value) / denominator(value);
    }
  }
  return result;
}

std::optional<VerifiedBasis> verified(const ScaledColumns& s, const NumericalBasis& chosen,
                                      std::optional<IntegerMatrix> inverse, unsigned scale) {
  if (!inverse) return std::nullopt;
  VerifiedBasis basis{chosen.columns, chosen.rows, std::move(*inverse), scale, {}, 0};
  const Rational beta = contraction(s, chosen, basis.inverse, scale);
  if (beta >= 1) return std::nullopt;
  Integer largest = 0;
  for (const auto column : basis.inverse.colwise()) {
    Integer sum = 0;
    for (const Integer& v : column) sum += abs(v);
    largest = std::max(largest, sum);
  }
  basis.gain = Rational(largest, Integer(1) << scale) / (1 - beta);
  auto relations = row_relations(s.m, chosen);
  if (!relations) return std::nullopt;
  basis.relations = std::move(*relations);
  return basis;
}

}  // namespace

std::optional<VerifiedBasis> verified_basis(const ScaledColumns& s, const NumericalBasis& chosen) {
  const auto scale = static_cast<unsigned>(inverse_bits + std::max(0L, s.exponents[0]));
  if (chosen.rows.size() == chosen.columns.size()) {
    if (auto basis = verified(s, chosen, rounded_inverse(s, chosen, scale), scale)) return basis;
  }
  // Nearly dependent: as many columns as there can be, in the order of their pivots.
  if (std::min(s.m.rows(), s.m.cols()) > exact_inverse_rows) return std::nullopt;
  const NumericalBasis all = basis_of_tolerance(s.atoms, 0);
  if (all.rows.size() != all.columns.size()) return std::nullopt;
  return verified(s, all, exact_inverse(s, all, scale), scale);
}

}  // namespace dsc
