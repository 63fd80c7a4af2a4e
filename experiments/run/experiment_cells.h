#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "harness/ledger/cell.h"
#include "harness/ledger/profile.h"

namespace dsc {

/// The cells that a profile asks for, and the time limit of each.
struct AskedCells {
  std::vector<ExperimentCell> cells{};
  double time_limit_seconds = 0;
};

/// Throws InputError with file and line.
AskedCells cells_of_profile(const ledger::Profile& profile, const std::vector<Experiment>& experiments);

/// SHA-256 of the code behind a work of dsc-cell: of the file experiments/…/<work>.cpp, see
/// harness/ledger/code_digest.h. Throws std::logic_error where there is none.
std::string code_of_work(const std::map<std::string, std::string>& code, const std::string& work);

/// What makes an experiment's cells rows of the ledger.
struct CellSources {
  std::map<std::string, std::string> code{};
  std::filesystem::path data_folder{};     ///< may be empty
  std::filesystem::path profile_folder{};  ///< of the results: what was trained is known from its record
  std::string device = "cpu";
};

/// The cells in the same order. Those whose data is not there have that as their obstacle; those that read a
/// network which is not trained yet wait for it.
std::vector<ledger::Cell> ledger_cells(const std::vector<ExperimentCell>& cells, const CellSources& sources);

}  // namespace dsc
