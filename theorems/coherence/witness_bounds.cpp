#include "theorems/coherence/witness_bounds.h"

#include <cmath>

#include "theorems/exact/integer_product.h"

namespace dsc {
namespace {

using Eigen::Index;

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

Integer l1(const Eigen::Ref<const IntegerVector>& v) {
  Integer sum = 0;
  for (const Integer& entry : v) sum += abs(entry);
  return sum;
}

/// In units of 1/unit: n_i |z_i| from below, sum_{j != i} n_j |z_j| from above.
struct Weights {
  Integer own = 0, rest = 0;
};

Weights weights(const ScaledColumns& s, Index i, const Eigen::Ref<const IntegerVector>& z) {
  Weights found;
  for (Index j = 0; j < z.size(); ++j) {
    if (z[j] == 0) continue;
    (j == i ? found.own : found.rest) += abs(z[j]) * (j == i ? s.low[at(j)] : s.high[at(j)]);
  }
  return found;
}

constexpr unsigned correction_bits = 40;

/// One step of iterative refinement: z - B^-1 r with 40 more bits.
void correct(const ScaledColumns& s, const VerifiedBasis& basis, const std::vector<Index>& which,
             const IntegerMatrix& residuals, IntegerMatrix& vectors) {
  IntegerMatrix right(static_cast<Index>(basis.rows.size()), static_cast<Index>(which.size()));
  for (std::size_t k = 0; k < which.size(); ++k) {
    for (std::size_t i = 0; i < basis.rows.size(); ++i)
      right(static_cast<Index>(i), static_cast<Index>(k)) = residuals(basis.rows[i], which[k]);
  }
  const IntegerMatrix steps = product(basis.inverse, right);
  for (std::size_t k = 0; k < which.size(); ++k) {
    for (Integer& entry : vectors.col(which[k])) entry <<= correction_bits;
    for (std::size_t i = 0; i < basis.columns.size(); ++i) {
      // y_j = (R r)_j 2^-scale / n_j with n_j = low_j / unit.
      const Index j = basis.columns[i];
      const Integer above = (steps(static_cast<Index>(i), static_cast<Index>(k)) * s.unit) << correction_bits;
      vectors(j, which[k]) -= above / (s.low[at(j)] << basis.scale);
    }
  }
}

}  // namespace

std::vector<std::optional<AnalysisBounds>> analysis_bounds(const ScaledColumns& s,
                                                           const std::vector<Index>& indices,
                                                           const IntegerMatrix& vectors) {
  const IntegerMatrix p = product(IntegerMatrix(s.m.transpose()), vectors);  // column k: w_k.M_j for all j
  // |M_i| <= first high_i / unit.
  const Rational first = sqrt_above(Rational(s.squares[0]), 128);
  std::vector<std::optional<AnalysisBounds>> found(indices.size());
#pragma omp parallel for schedule(static)
  for (std::size_t k = 0; k < indices.size(); ++k) {
    const auto column = static_cast<Index>(k);
    const Index i = indices[k];
    const Integer own = abs(p(i, column));
    if (own == 0) continue;
    Integer above = 0, below = 1;  // the largest |w.M_j| / low_j
    for (Index j = 0; j < p.rows(); ++j) {
      if (j == i || p(j, column) == 0) continue;
      const Integer value = abs(p(j, column));
      if (value * below > above * s.low[at(j)]) above = value, below = s.low[at(j)];
    }
    Integer entry = 0;
    for (const Integer& v : vectors.col(column)) entry = std::max(entry, Integer(abs(v)));
    found[k] = AnalysisBounds{Rational(above * s.high[at(i)], below * own),
                              first * Rational(entry * s.high[at(i)], s.unit * own)};
  }
  return found;
}

std::vector<Rational> null_vector_bounds(const ScaledColumns& s, const std::optional<VerifiedBasis>& basis,
                                         const std::vector<Index>& indices, IntegerMatrix& vectors) {
  std::vector<Rational> bounds(indices.size(), Rational(0));
  constexpr int rounds = 3;
  for (int round = 0; round < rounds; ++round) {
    const IntegerMatrix residuals = product(s.m, vectors);
    std::vector<Index> inaccurate;
    for (std::size_t k = 0; k < indices.size(); ++k) {
      const auto column = static_cast<Index>(k);
      const Integer residual = l1(residuals.col(column));
      if (residual != 0 && !basis) continue;
      const Weights weight = weights(s, indices[k], vectors.col(column));
      const Rational error =
          residual == 0 ? Rational(0) : Rational(Rational(residual * s.unit) * basis->gain);
      const Rational below = Rational(weight.rest) + error;
      if (below == 0) continue;
      // An exact relation between two columns: they are parallel, so |w.a_j| = |w.a_i| for every w.
      const bool parallel = residual == 0 && (vectors.col(column).array() != Integer(0)).count() == 2;
      const Rational bound =
          parallel && weight.own != 0 ? Rational(1) : (Rational(weight.own) - error) / below;
      if (bound > bounds[k]) bounds[k] = bound;
      if (error * pow(Integer(10), 10) > Rational(weight.own)) inaccurate.push_back(column);
    }
    if (inaccurate.empty() || round + 1 == rounds) break;
    correct(s, *basis, inaccurate, residuals, vectors);
  }
  return bounds;
}

}  // namespace dsc
