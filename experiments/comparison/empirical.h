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

/// Borne out where more than half of the settings end as claimed, not borne out where more than half end
/// otherwise, else undecided. "No effect larger" is an end like the others. It is said of these runs: how
/// long they are and what dose they had belongs beside it.
EmpiricalClaim held_against(const ClaimedEffect& claim, const std::vector<PairedComparison>& comparisons);

}  // namespace dsc
