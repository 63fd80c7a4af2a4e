#pragma once

#include <string>

#include "theorems/coherence/generalized.h"

namespace dsc::certificate {

/// The certificate of generalized coherence, see harness/certificate/GRAMMAR.md: some 100 bytes for each
/// entry of the dictionary and of its null vectors.
std::string generalized_coherence(const StoredDoubles& dictionary, const GeneralizedCoherence& found);
std::string generalized_coherence(const RationalMatrix& dictionary, const GeneralizedCoherence& found);

enum class NullSpace { l1_recovery, uniqueness };
/// Codes of `sparsity` nonzeros are the unique ones of least l1 norm in terms of the normalised columns, or
/// the only ones so sparse, by the shares t_i/(1 + t_i) of `found`.
std::string null_space_property(const StoredDoubles& dictionary, const GeneralizedCoherence& found,
                                Eigen::Index sparsity, NullSpace property);
std::string null_space_property(const RationalMatrix& dictionary, const GeneralizedCoherence& found,
                                Eigen::Index sparsity, NullSpace property);

}  // namespace dsc::certificate
