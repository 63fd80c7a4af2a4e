#pragma once

#include <optional>
#include <utility>

#include "theorems/exact/matrix.h"

namespace dsc {

/// The first pair i < j (smallest i, then smallest j) of columns that are multiples of each other, exactly;
/// none if there is none. No column may be zero. Time: m d and a sort of the columns' digests.
std::optional<std::pair<Eigen::Index, Eigen::Index>> first_parallel_pair(const Eigen::MatrixXd& d);

}  // namespace dsc
