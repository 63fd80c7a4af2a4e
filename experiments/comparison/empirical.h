#pragma once

#include <string>
#include <vector>

#include "experiments/comparison/effects.h"

namespace dsc {

/// A claim that in most settings a measure goes one way, or not further than the smallest effect of interest.
struct ClaimedEffect {
  std::string id{}, statement{};
  EffectVerdict claimed = EffectVerdict::rises;
  JudgedMeasure measure{};
};

/// Supported where more than half of the settings end as claimed, contradicted where more than half end
/// otherwise, else undecided. "No effect larger" is an end like the others: it contradicts a claimed rise.
EmpiricalClaim held_against(const ClaimedEffect& claim, const std::vector<PairedComparison>& comparisons);

}  // namespace dsc
