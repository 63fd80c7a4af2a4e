#pragma once

#include "theorems/statistics/paired.h"

namespace dsc {

/// What a sample of differences says of their mean, against the smallest effect of interest s > 0.
enum class EffectVerdict {
  rises,      ///< the two-sided test at 5% finds a difference, above 0
  falls,      ///< likewise below 0
  no_larger,  ///< the 90% interval lies inside [-s, s]: two one-sided tests at 5% (Schuirmann 1987)
  undecided
};

struct EffectJudgement {
  EffectVerdict verdict = EffectVerdict::undecided;
  MeanInterval ninety_five{}, ninety{};
  int more_pairs = 0;  ///< where undecided: see pairs_to_decide; 0 where that says nothing
};

/// The verdict on `differences`. `p` is of the test that the mean is zero, adjusted for all tests of its
/// family; 1 where there is none. A difference that was found is said to be one, however small.
/// Throws std::invalid_argument where mean_interval does, or unless s > 0.
EffectJudgement judge_effect(const std::vector<double>& differences, double p, double smallest);

/// The least n at which a mean and a standard deviation as these would be decided either way: the 95%
/// interval leaves out 0, or the 90% interval lies inside [-s, s]. At most 100,000. The deviation must not be
/// negative.
int pairs_to_decide(double mean, double deviation, double smallest);

}  // namespace dsc
