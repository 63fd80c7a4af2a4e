#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "harness/ledger/plan.h"

namespace dsc {

/// What a cell needs besides its plan.
struct Workplace {
  Setting setting;
  Provenance provenance;
  std::filesystem::path checker;  ///< dsc-check
};

/// Runs a cell in this process: computes the outcome, writes the certificates, has the checker read them,
/// writes the record. Whatever the claim throws becomes a record of state failed; so does evidence without a
/// certificate that the checker accepts. `storing` is called once, before the first write.
void run_cell(const PlannedCell& planned, const Workplace& workplace, const Progress& progress,
              const std::function<void()>& storing);

/// Records that a cell came to nothing: its process was killed or crashed.
void record_loss(const PlannedCell& planned, const Workplace& workplace, State state,
                 const std::string& message, const Cost& cost);

}  // namespace dsc
