#include "theorems/coherence/column_proposals.h"

#include <Eigen/QR>
#include <algorithm>

#include "theorems/coherence/cyclic_symmetry.h"

namespace dsc {
namespace {

using Eigen::Index;

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

/// An orthonormal basis of the span of the basis columns; empty where that is the whole space.
Eigen::MatrixXd span_of(const Eigen::MatrixXd& atoms, const std::vector<Index>& columns) {
  const auto rank = static_cast<Index>(columns.size());
  if (rank == atoms.rows()) return {};
  Eigen::MatrixXd b(atoms.rows(), rank);
  for (Index k = 0; k < rank; ++k) b.col(k) = atoms.col(columns[at(k)]);
  return Eigen::HouseholderQR<Eigen::MatrixXd>(b).householderQ() *
         Eigen::MatrixXd::Identity(atoms.rows(), rank);
}

/// The proposal for the image of a column under the symmetry.
ColumnProposal moved(const ColumnProposal& p, const CyclicSymmetry& symmetry, Index column) {
  ColumnProposal image = p;
  const Index m = p.analysis.size();
  const int own = symmetry.signs[at(column)];
  for (Index i = 0; i < m; ++i) image.analysis[(i + symmetry.shift) % m] = own * p.analysis[i];
  for (auto& [j, value] : image.combination) {
    value *= own * symmetry.signs[at(j)];
    j = symmetry.image[at(j)];
  }
  for (std::size_t k = 0; k < p.basis.size(); ++k) {
    image.basis[k] = symmetry.image[at(p.basis[k])];
    image.signs[k] *= own * symmetry.signs[at(p.basis[k])];
  }
  return image;
}

}  // namespace

Proposals propose_columns(const ScaledColumns& s, const NumericalBasis& basis,
                          const std::function<void(double)>& progress) {
  const Index d = s.m.cols();
  const auto symmetry = cyclic_symmetry(s.m);
  std::vector<Index> representatives;
  std::vector<bool> covered(at(d), false);
  for (Index j = 0; j < d; ++j) {
    if (covered[at(j)]) continue;
    representatives.push_back(j);
    for (Index k = j; symmetry && !covered[at(k)]; k = symmetry->image[at(k)]) covered[at(k)] = true;
  }

  const Eigen::MatrixXd span = span_of(s.atoms, basis.columns);
  const Eigen::MatrixXd reduced = span.size() == 0 ? s.atoms : Eigen::MatrixXd(span.transpose() * s.atoms);
  const SharedTableau start(reduced, basis.columns);
  Proposals found;
  found.columns.resize(at(d));
  const auto count = static_cast<Index>(representatives.size());
  const Index group = std::max<Index>(8, (count + 15) / 16);
  const long most_pivots = 40 * (s.m.rows() + d) + 1000;
  long pivots = 0;
  Index done = 0;
#pragma omp parallel for schedule(dynamic) reduction(+ : pivots)
  for (Index first = 0; first < count; first += group) {
    SharedTableau tableau = start;
    for (Index k = first; k < std::min(count, first + group); ++k) {
      const Index column = representatives[at(k)];
      ColumnProposal proposal = tableau.solve(column, most_pivots);
      if (span.size() != 0) proposal.analysis = span * proposal.analysis;
      found.columns[at(column)] = std::move(proposal);
#pragma omp critical(dsc_proposals)
      if (progress) progress(static_cast<double>(++done) / static_cast<double>(count));
    }
    pivots += tableau.pivots_done();
  }
  found.pivots = pivots;
  for (const Index j : representatives) {
    if (!symmetry) break;
    for (Index k = j; symmetry->image[at(k)] != j; k = symmetry->image[at(k)])
      found.columns[at(symmetry->image[at(k)])] = moved(found.columns[at(k)], *symmetry, k);
  }
  return found;
}

}  // namespace dsc
