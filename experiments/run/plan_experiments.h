#pragma once

#include <string>
#include <vector>

#include "experiments/run/experiment_record.h"
#include "harness/ledger/selection.h"

namespace dsc {

/// What a run of experiments is asked for.
struct ExperimentSetting {
  ExperimentFolder folder{};
  std::filesystem::path profile{};      ///< TOML file
  std::filesystem::path data_folder{};  ///< may be empty
  std::string device = "cpu";
  int threads = 1;
  std::string code{};
  Build build{};
  CellProgram program{};
};

struct PlannedExperimentCell {
  enum class Decision { run, copy, up_to_date, other_shard, no_data, waits };
  ExperimentInputs inputs{};
  Decision decision = Decision::run;
  std::string reason{};  ///< "no result yet", "up to date", "inputs changed: …", "same as …", "waits for …"
  double time_limit_seconds = 0;
  std::size_t same_as = 0;  ///< of a copy: which cell of the plan computes the same from the same inputs
};

/// The time limit and the cells that the profile asks for. Throws InputError with file and line.
struct AskedCells {
  std::vector<ExperimentCell> cells{};
  double time_limit_seconds = 0;
};
AskedCells cells_of_profile(const std::filesystem::path& profile, const std::vector<Experiment>& experiments);

/// The chosen cells with what becomes of each. Patterns are globs over "experiment/cell" or, without a slash,
/// over the experiment's id; `-PATTERN` excludes. Throws InputError where a pattern matches nothing.
std::vector<PlannedExperimentCell> plan_experiments(const AskedCells& asked,
                                                    const std::vector<std::string>& patterns,
                                                    const Shard& shard, const ExperimentSetting& setting);

}  // namespace dsc
