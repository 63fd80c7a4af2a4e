#pragma once

#include <string>
#include <vector>

#include "harness/ledger/profile.h"
#include "harness/ledger/selection.h"
#include "harness/ledger/record.h"

namespace dsc {

/// Where results go, what they are worth, and what computed them.
struct Setting {
  ProfileFolder folder;
  Profile profile;
  CodeDigests code;
  Build build;
};

enum class Decision { run, up_to_date, other_shard };

struct PlannedCell {
  Cell cell;
  CellInputs inputs;
  Decision decision = Decision::run;
  std::string reason;  ///< "no result yet", "inputs changed: seed", "up to date", …
};

/// Decides for each cell whether it runs, and why. A cell is up to date only if its record is completed, has
/// the address of today's inputs, and each certificate that belongs in the folder is there with the recorded
/// SHA-256.
std::vector<PlannedCell> plan_cells(const std::vector<Cell>& cells, const Shard& shard,
                                    const Setting& setting);

}  // namespace dsc
