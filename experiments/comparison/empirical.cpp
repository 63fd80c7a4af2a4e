#include "experiments/comparison/empirical.h"

#include <fmt/format.h>

#include <algorithm>

namespace dsc {

EmpiricalClaim held_against(const ClaimedEffect& claim, const std::vector<PairedComparison>& comparisons) {
  const std::vector<Effect> effects = judged(comparisons, {}, claim.measure.smallest);
  const auto count = [&](EffectVerdict verdict) {
    return std::count_if(effects.begin(), effects.end(),
                         [&](const Effect& one) { return one.verdict() == verdict; });
  };
  const std::ptrdiff_t as_claimed = count(claim.claimed), undecided = count(EffectVerdict::undecided),
                       all = std::ssize(effects), otherwise = all - as_claimed - undecided;
  EmpiricalClaim row{.id = claim.id, .statement = claim.statement, .verdict = "undecided"};
  if (2 * as_claimed > all) row.verdict = "borne out";
  if (2 * otherwise > all) row.verdict = "not borne out";
  const Measure& measure = claim.measure.measure;
  row.finding = fmt::format(
      "{}, of {} setting{}: rises in {}, falls in {}, no effect larger than {:g}{} in {}, "
      "undecided in {}",
      measure.name, all, all == 1 ? "" : "s", count(EffectVerdict::rises), count(EffectVerdict::falls),
      claim.measure.smallest, measure.unit.empty() ? "" : " " + measure.unit, count(EffectVerdict::no_larger),
      undecided);
  if (all == 1 && effects.front().judgement) {
    const MeanInterval& d = effects.front().judgement->ninety_five;
    row.finding += fmt::format(" ({:+.{}f}, 95% interval [{:+.{}f}, {:+.{}f}])", d.mean, measure.digits,
                               d.lower, measure.digits, d.upper, measure.digits);
  }
  return row;
}

}  // namespace dsc
