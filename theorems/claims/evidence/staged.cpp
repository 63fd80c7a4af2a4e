#include "theorems/claims/evidence/staged.h"

#include <fmt/format.h>

#include "theorems/claims/evidence/bounds.h"

namespace dsc {
namespace {

std::vector<Rational> of_all_layers(const RecoveryBounds& bounds) {
  return {bounds.errors.begin() + 1, bounds.errors.end()};
}

std::string rates(const DeepRecovery& recovery) {
  std::string text;
  for (const RecoveryStage& stage : recovery.stages)
    text += (text.empty() ? "" : ", ") + fmt::format("{:.4g}", nearest(stage.schedule.rate));
  return text;
}

}  // namespace

const Way& by_layer() {
  static const Way way{"layer by layer", layer_by_layer};
  return way;
}

const Way& by_depth() {
  static const Way way{"deepest first", deepest_first};
  return way;
}

std::vector<Chain> noisy_chains() { return recovery_chains(Rational(1, 1000)); }

DeepRecovery quiet(const Chain& chain) {
  DeepRecovery recovery = recovery_of(chain);
  for (std::size_t j = 1; j < recovery.depth(); ++j) recovery.classes[j].noise = 0;
  return recovery;
}

void keep_bounds(const Chain& chain, const DeepRecovery& recovery, const Effort& effort, Outcome& outcome) {
  const RecoveryBounds bounds = recovery_bounds(recovery);
  if (!bounds.converges || is_empty(of_all_layers(bounds), recovery.classes)) return;
  outcome.add(
      {.scope = Scope::all_signals,
       .instance = chain.name,
       .finding = fmt::format("rates {}, error of the deepest code after {} steps a stage at most {:.4g}",
                              rates(recovery), recovery.stages.front().steps, nearest(bounds.errors.back())),
       .certificate = certificate::deep_envelope(recovery, of_all_layers(bounds))});
  const WorstRun worst = worst_run(recovery, effort.samples, effort.seed);
  bool violated = false;
  for (std::size_t j = 1; j < bounds.errors.size(); ++j)
    violated = violated || worst.errors[j - 1] > bounds.errors[j];
  const double ratio = nearest(worst.errors.back()) / nearest(bounds.errors.back());
  outcome.add(
      {.violated = violated,
       .instance = chain.name,
       .finding = fmt::format(
           "worst of {} signals: error / bound = {:.4f} at the deepest layer, {:.4f} at the first",
           effort.samples, ratio, nearest(worst.errors.front()) / nearest(bounds.errors[1])),
       .tightness = ratio,
       .certificate = certificate::deep_run({recovery, worst.signal.codes.back(), worst.signal.noise})});
}

void hold_against_bound(const Chain& chain, const DeepRecovery& recovery, const Effort& effort,
                        Outcome& outcome) {
  const RecoveryBounds bounds = recovery_bounds(recovery);
  if (!bounds.converges) return;
  const WorstRun worst = worst_run(recovery, effort.samples, effort.seed);
  const Rational &bound = bounds.errors.back(), &error = worst.errors.back();
  outcome.add(within({.instance = chain.name,
                      .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound))},
                     certificate::DeepRun{recovery, worst.signal.codes.back(), worst.signal.noise}, error,
                     bound));
}

BoundAndError bound_and_error(const DeepRecovery& recovery, int samples, std::uint64_t seed) {
  return {nearest(recovery_bounds(recovery).errors.back()),
          nearest(worst_run(recovery, samples, seed).errors.back())};
}

}  // namespace dsc
