#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "harness/exhibit.h"

/// What an experiment is: a question, the cells that answer it, and what their results say. An experiment's
/// file trains nothing: a cell is computed by the program dsc-cell, in a process of its own, from the cell's
/// parameters alone.
namespace dsc {

/// The unit of work and of storage.
struct ExperimentCell {
  std::string experiment{};  ///< id of the experiment
  std::string name{};        ///< a file name, unique in the experiment: "cifar-10-lenet5-relu-l1-seed1"
  std::string work{};        ///< what dsc-cell does: "classify", "segment", "unroll", "inspect"
  std::vector<std::string> data{};      ///< keys of the sets it reads (experiments/data/sets.h)
  nlohmann::ordered_json parameters{};  ///< everything else that changes its result, seed included
  double weight = 1;      ///< expected cost relative to the other cells: the longest start first
  std::string trained{};  ///< name of the cell of this experiment whose trained network it reads; or empty
};

/// A cell's result as it was stored.
struct ExperimentResult {
  std::string file{};  ///< below the results folder
  std::string name{};
  std::string work{};
  nlohmann::ordered_json parameters{};
  nlohmann::ordered_json result{};   ///< what the work returned
  std::vector<std::string> notes{};  ///< of the sets it read
  double seconds = 0;
};

/// A picture that is part of a report: pixels, not a plot.
struct Picture {
  std::string name{};  ///< file stem, unique in the experiment
  std::string caption{};
  /// PNG files below the results folder, of one height, shown side by side from left to right. A cell's own
  /// lie beside its result: "quick/experiments/segmentation/CELL.json" has
  /// "quick/experiments/segmentation/CELL-NAME.png".
  std::vector<std::filesystem::path> sources{};
};

/// A sentence of the paper about trained networks, held against the runs: never more than empirical.
struct EmpiricalClaim {
  std::string id{};         ///< "F1": Section 4's claims in their order
  std::string statement{};  ///< in our words, with what counts as borne out
  std::string verdict{};    ///< "borne out", "not borne out", "undecided": by these runs
  std::string finding{};    ///< the counts behind it
};

/// What the results of an experiment say, in the order in which it is read.
struct ExperimentFindings {
  std::string answer{};  ///< what the data support, a few plain sentences; says so where results are missing
  std::vector<Table> tables{};
  std::vector<Figure> figures{};
  std::vector<Picture> pictures{};
  std::vector<EmpiricalClaim> claims{};
};

/// The part of a profile that speaks of one experiment; see harness/fields/profile_table.h.
class ProfileTable;

struct Experiment {
  std::string id{};  ///< "classification"
  int position = 0;  ///< in the report
  std::string title{};
  std::string source{};    ///< the paper's tables and figures
  std::string question{};  ///< in our words
  std::string paper{};     ///< what the paper reports, in our words and its numbers
  /// The cells that a profile asks for. Throws InputError with file and line where the table is wrong.
  std::function<std::vector<ExperimentCell>(const ProfileTable&)> cells{};
  /// What the results say; a pure function, called with at least one result, those there are.
  std::function<ExperimentFindings(const std::vector<ExperimentResult>&)> findings{};
};

/// All experiments in the order of the report.
const std::vector<Experiment>& registered_experiments();

/// Registers an experiment; one such object, at the end of its file.
struct ExperimentRegistration {
  explicit ExperimentRegistration(Experiment experiment);
};

}  // namespace dsc
