#include "experiments/run/experiment_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
namespace {

constexpr int kSchema = 1;

State state_of(const std::string& text, const std::string& file) {
  for (const State state : {State::completed, State::failed, State::timed_out}) {
    if (to_string(state) == text) return state;
  }
  throw InputError(file, "state", "completed, failed or timed_out", text);
}

const ordered_json& field(const ordered_json& parent, const std::string& key, ordered_json::value_t type,
                          const std::string& file) {
  const auto found = parent.find(key);
  if (found == parent.end()) throw InputError(file, "", "the key \"" + key + "\"", "no such key");
  if (found->type() != type) {
    throw InputError(file, key, std::string("a value of type ") + ordered_json(type).type_name(),
                     found->type_name());
  }
  return *found;
}

}  // namespace

ordered_json record_of(const ExperimentInputs& inputs, const ExperimentOutcome& outcome,
                       const Provenance& provenance, const Cost& cost) {
  ordered_json notes = ordered_json::object();
  for (const auto& [name, state] : inputs.data) notes[name] = state.note;
  return {{"schema", kSchema},
          {"cell", inputs.cell.experiment + "/" + inputs.cell.name},
          {"address", address_of(inputs)},
          {"state", to_string(outcome.state)},
          {"message", outcome.message},
          {"inputs", to_json(inputs)},
          {"notes", notes},
          {"result", outcome.result},
          {"provenance",
           {{"git_revision", provenance.revision.commit},
            {"git_dirty", provenance.revision.dirty},
            {"cpu", provenance.cpu},
            {"cores", provenance.cores},
            {"started", utc_text(cost.started)},
            {"seconds", outcome.seconds > 0 ? outcome.seconds : cost.seconds},
            {"peak_memory_bytes", cost.peak_memory_bytes}}}};
}

std::optional<ordered_json> read_experiment_record(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const std::string name = file.string();
  ordered_json record;
  try {
    record = ordered_json::parse(read_bytes(file));
  } catch (const ordered_json::parse_error& fault) {
    throw InputError(name, fmt::format("byte {}", fault.byte), "a JSON object", "another text");
  }
  if (!record.is_object()) throw InputError(name, "", "a JSON object", record.type_name());
  using Type = ordered_json::value_t;
  if (field(record, "schema", Type::number_unsigned, name) != kSchema) {
    throw InputError(name, "schema", fmt::format("{}", kSchema), record.at("schema").dump());
  }
  for (const char* key : {"cell", "address", "state", "message"}) field(record, key, Type::string, name);
  for (const char* key : {"inputs", "notes", "provenance"}) field(record, key, Type::object, name);
  field(record.at("inputs"), "parameters", Type::object, name);
  if (!record.at("provenance").contains("seconds") || !record.at("provenance").at("seconds").is_number()) {
    throw InputError(name, "provenance", "a number of seconds", "none");
  }
  const State state = state_of(record.at("state").get<std::string>(), name);
  if (state == State::completed) field(record, "result", Type::object, name);
  for (const auto& [set, note] : record.at("notes").items()) {
    if (!note.is_string()) throw InputError(name, "notes", "a text for " + set, note.type_name());
  }
  return record;
}

std::vector<StoredCell> stored_cells(const fs::path& results_root, const std::string& profile,
                                     const std::string& experiment) {
  const fs::path below = fs::path(profile) / "experiments" / experiment;
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(results_root / below, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<StoredCell> cells;
  for (const fs::path& file : files) {
    const auto record = read_experiment_record(file);
    if (!record) continue;
    StoredCell cell;
    cell.state = state_of(record->at("state").get<std::string>(), file.string());
    cell.message = record->at("message").get<std::string>();
    cell.result.file = (below / file.filename()).generic_string();
    cell.result.name = file.stem().string();
    cell.result.work = record->at("inputs").value("work", "");
    cell.result.parameters = record->at("inputs").at("parameters");
    cell.inputs = record->at("inputs");
    cell.inputs.erase("parameters");
    cell.inputs.erase("data");
    cell.provenance = record->at("provenance");
    if (record->contains("result")) cell.result.result = record->at("result");
    for (const auto& [set, note] : record->at("notes").items()) {
      if (!note.get<std::string>().empty()) cell.result.notes.push_back(set + ": " + note.get<std::string>());
    }
    cell.result.seconds = record->at("provenance").at("seconds").get<double>();
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace dsc
