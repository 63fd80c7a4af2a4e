#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/claim.h"
#include "harness/ledger/record.h"

/// The result records of a profile, read into types. Whatever does not fit the schema is an InputError.
namespace dsc::reporting {

struct Certificate {
  std::string file;  ///< below results/<profile>
  std::string sha256;
  std::uint64_t bytes = 0;
  bool committed = false;
  bool accepted = false;
  std::string
      fault;  ///< why a committed one cannot be linked: empty where the file is there, of the right size
};

struct Finding {
  Form form = Form::printed;
  Scope scope = Scope::one_signal;
  bool violated = false;
  std::string instance, finding;
  std::optional<double> tightness;
  std::optional<Certificate> certificate;  ///< none where the run ended before it was written
};

/// What the claim's own file says about it.
struct ClaimText {
  std::string id, title, source, statement, latex, reading, repair, instances, falsified, subject, file;
  int position = 0;
  std::string expected_printed;
  std::optional<std::string> expected_repaired;
};

struct Inputs {
  std::string profile, code;
  std::uint64_t seed = 0, samples = 0, search_steps = 0, enumeration = 0;
  std::vector<std::pair<std::string, std::string>> libraries;
};

struct Provenance {
  std::string git_revision, compiler, flags, cpu, device, started;
  bool git_dirty = false;
  std::uint64_t cores = 0, threads = 0, peak_memory_bytes = 0;
  double seconds = 0, check_seconds = 0;
};

/// One cell: the check of a claim, or its control.
struct Record {
  std::string file;  ///< below the results folder, "quick/claims/T2.1.json"
  std::string address;
  State state = State::completed;
  std::string message;
  ClaimText claim;
  std::string printed, repaired, overall;  ///< verdicts; empty where there is none
  bool as_expected = false;
  std::optional<double> tightness;
  std::vector<Finding> findings;
  std::vector<std::pair<std::string, std::string>> numbers;
  std::vector<Table> tables;
  std::vector<Figure> figures;
  Inputs inputs;
  Provenance provenance;
};

/// A claim with what is recorded of it.
struct Entry {
  ClaimText claim;
  std::optional<Record> check, control;
};

/// Every claim of `results_root/<profile>/claims`, in reading order.
/// Throws InputError on an unreadable record, or where there is none.
std::vector<Entry> read_entries(const std::filesystem::path& results_root, const std::string& profile);

/// reads_before for claims as they are recorded.
bool in_reading_order(const ClaimText& a, const ClaimText& b);

}  // namespace dsc::reporting
