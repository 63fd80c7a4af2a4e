#pragma once

#include <string>
#include <vector>

#include "harness/claim.h"
#include "theorems/instances/recovery_chains.h"

/// What claims on deep codes recovered in stages share: the same evidence for every way of staging.
namespace dsc {

/// A way of recovering the codes of a chain in stages of so many steps.
struct Way {
  std::string name;
  DeepRecovery (*stages)(DeepRecovery, int);
};
const Way& by_layer();
const Way& by_depth();

/// The chains on which the ways are compared, with noise 1/1000 in the signal and a sixteenth of that in the
/// layers; `quiet` ones have noise in the signal alone: what the layers add themselves is no error that any
/// way could undo.
std::vector<Chain> noisy_chains();
DeepRecovery quiet(const Chain& chain);

/// The bounds of a recovery that converges, for all signals, and the worst of drawn signals, within them at
/// every layer. Nothing where the bound of the deepest code is no better than that of the estimate 0.
void keep_bounds(const Chain& chain, const DeepRecovery& recovery, const Effort& effort, Outcome& outcome);

/// For controls: the recovery's own bound of the deepest code, whether or not its schedules cover the
/// signals, against the worst of drawn signals.
void hold_against_bound(const Chain& chain, const DeepRecovery& recovery, const Effort& effort,
                        Outcome& outcome);

/// One point of a figure: the recovery's bound of the deepest code, and the largest error of `samples`
/// signals.
struct BoundAndError {
  double bound = 0, error = 0;
};
BoundAndError bound_and_error(const DeepRecovery& recovery, int samples, std::uint64_t seed);

}  // namespace dsc
