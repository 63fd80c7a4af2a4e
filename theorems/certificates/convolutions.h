#pragma once

#include <string>

#include "theorems/convolutions/shift_coherence.h"

/// Texts of certificates about convolutional dictionaries; see dictionaries.h.
namespace dsc::certificate {

/// mu over all shifts, where it is attained.
std::string shift_coherence(const FilterBank& bank, const ShiftCoherence& mu);

/// Every code with at most `sparsity` nonzeros in each stripe is found by basis pursuit, whatever the
/// signal's length: by the sums of correlations, or by a witness for each filter (C n_1 n_2 x m).
std::string striped_recovery(const FilterBank& bank, Eigen::Index sparsity);
std::string striped_recovery(const FilterBank& bank, Eigen::Index sparsity, const Eigen::MatrixXd& witnesses);

}  // namespace dsc::certificate
