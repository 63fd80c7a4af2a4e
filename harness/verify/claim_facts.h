#pragma once

#include <optional>

#include "harness/ledger/compare.h"

namespace dsc::verify {

/// Of a claim's record: the verdicts that follow from its evidence, its certified numbers, the digests of its
/// certificates. None where it is not a claim's.
std::optional<ledger::Facts> facts_of(const ledger::Record& record);

}  // namespace dsc::verify
