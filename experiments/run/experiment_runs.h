#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "experiments/run/cell_program.h"
#include "experiments/run/experiment_cells.h"

namespace dsc {

/// What a run of experiments is asked for.
struct ExperimentOptions {
  std::vector<std::string> patterns{};
  std::string profile = "quick";
  std::string results = "results";
  std::string shard = "1/1";
  std::string device = "auto";  ///< auto, cpu or cuda
  std::string data{};           ///< empty: the environment's DSC_DATA
  int jobs = 0;                 ///< 0: one for each processor, or one for the accelerator
  bool dry_run = false;
};

/// Where the experiments of a program come from.
struct ExperimentSite {
  std::filesystem::path profiles{};      ///< folder of the profiles
  std::filesystem::path cell_program{};  ///< dsc-cell; empty where it was not built
  std::map<std::string, std::string> code{};
  /// Of each record: revision, build and machine.
  ledger::Provenance provenance{};
};

/// A run that was found fit to begin: options read, profile, data and program looked at.
struct PreparedExperiments {
  std::string profile{};
  bool can_run = true;  ///< false where the profile asks for cells and dsc-cell was not built
  bool dry_run = false;
  std::vector<ExperimentCell> asked{};
  std::vector<std::string> patterns{};
  CellSources sources{};
  ledger::Shard shard{};
  CellRun run{};
  ledger::Site site{};
};

/// Throws InputError on bad options, a bad profile, a missing folder, device or program.
PreparedExperiments prepare_experiments(const ExperimentOptions& options, const ExperimentSite& site,
                                        const std::vector<Experiment>& experiments);

/// How many cells came to what; those of other shards are not counted.
struct ExperimentCounts {
  int completed = 0, up_to_date = 0, failed = 0, missing = 0, without_data = 0;
  bool interrupted = false;

  int all() const { return completed + failed + missing + without_data; }
};

/// Throws InputError where a pattern matches nothing.
std::vector<ledger::Planned> plan_experiments(const PreparedExperiments& prepared);

/// Runs the trainings of the plan, then the inspections of what is trained now.
ExperimentCounts run_experiments(const PreparedExperiments& prepared,
                                 const std::vector<ledger::Planned>& plan);

}  // namespace dsc
