#pragma once

#include <optional>
#include <string_view>

#include "harness/claim.h"

namespace dsc::verify {

/// What dsc-check says that a certificate proves: how far it reaches, and whether it can speak for a claim,
/// against it, or, being a mere fact, as the claim's file says.
struct Proven {
  Scope scope = Scope::one_signal;
  bool can_support = false, can_violate = false;
};

/// From the words of dsc-check, "holds for all signals"; none for any others.
std::optional<Proven> read_proven(std::string_view words);

/// Whether evidence may rest on what was proven: it reaches no further, and says the same way. `bears` is the
/// checker's word on the row, "supports", "violates" or "vacuous"; empty for a row that has no contract, for
/// which the claim's file says how a mere fact bears on it.
bool supports(const Proven& proven, std::string_view bears, const Evidence& item);

}  // namespace dsc::verify
