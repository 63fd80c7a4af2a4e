#pragma once

#include <vector>

#include "harness/ledger/cell_report.h"
#include "harness/ledger/run_cell.h"
#include "harness/process/progress.h"

namespace dsc {

struct RunResult {
  std::vector<CellReport>
      reports;  ///< of every planned cell that is not another shard's, in the plan's order
  int up_to_date = 0;
  bool interrupted = false;
};

/// Runs what the plan says, at most `jobs` cells at once, each with its share of the processors, as run_jobs
/// does.
RunResult run_plan(const std::vector<PlannedCell>& plan, Workplace workplace, int jobs, const Screen& screen);

}  // namespace dsc
