#pragma once

#include "theorems/exact/matrix.h"

namespace dsc {

using Supports = std::vector<std::vector<Eigen::Index>>;

/// The supports of x_1, …, x_J in the chain of the deepest code.
Supports supports_of(const std::vector<RationalMatrix>& layers, const RationalVector& deepest);

/// Equation (2): for j = 1 … J-1, the rows outside S_j and the columns in S_J of A_{j+1} … A_J, one block
/// below the other. May have no rows.
RationalMatrix stacked_features(const std::vector<RationalMatrix>& layers, const Supports& supports);

/// The same with the columns in S_J of A_1 … A_J below: the equations that the signal adds.
RationalMatrix stacked_features_and_signal(const std::vector<RationalMatrix>& layers,
                                           const Supports& supports);

}  // namespace dsc
