#include "theorems/coherence/generalized.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "theorems/coherence/column_proposals.h"
#include "theorems/coherence/exact_vertex.h"
#include "theorems/coherence/scaled_columns.h"
#include "theorems/coherence/small_entries.h"
#include "theorems/coherence/verified_basis.h"
#include "theorems/coherence/witness_bounds.h"
#include "theorems/exact/integer_product.h"

namespace dsc {
namespace {

using Eigen::Index;

constexpr long analysis_bits = 44;      // of w beyond the point, in units of the unit columns
constexpr long null_vector_bits = 52;   // of u beyond the point, likewise
constexpr Index exact_solve_rows = 24;  // a vertex of more rows takes an exact solve of milliseconds

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

IntegerVector integer_analysis(const Eigen::VectorXd& w) {
  return w.unaryExpr([](double v) { return rounded_product(v, analysis_bits); });
}

/// u in terms of M: entry j over |M_j|, and -1 over |M_i| for column i, times a power of two.
IntegerVector integer_null_vector(const ScaledColumns& s, Index i, const ColumnProposal& proposal, long top) {
  IntegerVector z = IntegerVector::Zero(s.m.cols());
  const auto set = [&](Index j, double value) {
    z[j] = rounded_product(value / s.mantissas[at(j)], null_vector_bits + top - s.exponents[at(j)]);
  };
  for (const auto& [j, value] : proposal.combination) set(j, value);
  if (!proposal.combination.empty()) set(i, -1);
  return z;
}

/// W of a matrix with independent columns: the rows of its pseudo-inverse.
std::vector<ColumnProposal> pseudo_inverse(const ScaledColumns& s) {
  const Eigen::MatrixXd w = s.atoms.completeOrthogonalDecomposition().pseudoInverse().transpose();
  std::vector<ColumnProposal> proposals(at(s.m.cols()));
  for (Index i = 0; i < w.cols(); ++i) proposals[at(i)].analysis = w.col(i);
  return proposals;
}

/// Exact witnesses where they prove at least as much.
void sharpen(const ScaledColumns& s, const NumericalBasis& chosen,
             const std::vector<ColumnProposal>& proposals, GeneralizedCoherence& found,
             std::vector<AnalysisBounds>& proven) {
  const std::optional<VerifiedBasis> none;
  std::vector<Index> indices;
  std::vector<ExactWitness> exact;
  for (Index i = 0; i < s.m.cols(); ++i) {
    const ColumnProposal& proposal = proposals[at(i)];
    auto witness = simple_fractions(s, i, proposal);
    if (!witness && static_cast<Index>(chosen.rows.size()) <= exact_solve_rows)
      witness = exact_vertex(s, chosen.rows, i, proposal);
    if (!witness) continue;
    indices.push_back(i);
    exact.push_back(std::move(*witness));
  }
  if (indices.empty()) return;
  const auto count = static_cast<Index>(indices.size());
  IntegerMatrix analysis(s.m.rows(), count), null_vectors(s.m.cols(), count);
  for (Index k = 0; k < count; ++k) {
    analysis.col(k) = exact[at(k)].analysis;
    null_vectors.col(k) = exact[at(k)].null_vector;
  }
  const auto above = analysis_bounds(s, indices, analysis);
  const auto below = null_vector_bounds(s, none, indices, null_vectors);
  for (Index k = 0; k < count; ++k) {
    const Index i = indices[at(k)];
    Range& range = found.columns[at(i)];
    if (above[at(k)] && above[at(k)]->largest <= range.upper) {
      range.upper = above[at(k)]->largest;
      proven[at(i)] = *above[at(k)];
      found.witnesses.col(i) = analysis.col(k);
    }
    if (below[at(k)] >= range.lower) {
      range.lower = below[at(k)];
      found.null_vectors.col(i) = null_vectors.col(k);
    }
  }
}

/// Short numbers outside of an enclosure that is none too sharp.
void round_outward(Range& range) {
  constexpr unsigned bits = 64;
  if (range.exact()) return;
  const Enclosure lower(range.lower), upper(range.upper);
  range.lower = lower.lower().rounded_down(bits).rational();
  range.upper = upper.upper().rounded_up(bits).rational();
}

/// Where a_i is one other column times 1 or -1 up to rounding: the null vector of the two, if it is one.
void relate_parallel_columns(const ScaledColumns& s, const std::vector<ColumnProposal>& proposals,
                             GeneralizedCoherence& found) {
  for (Index i = 0; i < s.m.cols(); ++i) {
    const auto& u = proposals[at(i)].combination;
    const auto alone = std::find_if(
        u.begin(), u.end(), [](const auto& entry) { return std::abs(std::abs(entry.second) - 1) < 1e-9; });
    if (alone == u.end()) continue;
    const Index j = alone->first;
    Index row = 0;
    while (s.m(row, i) == 0) ++row;
    IntegerMatrix z = IntegerMatrix::Zero(s.m.cols(), 1);
    const Integer common = gcd(s.m(row, i), s.m(row, j));
    if (common == 0) continue;
    z(i, 0) = s.m(row, j) / common;
    z(j, 0) = -s.m(row, i) / common;
    const Rational bound = null_vector_bounds(s, std::nullopt, {i}, z).front();
    if (bound < found.columns[at(i)].lower) continue;
    found.columns[at(i)].lower = bound;
    found.null_vectors.col(i) = z;
  }
}

/// The second stage: W of smaller entries within the largest t_i, where that makes C_W smaller.
void shrink_entries(const ScaledColumns& s, const std::vector<ColumnProposal>& proposals,
                    GeneralizedCoherence& found, std::vector<AnalysisBounds>& proven) {
  Rational limit = 0, settled = 0;
  for (const AnalysisBounds& bounds : proven) limit = std::max(limit, bounds.largest);
  // Columns that attain mu~ have no room; what they need, all may have.
  const double room = nearest(limit) * (1 - 1e-9);
  std::vector<Index> movable;
  for (Index i = 0; i < s.m.cols(); ++i) {
    if (nearest(proven[at(i)].largest) >= room) settled = std::max(settled, proven[at(i)].entry);
  }
  for (Index i = 0; i < s.m.cols(); ++i) {
    if (nearest(proven[at(i)].largest) < room && proven[at(i)].entry > settled) movable.push_back(i);
  }
  if (movable.empty()) return;
  const SmallEntries small(s.atoms);
  IntegerMatrix vectors(s.m.rows(), static_cast<Index>(movable.size()));
  for (std::size_t k = 0; k < movable.size(); ++k)
    vectors.col(static_cast<Index>(k)) =
        integer_analysis(small.improve(movable[k], proposals[at(movable[k])].analysis, room));
  const auto bounds = analysis_bounds(s, movable, vectors);
  for (std::size_t k = 0; k < movable.size(); ++k) {
    AnalysisBounds& held = proven[at(movable[k])];
    if (!bounds[k] || bounds[k]->largest > limit || bounds[k]->entry >= held.entry) continue;
    held = *bounds[k];
    found.analysis_vectors.col(movable[k]) = vectors.col(static_cast<Index>(k));
  }
}

/// W, and what holds of all its columns.
void choose_analysis(const ScaledColumns& s, const std::vector<ColumnProposal>& proposals,
                     GeneralizedCoherence& found, std::vector<AnalysisBounds>& proven) {
  found.analysis_vectors = found.witnesses;
  if (!found.independent) shrink_entries(s, proposals, found, proven);
  found.mu_w = 0, found.c_w = 0;
  for (const AnalysisBounds& bounds : proven) {
    found.mu_w = std::max(found.mu_w, bounds.largest);
    found.c_w = std::max(found.c_w, bounds.entry);
  }
}

GeneralizedCoherence certified(ScaledColumns s, const GeneralizedOptions& options) {
  const Index d = s.m.cols();
  GeneralizedCoherence found;
  const NumericalBasis chosen = numerical_basis(s.atoms);
  found.basis = verified_basis(s, chosen);
  found.independent = found.basis && static_cast<Index>(found.basis->columns.size()) == d;
  Proposals proposals;
  if (found.independent) {
    proposals.columns = pseudo_inverse(s);
  } else {
    proposals = propose_columns(s, chosen, options.progress);
  }
  found.pivots = proposals.pivots;

  std::vector<Index> all(at(d));
  for (Index i = 0; i < d; ++i) all[at(i)] = i;
  const long top = *std::max_element(s.exponents.begin(), s.exponents.end());
  found.witnesses.resize(s.m.rows(), d);
  found.null_vectors.resize(d, d);
#pragma omp parallel for schedule(static)
  for (Index i = 0; i < d; ++i) {
    const Eigen::VectorXd& w = proposals.columns[at(i)].analysis;
    found.witnesses.col(i) = integer_analysis(w.size() > 0 && w.allFinite() ? w : s.atoms.col(i).eval());
    // Whatever double precision made of it, the column itself is a witness.
    if ((s.m.col(i).cwiseProduct(found.witnesses.col(i))).sum() == 0) found.witnesses.col(i) = s.m.col(i);
    found.null_vectors.col(i) = integer_null_vector(s, i, proposals.columns[at(i)], top);
  }
  const auto above = analysis_bounds(s, all, found.witnesses);
  const std::vector<Rational> below = null_vector_bounds(s, found.basis, all, found.null_vectors);
  std::vector<AnalysisBounds> proven;  // of the witnesses, later of W
  for (Index i = 0; i < d; ++i) {
    found.columns.push_back({below[at(i)], above[at(i)]->largest});
    proven.push_back(*above[at(i)]);
  }
  relate_parallel_columns(s, proposals.columns, found);
  if (s.exact && !found.independent) sharpen(s, chosen, proposals.columns, found, proven);
  if (found.independent) {
    for (Range& range : found.columns) range = {Rational(0), Rational(0)};
  }
  // Exact null vectors need no basis.
  if (s.exact && !found.independent && product(s.m, found.null_vectors).isZero()) found.basis.reset();
  choose_analysis(s, proposals.columns, found, proven);
  found.lower = 0, found.upper = 0;
  for (Range& range : found.columns) {
    range.upper = std::min(range.upper, Rational(1));  // |w.a_j| <= |w| = 1 for w = a_i
    round_outward(range);
    found.lower = std::max(found.lower, range.lower);
    found.upper = std::max(found.upper, range.upper);
  }
  found.scaled = std::move(s.m);
  found.multipliers = std::move(s.multipliers);
  return found;
}

}  // namespace

GeneralizedCoherence generalized_coherence(const StoredDoubles& dictionary,
                                           const GeneralizedOptions& options) {
  return certified(scaled_columns(dictionary), options);
}

GeneralizedCoherence generalized_coherence(const RationalMatrix& dictionary,
                                           const GeneralizedOptions& options) {
  return certified(scaled_columns(dictionary), options);
}

RationalMatrix GeneralizedCoherence::analysis() const {
  RationalMatrix w(scaled.rows(), scaled.cols());
  for (Index i = 0; i < w.cols(); ++i) {
    Integer own = 0;
    for (Index k = 0; k < w.rows(); ++k) own += analysis_vectors(k, i) * scaled(k, i);
    // w.d_i = w.M_i / multiplier_i.
    for (Index k = 0; k < w.rows(); ++k)
      w(k, i) = Rational(Integer(analysis_vectors(k, i) * multipliers[at(i)]), own);
  }
  return w;
}

}  // namespace dsc
