#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/ledger/plan.h"
#include "harness/process/scheduler.h"

namespace dsc::ledger {

/// What a cell's process leaves for its parent.
struct Output {
  State state = State::completed;
  std::string message{};  ///< why it is not completed: one line
  nlohmann::ordered_json payload{};
  /// What the program that computed it says of itself; an object.
  nlohmann::ordered_json program = nlohmann::ordered_json::object();
};

/// How the cells of one kind are computed: each in a process of its own, with a folder of scratch that
/// belongs to its address and is removed once it is completed.
struct Work {
  /// In the child: computes the cell and leaves its output in the folder, which may not be there yet.
  std::function<void(const Cell&, const std::filesystem::path& scratch, Messenger&)> compute{};
  /// In the parent: what an orderly child left. What it throws becomes a record of state failed.
  std::function<Output(const Cell&, const std::filesystem::path& scratch)> collect{};
  /// In the parent: what a child that broke complained about; may be empty.
  std::function<std::string(const std::filesystem::path& scratch)> complaint{};
  /// In the parent, once the record is stored: how the cell reads.
  std::function<JobLine(const Cell&, const Record&)> describe{};
  double time_limit_seconds = 0;
  /// A cell that is stopped may store its state in its scratch and goes on from there: it is asked to end
  /// before it is killed, and its record adds up the time of all its runs.
  bool resumes = false;
};

struct RunResult {
  struct Cell {
    const Planned* planned = nullptr;
    std::optional<Record> record{};  ///< of today's inputs; none where there is none
  };
  std::vector<Cell> cells{};  ///< all of the plan but those of other shards, in its order
  int up_to_date = 0;
  bool interrupted = false;
};

/// Where a run stores, and what is the same for all its cells.
struct Site {
  std::filesystem::path profile_folder{};
  Provenance provenance{};  ///< threads are those of each cell
  int at_once = 1;
  Terminal terminal{};
};

/// Runs what the plan says in running_order, then copies. Every cell that came to an end has a record,
/// whatever it came to; an interrupted one has none.
RunResult run(const std::vector<Planned>& plan, const Work& work, const Site& site);

/// Where a cell's process keeps what it needs, beside the record.
std::filesystem::path scratch_of(const std::filesystem::path& profile_folder, const Cell& cell);

/// A text of one line and bounded length, whatever a library threw.
std::string one_line(std::string text);

}  // namespace dsc::ledger
