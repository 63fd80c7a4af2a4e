#pragma once

#include <vector>

#include "experiments/run/plan_experiments.h"
#include "harness/process/progress.h"
#include "harness/ledger/provenance.h"

namespace dsc {

/// How many cells came to what; those of other shards are not counted.
struct ExperimentCounts {
  int completed = 0, up_to_date = 0, failed = 0, missing = 0, without_data = 0;
  bool interrupted = false;
  ExperimentCounts& operator+=(const ExperimentCounts& other);
};

/// The cells to run: the heaviest first; of equal ones every setting with the first seed, then with the next,
/// so that a run that is stopped has compared what it could.
std::vector<const PlannedExperimentCell*> running_order(const std::vector<PlannedExperimentCell>& plan);

/// Runs what the plan says, at most `at_once` cells at once, each by dsc-cell in a process of its own, in
/// that order. A cell that was killed goes on from its checkpoint the next time; its folder of scratch is
/// removed once its result is stored. A failure is recorded, never taken for a result.
/// Only cells of one stage are run and counted: those that read no trained network, or those that do.
enum class Stage { first, inspection };
ExperimentCounts run_experiments(const std::vector<PlannedExperimentCell>& plan,
                                 const ExperimentSetting& setting, const Provenance& provenance, int at_once,
                                 const Screen& screen, Stage stage = Stage::first);

}  // namespace dsc
