#pragma once

#include <string>

#include "theorems/coherence/generalized.h"

namespace dsc::certificate {

/// The certificate of generalized coherence, see harness/certificate/GRAMMAR.md: some 100 bytes for each
/// entry of the dictionary and of its null vectors.
std::string generalized_coherence(const StoredDoubles& dictionary, const GeneralizedCoherence& found);
std::string generalized_coherence(const RationalMatrix& dictionary, const GeneralizedCoherence& found);

}  // namespace dsc::certificate
