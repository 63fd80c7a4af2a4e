#pragma once

#include <string>

#include "theorems/convolutions/shift_coherence.h"

/// Texts of certificates about convolutional dictionaries; see dictionaries.h.
namespace dsc::certificate {

/// mu over all shifts, where it is attained.
std::string shift_coherence(const FilterBank& bank, const ShiftCoherence& mu);

/// Every code with at most `sparsity` nonzeros in each stripe is found by basis pursuit, whatever the
/// signal's length.
std::string striped_recovery(const FilterBank& bank, Eigen::Index sparsity);

}  // namespace dsc::certificate
