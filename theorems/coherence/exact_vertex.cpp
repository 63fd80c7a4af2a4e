#include "theorems/coherence/exact_vertex.h"

#include <cmath>

#include "theorems/exact/linear_system.h"

namespace dsc {
namespace {

using Eigen::Index;

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

/// The vector times its least common denominator.
IntegerVector cleared(const RationalVector& v) {
  Integer common = 1;
  for (const Rational& entry : v) common = lcm(common, Integer(denominator(entry)));
  return v.unaryExpr(
      [&](const Rational& entry) { return Integer(numerator(entry) * (common / denominator(entry))); });
}

/// The simplest fraction near the value, by continued fractions; none with a denominator of at most 4096
/// within 1e-9 of it.
std::optional<Rational> simple_fraction(double value) {
  constexpr double near = 1e-9;
  std::int64_t p = 1, q = 0, p_before = 0, q_before = 1;
  for (double rest = value; q <= 4096;) {
    const double whole = std::floor(rest);
    if (!(std::abs(whole) < 1e9)) return std::nullopt;
    const auto digit = static_cast<std::int64_t>(whole);
    p_before = std::exchange(p, digit * p + p_before);
    q_before = std::exchange(q, digit * q + q_before);
    if (q > 4096) break;
    if (std::abs(value - static_cast<double>(p) / static_cast<double>(q)) < near) return Rational(p, q);
    rest = 1 / (rest - whole);
  }
  return std::nullopt;
}

std::optional<RationalVector> simple_fractions(const Eigen::VectorXd& values) {
  RationalVector result(values.size());
  for (Index i = 0; i < values.size(); ++i) {
    const auto fraction = simple_fraction(values[i]);
    if (!fraction) return std::nullopt;
    result[i] = *fraction;
  }
  return result;
}

/// |M_i| / |M_j|.
double ratio(const ScaledColumns& s, Index i, Index j) {
  return std::ldexp(s.mantissas[at(i)] / s.mantissas[at(j)],
                    static_cast<int>(s.exponents[at(i)] - s.exponents[at(j)]));
}

}  // namespace

std::optional<ExactWitness> exact_vertex(const ScaledColumns& s, const std::vector<Index>& rows, Index column,
                                         const ColumnProposal& proposal) {
  const auto n = static_cast<Index>(rows.size());
  if (static_cast<Index>(proposal.basis.size()) != n) return std::nullopt;
  RationalMatrix b(n, n);
  RationalVector signs(n), target(n);
  for (Index k = 0; k < n; ++k) {
    const Index j = proposal.basis[at(k)];
    signs[k] = Rational(Integer(proposal.signs[at(k)] * s.low[at(j)]), s.unit);
    target[k] = Rational(s.m(rows[at(k)], column));
    for (Index i = 0; i < n; ++i) b(i, k) = Rational(s.m(rows[at(i)], j));
  }
  const auto v = solve(RationalMatrix(b.transpose()), signs);
  if (!v) return std::nullopt;
  RationalVector analysis = RationalVector::Zero(s.m.rows()), null_vector = RationalVector::Zero(s.m.cols());
  for (Index i = 0; i < n; ++i) analysis[rows[at(i)]] = (*v)[i];
  if (!proposal.combination.empty()) {
    const auto u = solve(b, target);
    for (Index k = 0; k < n; ++k) null_vector[proposal.basis[at(k)]] = (*u)[k];
    null_vector[column] = -1;
  }
  return ExactWitness{cleared(analysis), cleared(null_vector)};
}

std::optional<ExactWitness> simple_fractions(const ScaledColumns& s, Index column,
                                             const ColumnProposal& proposal) {
  // w matters up to a factor only; where the vertex is rational up to one, so are its entries' ratios.
  const double largest = proposal.analysis.cwiseAbs().maxCoeff();
  auto analysis = simple_fractions(Eigen::VectorXd(proposal.analysis / largest));
  if (!analysis) return std::nullopt;
  Eigen::VectorXd u = Eigen::VectorXd::Zero(s.m.cols());
  for (const auto& [j, value] : proposal.combination) u[j] = value * ratio(s, column, j);
  if (!proposal.combination.empty()) u[column] = -1;
  auto null_vector = simple_fractions(u);
  if (!null_vector) return std::nullopt;
  return ExactWitness{cleared(*analysis), cleared(*null_vector)};
}

}  // namespace dsc
