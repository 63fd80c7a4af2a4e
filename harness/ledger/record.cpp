#include "harness/ledger/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc::ledger {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

constexpr std::array<std::pair<State, const char*>, 3> kStates{
    {{State::completed, "completed"}, {State::failed, "failed"}, {State::timed_out, "timed_out"}}};

std::string dumped(const ordered_json& value, int indent) {
  return value.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

/// Of all members but the last, which holds it.
std::string digest_of(ordered_json record) {
  record.erase("sha256");
  return sha256_hex(dumped(record, -1));
}

State state_from(const Field& field) {
  const std::string name = field.text();
  for (const auto& [state, word] : kStates) {
    if (name == word) return state;
  }
  field.reject("completed, failed or timed_out");
}

std::string contradiction_of(const ordered_json& whole, const Record& record) {
  if (whole.at("sha256") != digest_of(whole)) return "its content is not what was written (SHA-256)";
  if (record.address != address_of(record.inputs)) return "its address is not that of its inputs";
  return "";
}

}  // namespace

std::string address_of(const ordered_json& inputs) {
  return sha256_hex(nlohmann::json(inputs).dump());  // the sorted kind: one text for one value
}

std::string to_string(State state) {
  for (const auto& [known, word] : kStates) {
    if (known == state) return word;
  }
  throw std::logic_error("a state without a name");
}

ordered_json to_json(const Record& record) {
  ordered_json json = {{"schema", kRecordSchema},   {"cell", record.cell},
                       {"address", record.address}, {"state", to_string(record.state)},
                       {"message", record.message}, {"inputs", record.inputs},
                       {"payload", record.payload}, {"provenance", to_json(record.provenance)}};
  json = ordered_json::parse(
      dumped(json, -1));  // so that bytes that are no UTF-8 are replaced before they count
  json["sha256"] = digest_of(json);
  return json;
}

Record record_from(const Field& field) {
  if (field["schema"].count() != kRecordSchema)
    field["schema"].reject(fmt::format("schema {}", kRecordSchema));
  Record record;
  record.cell = field["cell"].text();
  record.address = field["address"].sha256();
  record.state = state_from(field["state"]);
  record.message = field["message"].text();
  record.inputs = field["inputs"].object();
  field["inputs"]["code"].text();
  record.payload = field["payload"].value();
  if (record.state == State::completed) field["payload"].object();
  record.provenance = provenance_from(field["provenance"]);
  field["sha256"].sha256();
  record.contradiction = contradiction_of(field.value(), record);
  return record;
}

std::vector<std::string> changed_inputs(const ordered_json& before, const ordered_json& now) {
  std::vector<std::string> names;
  const nlohmann::json left(before), right(now);
  for (const auto& [key, value] : right.items()) {
    const auto found = left.find(key);
    if (found == left.end() || *found != value) names.push_back(key);
  }
  for (const auto& [key, value] : left.items()) {
    if (!right.contains(key)) names.push_back(key);
  }
  std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name == "code"; });
  return names;
}

Freshness freshness(const Record& record, const ordered_json& inputs) {
  const std::vector<std::string> changed = changed_inputs(record.inputs, inputs);
  if (changed.empty()) return Freshness::current;
  return changed == std::vector<std::string>{"code"} ? Freshness::older_code : Freshness::other_inputs;
}

std::optional<Record> read_record(const fs::path& profile_folder, const std::string& file) {
  std::error_code error;
  if (!fs::exists(profile_folder / file, error)) return std::nullopt;
  Record record = record_from(Field::json(profile_folder / file, std::uintmax_t{256} << 20));
  record.file = file;
  return record;
}

void write_record(const fs::path& profile_folder, const Record& record) {
  write_atomically(profile_folder / record.file, dumped(to_json(record), 1) + "\n");
}

std::map<std::string, fs::path> profile_folders(const fs::path& results) {
  std::error_code error;
  const auto is_one = [&](const fs::path& folder) {
    return fs::is_directory(folder / "claims", error) || fs::is_directory(folder / "experiments", error);
  };
  if (is_one(results)) return {{"", results}};
  std::map<std::string, fs::path> folders;
  for (const auto& entry : fs::directory_iterator(results, error)) {
    if (is_one(entry.path())) folders.emplace(entry.path().filename().string(), entry.path());
  }
  if (folders.empty()) {
    throw InputError(results.string(), "", "a folder of results (one that holds <profile>/claims or claims)",
                     fs::exists(results, error) ? "none" : "no such folder");
  }
  return folders;
}

std::vector<std::string> record_files(const fs::path& profile_folder, const std::string& subfolder) {
  std::vector<std::string> files;
  const auto add = [&](const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(profile_folder / folder, error)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".json") && name.front() != '.') files.push_back((folder / name).generic_string());
    }
  };
  if (!subfolder.empty()) {
    add(subfolder);
  } else {
    add("claims");
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(profile_folder / "experiments", error)) {
      const fs::path name = entry.path().filename();
      if (name.string().front() != '.') add(fs::path("experiments") / name);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Record> read_records(const fs::path& profile_folder, const std::string& subfolder) {
  std::vector<Record> records;
  for (const std::string& file : record_files(profile_folder, subfolder)) {
    auto record = read_record(profile_folder, file);
    if (!record) continue;
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace dsc::ledger
