#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/ledger/address.h"
#include "harness/ledger/cell.h"
#include "harness/ledger/certificate_files.h"
#include "harness/ledger/provenance.h"

/// The record of a cell: one JSON object, written last, so that what it names exists.
namespace dsc {

inline constexpr int kRecordSchema = 1;

enum class State { completed, failed, timed_out };

std::string to_string(State state);

/// What a run of a cell came to.
struct Findings {
  State state = State::completed;
  std::string message;  ///< why it is not completed
  Outcome outcome;
  std::vector<StoredCertificate> certificates;  ///< one for each item of evidence, or empty
};

/// A check is as expected if both wordings get their expected verdict, a control if the printed form is
/// refuted; either needs the state completed, evidence, and every certificate accepted.
bool as_expected(const Cell& cell, const Findings& findings);

/// The verdict a person reads in one word: a check's overall verdict, a control's on the printed form.
Verdict headline(const Cell& cell, const Outcome& outcome);

/// Throws std::runtime_error where a number of the findings is not finite: JSON has no word for it.
nlohmann::ordered_json record_of(const Cell& cell, const CellInputs& inputs, const Findings& findings,
                                 const Provenance& provenance, const Cost& cost);

/// Writes the record whole, then removes certificates it does not name.
void store_record(const ProfileFolder& folder, const Cell& cell, const Findings& findings,
                  const nlohmann::ordered_json& record);

/// The record in a file, or none where there is no such file. Throws InputError where it is no record of this
/// schema; `place` of the message is the byte.
std::optional<nlohmann::ordered_json> read_record(const std::filesystem::path& file);

/// The record files of a profile's folder, sorted by name; empty where there are none.
std::vector<std::filesystem::path> record_files(const std::filesystem::path& profile_folder);

}  // namespace dsc
