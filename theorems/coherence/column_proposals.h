#pragma once

#include <functional>

#include "theorems/coherence/scaled_columns.h"
#include "theorems/coherence/shared_tableau.h"
#include "theorems/coherence/verified_basis.h"

namespace dsc {

/// Proposals for all columns, by the shared tableau: on OpenMP threads over groups of columns that depend on
/// nothing but the size of the problem, each group from the same first basis, so that the result does not
/// depend on the threads. Columns that a cyclic shift of the rows maps to each other are solved once.
struct Proposals {
  std::vector<ColumnProposal> columns;
  long pivots = 0;
};
Proposals propose_columns(const ScaledColumns& s, const NumericalBasis& basis,
                          const std::function<void(double)>& progress);

}  // namespace dsc
