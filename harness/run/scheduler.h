#pragma once

#include <vector>

#include "harness/run/run_cell.h"
#include "harness/run/view.h"

namespace dsc {

struct RunResult {
  std::vector<CellReport>
      reports;  ///< of every planned cell that is not another shard's, in the plan's order
  int up_to_date = 0;
  bool interrupted = false;
};

/// Runs what the plan says, at most `jobs` cells at once, each in a process of its own that gets its share of
/// the processors and is killed at the profile's time limit. SIGINT, SIGTERM and SIGHUP stop it: cells that
/// are writing finish, the others are killed and leave nothing; a second signal kills all. This process stays
/// single-threaded.
RunResult run_plan(const std::vector<PlannedCell>& plan, Workplace workplace, int jobs, const Screen& screen);

}  // namespace dsc
