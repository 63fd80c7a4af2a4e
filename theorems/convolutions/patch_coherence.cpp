#include "theorems/convolutions/patch_coherence.h"

#include <Eigen/QR>
#include <cmath>
#include <optional>

#include "theorems/coherence/exact_dot.h"
#include "theorems/coherence/shared_tableau.h"
#include "theorems/coherence/verified_basis.h"
#include "theorems/convolutions/shift_coherence.h"

namespace dsc {
namespace {

using Eigen::Index;

/// The atoms of a stripe cut down to the patch in its middle: first the filters themselves, then all that
/// reach into it.
struct Patch {
  Eigen::MatrixXd exact;       ///< the entries as they are given
  std::vector<Index> filter;   ///< of each column
  Eigen::MatrixXd normalised;  ///< each divided by its whole filter's norm, in doubles
};

Patch patch_of(const FilterBank& bank) {
  const Index m = bank.count(), rows = bank.filters.rows();
  const std::vector<Lag> lags = half_of_the_lags(bank);
  Patch patch{Eigen::MatrixXd::Zero(rows, m * static_cast<Index>(2 * lags.size() - 1)), {}, {}};
  Index used = 0;
  const auto add = [&](const std::vector<Index>& to, const std::vector<Index>& from) {
    for (Index j = 0; j < m; ++j) {
      auto column = patch.exact.col(used);
      column.setZero();
      for (std::size_t r = 0; r < to.size(); ++r) column[to[r]] = bank.filters(from[r], j);
      if (column.isZero(0)) continue;
      patch.filter.push_back(j);
      ++used;
    }
  };
  for (const Lag& lag : lags) {
    const Overlap overlap = overlap_at(bank, lag);
    add(overlap.later, overlap.earlier);
    if (&lag != &lags.front()) add(overlap.earlier, overlap.later);
  }
  patch.exact.conservativeResize(Eigen::NoChange, used);
  patch.normalised = patch.exact;
  for (Index k = 0; k < used; ++k)
    patch.normalised.col(k) /= bank.filters.col(patch.filter[static_cast<std::size_t>(k)]).stableNorm();
  return patch;
}

/// Proposals for w_1, …, w_m, by the engine of generalized coherence.
Eigen::MatrixXd proposed(const Patch& patch, Index m, const std::function<void(double)>& progress) {
  const Eigen::MatrixXd& a = patch.normalised;
  const NumericalBasis basis = numerical_basis(a);
  if (static_cast<Index>(basis.columns.size()) == a.cols())
    return a.completeOrthogonalDecomposition().pseudoInverse().transpose().leftCols(m);
  Eigen::MatrixXd span = Eigen::MatrixXd::Identity(a.rows(), a.rows());
  if (static_cast<Index>(basis.columns.size()) < a.rows()) {
    const Eigen::MatrixXd chosen = a(Eigen::all, basis.columns);
    span = Eigen::HouseholderQR<Eigen::MatrixXd>(chosen).householderQ() *
           Eigen::MatrixXd::Identity(a.rows(), chosen.cols());
  }
  const Eigen::MatrixXd reduced = span.transpose() * a;
  const SharedTableau start(reduced, basis.columns);
  const long most_pivots = 40 * (a.rows() + a.cols()) + 1000;
  Eigen::MatrixXd w(a.rows(), m);
  // Groups that depend on nothing but the number of filters, so that the result does not depend on the
  // threads.
  const Index group = std::max<Index>(4, (m + 15) / 16);
  Index done = 0;
#pragma omp parallel for schedule(dynamic)
  for (Index first = 0; first < m; first += group) {
    SharedTableau tableau = start;
    for (Index i = first; i < std::min(m, first + group); ++i) {
      w.col(i) = span * tableau.solve(i, most_pivots).analysis;
#pragma omp critical(dsc_patch_proposals)
      if (progress) progress(static_cast<double>(++done) / static_cast<double>(m));
    }
  }
  return w;
}

/// max over the other columns of (w.a)^2 / |f|^2, over (w.f_i)^2 / |f_i|^2, exactly; none where w.f_i = 0.
/// Doubles choose what is compared: what comes within their error of the largest.
std::optional<Rational> bound_of(const Patch& patch, const std::vector<Dyadic>& norms, Index i,
                                 const Eigen::VectorXd& w) {
  if (!w.allFinite() || w.isZero(0)) return std::nullopt;
  const DecodedColumn witness(w);
  const auto square = [&](Index k) {
    const Dyadic product = exact_dot(witness, DecodedColumn(patch.exact.col(k)));
    return product * product;
  };
  const auto norm = [&](Index k) -> const Dyadic& {
    return norms[static_cast<std::size_t>(patch.filter[static_cast<std::size_t>(k)])];
  };
  Eigen::VectorXd values = (patch.normalised.transpose() * w).cwiseAbs();
  const Dyadic own = square(i);
  if (own == Dyadic(0)) return std::nullopt;
  values[i] = -1;
  const double slack = 16 * (static_cast<double>(w.size()) + 8) * 0x1p-53 * w.stableNorm();
  const double least = values.maxCoeff() - slack;
  Dyadic best(0), best_norm(1);
  for (Index k = 0; k < values.size(); ++k) {
    if (k == i || values[k] < least) continue;
    Dyadic next = square(k);
    if (best * norm(k) < next * best_norm) {
      best = std::move(next);
      best_norm = norm(k);
    }
  }
  return Rational(best.rational() * norm(i).rational() / (best_norm.rational() * own.rational()));
}

}  // namespace

PatchCoherence patch_coherence(const FilterBank& bank, const std::function<void(double)>& progress) {
  const Patch patch = patch_of(bank);
  const Index m = bank.count();
  std::vector<Dyadic> norms;
  for (Index j = 0; j < m; ++j) {
    const DecodedColumn filter(bank.filters.col(j));
    norms.push_back(exact_dot(filter, filter));
  }
  const Eigen::MatrixXd w = proposed(patch, m, progress);
  std::vector<Rational> bounds(static_cast<std::size_t>(m));
  PatchCoherence found{Rational(0), Eigen::MatrixXd(bank.filters.rows(), m)};
#pragma omp parallel for schedule(dynamic)
  for (Index i = 0; i < m; ++i) {
    const std::optional<Rational> by_filter = bound_of(patch, norms, i, bank.filters.col(i)),
                                  by_program = bound_of(patch, norms, i, w.col(i));
    const bool better = by_program && *by_program < *by_filter;
    bounds[static_cast<std::size_t>(i)] = better ? *by_program : *by_filter;
    found.witnesses.col(i) = better ? Eigen::VectorXd(w.col(i)) : Eigen::VectorXd(bank.filters.col(i));
  }
  for (const Rational& bound : bounds) found.squared = std::max(found.squared, bound);
  return found;
}

}  // namespace dsc
