#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/ledger/cell.h"
#include "harness/ledger/provenance.h"

namespace dsc::ledger {

inline constexpr int kRecordSchema = 2;

enum class State { completed, failed, timed_out };
std::string to_string(State state);

/// How a record stands to what a run of today would compute.
enum class Freshness {
  current,      ///< the same inputs
  older_code,   ///< they differ in the code alone: evidence still, and shown as such
  other_inputs  ///< they differ in more
};

/// What is stored of a cell. Whatever it came to, there is one.
struct Record {
  std::string file{};  ///< where it lies, below the profile's folder; not part of what is written
  std::string cell{};
  std::string address{};
  State state = State::completed;
  std::string message{};             ///< why it is not completed
  nlohmann::ordered_json inputs{};   ///< as Cell::inputs
  nlohmann::ordered_json payload{};  ///< what the work yields; null where it yielded nothing
  Provenance provenance{};
  /// Set by reading: in what way the record contradicts itself, else empty. A record closes with the SHA-256
  /// of all before it, and its address is that of its inputs; a change by another hand shows.
  std::string contradiction{};
};

nlohmann::ordered_json to_json(const Record& record);

/// Throws InputError naming file and place where it is no record. One that contradicts itself is a record.
Record record_from(const Field& field);

Freshness freshness(const Record& record, const nlohmann::ordered_json& inputs);

/// Names of the inputs that differ; "code" comes first.
std::vector<std::string> changed_inputs(const nlohmann::ordered_json& before,
                                        const nlohmann::ordered_json& now);

/// The record in results/<profile>/<file>, or none where there is no such file. Throws InputError as above.
std::optional<Record> read_record(const std::filesystem::path& profile_folder, const std::string& file);

/// Replaces the file at once and durably. Text that is no UTF-8 gets U+FFFD in place of what is wrong.
void write_record(const std::filesystem::path& profile_folder, const Record& record);

/// The folders of profiles by name: those in a results folder, or the given folder itself, without a name,
/// where it is one. Throws InputError where there is none.
std::map<std::string, std::filesystem::path> profile_folders(const std::filesystem::path& results);

/// Every record file, relative to the profile's folder, sorted: those of a subfolder ("claims",
/// "experiments/unrolled"), or all.
std::vector<std::string> record_files(const std::filesystem::path& profile_folder,
                                      const std::string& subfolder = "");

/// The records of these files. Throws InputError at the first that is none, and where a file's name is not
/// that of its cell.
std::vector<Record> read_records(const std::filesystem::path& profile_folder,
                                 const std::string& subfolder = "");

}  // namespace dsc::ledger
