#include <fmt/format.h>

#include <set>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/ledger/record.h"

namespace dsc {

using nlohmann::ordered_json;
using Type = ordered_json::value_t;

namespace {

/// The parts of a record that the harness itself relies on.
class Inspector {
 public:
  explicit Inspector(std::string file) : file_(std::move(file)) {}

  void record(const ordered_json& record) const {
    object(record, "the record");
    if (field(record, "schema") != kRecordSchema) {
      throw InputError(file_, "schema", fmt::format("{}", kRecordSchema), record.at("schema").dump());
    }
    for (const char* key : {"cell", "address", "state", "message"}) text(record, key);
    const std::string state = record.at("state").get<std::string>();
    if (!std::set<std::string>{"completed", "failed", "timed_out"}.contains(state)) {
      throw InputError(file_, "state", "completed, failed or timed_out", state);
    }
    truth(record, "as_expected");
    for (const char* key : {"claim", "verdict", "inputs", "provenance"}) object(field(record, key), key);
    for (const char* key : {"printed", "repaired", "overall"}) {
      const ordered_json& verdict = field(record.at("verdict"), key);
      if (!verdict.is_null()) text(record.at("verdict"), key);
    }
    if (!field(record.at("provenance"), "seconds").is_number()) wrong("seconds", "a number");
    evidence(record);
    numbers(record);
  }

 private:
  void evidence(const ordered_json& record) const {
    if (!field(record, "evidence").is_array()) wrong("evidence", "a list");
    for (const ordered_json& item : record.at("evidence")) {
      object(item, "evidence");
      const ordered_json& certificate = field(item, "certificate");
      if (certificate.is_null()) continue;
      object(certificate, "certificate");
      text(certificate, "file");
      text(certificate, "sha256");
      truth(certificate, "committed");
      truth(certificate, "accepted");
    }
  }

  void numbers(const ordered_json& record) const {
    if (!field(record, "numbers").is_array()) wrong("numbers", "a list");
    for (const ordered_json& item : record.at("numbers")) {
      object(item, "numbers");
      text(item, "name");
      text(item, "value");
    }
  }

  const ordered_json& field(const ordered_json& parent, const std::string& key) const {
    const auto found = parent.find(key);
    if (found == parent.end()) throw InputError(file_, "", "the key \"" + key + "\"", "no such key");
    return *found;
  }
  void text(const ordered_json& parent, const std::string& key) const {
    if (!field(parent, key).is_string()) wrong(key, "a string");
  }
  void truth(const ordered_json& parent, const std::string& key) const {
    if (!field(parent, key).is_boolean()) wrong(key, "true or false");
  }
  void object(const ordered_json& value, const std::string& key) const {
    if (!value.is_object()) wrong(key, "an object");
  }
  [[noreturn]] void wrong(const std::string& key, const std::string& expected) const {
    throw InputError(file_, key, expected, "another type");
  }

  std::string file_;
};

ordered_json parse(const std::string& file, const std::string& bytes) {
  try {
    return ordered_json::parse(bytes);
  } catch (const ordered_json::parse_error& error) {
    throw InputError(file, fmt::format("byte {}", error.byte), "JSON",
                     error.byte > bytes.size() ? "the end of the file" : "something else");
  }
}

}  // namespace

std::optional<ordered_json> read_record(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  ordered_json record = parse(file.string(), read_bytes(file));
  Inspector(file.string()).record(record);
  return record;
}

}  // namespace dsc
