#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/fields/field.h"
#include "harness/process/scheduler.h"

namespace dsc::ledger {

/// State of the source tree.
struct Revision {
  std::string commit = "unknown";  ///< where there is no git or no repository
  bool dirty = true;               ///< uncommitted changes outside results/ and reports/, or unknown
};

/// Asks git about the tree that the program was built from.
Revision revision_of(const std::filesystem::path& source_tree);

/// How the program was built and what it runs with.
struct Build {
  std::string compiler{};
  std::string flags{};
  std::map<std::string, std::string> libraries{};  ///< name to version
};

/// The processor, by /proc/cpuinfo: the name alone does not tell two microarchitectures apart. Empty where it
/// does not say.
struct Machine {
  std::string cpu{}, family{}, model{}, stepping{};
  std::string flags_sha256{};  ///< of the line of instruction sets
  int cores = 0;
};

Machine this_machine();

/// Where a result comes from: what a reader needs to judge it and is no input of it.
struct Provenance {
  Revision revision{};
  Build build{};
  Machine machine{};
  std::string device = "cpu";
  int threads = 0;
  std::string started{};  ///< UTC, of the last run
  double seconds = 0;     ///< wall time over all runs of a cell that was resumed
  int runs = 1;
  std::int64_t peak_memory_bytes = 0;
  /// What the program that computed the cell says of itself (instruction set, TF32, …); may be empty.
  nlohmann::ordered_json program = nlohmann::ordered_json::object();
  std::string copied_from{};  ///< the cell that computed the same from the same inputs; else empty
};

nlohmann::ordered_json to_json(const Provenance& provenance);

/// Throws InputError where a member is missing or wrong.
Provenance provenance_from(const Field& field);

/// "2026-09-30T12:34:56Z"
std::string utc_text(std::chrono::system_clock::time_point time);

}  // namespace dsc::ledger
