#pragma once

#include "theorems/coherence/mutual.h"

namespace dsc {

/// mu of columns as small_integer_columns returns them.
MutualCoherence coherence_of_small_integers(const Eigen::MatrixXd& integers);

/// mu of any finite doubles without a zero column, by the filter that mutual_coherence documents.
MutualCoherence coherence_by_filter(const Eigen::MatrixXd& d);

}  // namespace dsc
