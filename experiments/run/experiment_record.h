#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "experiments/run/cell_inputs.h"
#include "harness/ledger/provenance.h"
#include "harness/ledger/record.h"

namespace dsc {

/// results/<profile>/experiments/<id>/<cell>.json, and beside it <cell>-*.png; what a cell needs to go on
/// after a kill lies in .scratch/<cell>-<address> there.
struct ExperimentFolder {
  std::filesystem::path root;  ///< results/<profile>

  std::filesystem::path of(const std::string& experiment) const { return root / "experiments" / experiment; }
  std::filesystem::path record(const ExperimentCell& cell) const {
    return of(cell.experiment) / (cell.name + ".json");
  }
  std::filesystem::path pictures(const ExperimentCell& cell) const { return of(cell.experiment) / cell.name; }
  /// Trained networks, which cells of all experiments share; no part of the repository.
  std::filesystem::path networks() const { return root / "experiments" / ".parameters"; }
  std::filesystem::path scratch(const ExperimentCell& cell, const std::string& address) const {
    return of(cell.experiment) / ".scratch" / (cell.name + "-" + address.substr(0, 16));
  }
};

/// What a cell came to.
struct ExperimentOutcome {
  State state = State::completed;
  std::string message{};            ///< why it is not completed
  nlohmann::ordered_json result{};  ///< null unless completed
  double seconds = 0;               ///< wall time of all its processes, where it said so; else 0
};

nlohmann::ordered_json record_of(const ExperimentInputs& inputs, const ExperimentOutcome& outcome,
                                 const Provenance& provenance, const Cost& cost);

/// The record in a file, or none where there is no such file. Throws InputError where it is no record of an
/// experiment.
std::optional<nlohmann::ordered_json> read_experiment_record(const std::filesystem::path& file);

/// One cell of an experiment as it is recorded, whatever its state.
struct StoredCell {
  State state = State::completed;
  std::string message{};
  ExperimentResult result{};
  nlohmann::ordered_json inputs{};      ///< without parameters and data
  nlohmann::ordered_json provenance{};  ///< as recorded
};

/// The recorded cells of an experiment by name; empty where there are none. Throws InputError as above.
std::vector<StoredCell> stored_cells(const std::filesystem::path& results_root, const std::string& profile,
                                     const std::string& experiment);

}  // namespace dsc
