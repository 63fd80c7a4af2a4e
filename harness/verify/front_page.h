#pragma once

#include <string>

#include "harness/claim.h"

namespace dsc::verify {

/// The page of a claim, seen from REPORT.md.
inline std::string claim_page(const Claim& claim) { return "claims/" + claim.id + ".md"; }

}  // namespace dsc::verify
