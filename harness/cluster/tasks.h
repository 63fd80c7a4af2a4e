#pragma once

#include <set>
#include <vector>

#include "harness/ledger/plan.h"

namespace dsc::cluster {

/// The work divided into tasks, 1 to `count`: task i computes part i of `count` of each kind of cells.
struct Tasks {
  int count = 1;
  std::set<int> first{};                       ///< those with cells that can be computed now
  std::set<int> then{};                        ///< those with cells that read what cells of other tasks train
  int all = 0, missing = 0, without_data = 0;  ///< cells
};

/// Of plans that are made for the work as a whole, one for each kind of cells. `count` 0: as many as the kind
/// of most cells has, and at most 1000, the limit of an array where Slurm was told no other.
Tasks tasks_of(const std::vector<std::vector<ledger::Planned>>& plans, int count);

}  // namespace dsc::cluster
