#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "harness/ledger/record.h"
#include "harness/ledger/select.h"

namespace dsc::ledger {

enum class Decision {
  run,
  copy,  ///< another cell of the plan has the same inputs: its record is copied
  up_to_date,
  other_shard,
  waits,    ///< its inputs are not known before another cell has run
  obstacle  ///< it cannot run here, as where its data is missing
};

struct Planned {
  Cell cell{};
  Decision decision = Decision::run;
  std::string reason{};     ///< "no result yet", "inputs changed: seed", "up to date", …
  std::size_t same_as = 0;  ///< of a copy: which cell of the plan has the same inputs

  std::string address() const { return address_of(cell.inputs); }
};

/// What else a kind of cell asks of its records before they count: why one does not, else empty.
using Audit = std::function<std::string(const Record&)>;

/// Decides for each cell whether it runs, and why. A cell is up to date only if its record is completed, has
/// today's inputs, does not contradict itself, and stands the audit. A record of older code is evidence, but
/// a run replaces it. Cells without a record of their own run once for equal inputs.
std::vector<Planned> plan(const std::vector<Cell>& cells, const Shard& shard,
                          const std::filesystem::path& profile_folder, const Audit& audit = {});

/// The cells to run: the heaviest first, of equal ones those of an earlier round.
std::vector<const Planned*> running_order(const std::vector<Planned>& plan);

/// One line for each cell, "T2.1/check  run  no result yet", and one that counts.
void print_plan(const std::vector<Planned>& plan);

}  // namespace dsc::ledger
