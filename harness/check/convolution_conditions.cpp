#include <algorithm>
#include <set>

#include "harness/check/conditions.h"
#include "harness/check/convolutions.h"
#include "harness/check/linear.h"

namespace dsc::check::conditions {

using namespace certificate;

void closed_under_shifts(const Node& c) {
  const Matrix d = c["matrix"].matrix();
  const std::set<Vector> atoms(d.atoms.begin(), d.atoms.end());
  for (Vector atom : d.atoms) {
    for (auto& [row, value] : atom) row = (row + 1) % d.rows;
    std::ranges::sort(atom);
    require(atoms.contains(atom), "matrix: expected every cyclic shift of a column among the columns");
  }
}

void stripes_within_coherence_bound(const Node& c) {
  require(coherence_load(c["sparsity"].count(), squared_shift_coherence(c)) < 1,
          "sparsity: expected (2s-1)^2 mu^2 < 1");
}

void stripes_beyond_coherence_bound(const Node& c) {
  require(coherence_load(c["sparsity"].count(), squared_shift_coherence(c)) >= 1,
          "sparsity: expected (2s-1)^2 mu^2 >= 1");
}

}  // namespace dsc::check::conditions
