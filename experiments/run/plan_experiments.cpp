#include "experiments/run/plan_experiments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "experiments/run/profile_table.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace {

using Decision = PlannedExperimentCell::Decision;
using nlohmann::ordered_json;

toml::table parse(const std::filesystem::path& file) {
  try {
    return toml::parse(read_bytes(file, 1u << 20), file.string());
  } catch (const toml::parse_error& error) {
    throw InputError(file.string(), fmt::format("line {}", error.source().begin.line), "TOML",
                     std::string(error.description()));
  }
}

/// The name becomes a file's.
void check_name(const ExperimentCell& cell) {
  const bool plain =
      !cell.name.empty() && cell.name.size() <= 100 &&
      std::all_of(cell.name.begin(), cell.name.end(),
                  [](unsigned char c) {
                    return (c < 128 && std::isalnum(c) != 0) || c == '-' || c == '.' || c == '_';
                  }) &&
      cell.name.front() != '.' && cell.name.front() != '-';
  if (!plain) throw std::logic_error("a cell of " + cell.experiment + " named " + cell.name);
}

std::vector<std::string> changed(const ordered_json& before, const ordered_json& now) {
  std::vector<std::string> names;
  for (const auto& [key, value] : now.items()) {
    const auto found = before.find(key);
    if (found == before.end() || nlohmann::json(*found) != nlohmann::json(value)) names.push_back(key);
  }
  return names;
}

/// Why the cell must run; empty where its record is up to date.
std::string reason_to_run(const ExperimentFolder& folder, const ExperimentInputs& inputs) {
  std::optional<ordered_json> record;
  try {
    record = read_experiment_record(folder.record(inputs.cell));
  } catch (const InputError&) {
    return "previous record unreadable";
  }
  if (!record) return "no result yet";
  if (record->at("state") != to_string(State::completed)) {
    return "previous run " +
           std::string(record->at("state") == to_string(State::failed) ? "failed" : "timed out");
  }
  if (record->at("address") == address_of(inputs)) return "";
  return fmt::format("inputs changed: {}", fmt::join(changed(record->at("inputs"), to_json(inputs)), ", "));
}

/// The states of the sets that cells name, each found out once.
class Sets {
 public:
  explicit Sets(std::filesystem::path root) : root_(std::move(root)) {}
  const SetState& of(const std::string& name) {
    auto found = states_.find(name);
    if (found == states_.end()) found = states_.emplace(name, state_of_set(name, root_)).first;
    return found->second;
  }

 private:
  std::filesystem::path root_;
  std::map<std::string, SetState> states_;
};

/// SHA-256 of the network that another cell trained, as its record has it; empty where there is none yet.
std::string network_of(const ExperimentCell& cell, const ExperimentFolder& folder) {
  try {
    const auto record = read_experiment_record(folder.of(cell.experiment) / (cell.trained + ".json"));
    if (!record || record->at("state") != to_string(State::completed)) return "";
    return record->at("result").value("parameters_sha256", "");
  } catch (const InputError&) {
    return "";
  }
}

PlannedExperimentCell plan_cell(const ExperimentCell& cell, const ExperimentSetting& setting, Sets& sets) {
  PlannedExperimentCell planned;
  planned.inputs = {.cell = cell,
                    .code = setting.code,
                    .device = setting.device,
                    .threads = setting.threads,
                    .build = setting.build,
                    .program = setting.program};
  for (const std::string& name : cell.data) {
    const SetState& state = sets.of(name);
    if (!state.found) {
      planned.decision = Decision::no_data;
      planned.reason = fmt::format("{} not found: {}", name, state.remedy);
      return planned;
    }
    planned.inputs.data[name] = state;
  }
  if (!cell.trained.empty()) {
    planned.inputs.trained = network_of(cell, setting.folder);
    if (planned.inputs.trained.empty()) {
      planned.decision = Decision::waits;
      planned.reason = "waits for " + cell.experiment + "/" + cell.trained;
      return planned;
    }
  }
  planned.reason = reason_to_run(setting.folder, planned.inputs);
  if (planned.reason.empty()) {
    planned.decision = Decision::up_to_date;
    planned.reason = "up to date";
  }
  return planned;
}

/// Experiments may ask for one training twice: it is run for the first and copied for the others.
void find_copies(std::vector<PlannedExperimentCell>& plan) {
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    PlannedExperimentCell& planned = plan[i];
    if (planned.decision != Decision::run && planned.decision != Decision::up_to_date) continue;
    const auto [place, is_new] = first.emplace(to_json(planned.inputs).dump(), i);
    if (is_new || planned.decision == Decision::up_to_date) continue;
    const ExperimentCell& other = plan[place->second].inputs.cell;
    planned.decision = Decision::copy;
    planned.same_as = place->second;
    planned.reason = "same as " + other.experiment + "/" + other.name;
  }
}

}  // namespace

AskedCells cells_of_profile(const std::filesystem::path& profile,
                            const std::vector<Experiment>& experiments) {
  const toml::table root = parse(profile);
  const toml::table* table = root["experiments"].as_table();
  AskedCells asked;
  if (table == nullptr) return asked;
  std::set<std::string> known = {"time_limit_seconds"};
  for (const Experiment& experiment : experiments) known.insert(experiment.id);
  for (const auto& [key, value] : *table) {
    if (!known.contains(std::string(key.str()))) {
      throw InputError(profile.string(), fmt::format("line {}", key.source().begin.line),
                       fmt::format("one of {}", fmt::join(known, ", ")), std::string(key.str()));
    }
  }
  asked.time_limit_seconds = ProfileTable(*table, profile.string()).number("time_limit_seconds", 1, 1e7);
  for (const Experiment& experiment : experiments) {
    const toml::node* const node = table->get(experiment.id);
    if (node == nullptr) continue;
    if (!node->is_table()) {
      throw InputError(profile.string(), fmt::format("line {}", node->source().begin.line),
                       "a table [experiments." + experiment.id + "]", "another type");
    }
    const ProfileTable own(*node->as_table(), profile.string());
    std::set<std::string> names;
    for (const ExperimentCell& cell : experiment.cells(own)) {
      check_name(cell);
      if (!names.insert(cell.name).second)
        throw std::logic_error("two cells of " + experiment.id + " named " + cell.name);
      asked.cells.push_back(cell);
    }
    own.finish();
  }
  return asked;
}

std::vector<PlannedExperimentCell> plan_experiments(const AskedCells& asked,
                                                    const std::vector<std::string>& patterns,
                                                    const Shard& shard, const ExperimentSetting& setting) {
  std::vector<CellName> names;
  for (const ExperimentCell& cell : asked.cells)
    names.push_back({cell.experiment, cell.experiment + "/" + cell.name});
  const std::vector<bool> chosen = select_names(names, patterns);
  Sets sets(setting.data_folder);
  std::vector<PlannedExperimentCell> plan;
  int position = 0;
  for (std::size_t i = 0; i < asked.cells.size(); ++i) {
    if (!chosen[i]) continue;
    plan.push_back(plan_cell(asked.cells[i], setting, sets));
    plan.back().time_limit_seconds = asked.time_limit_seconds;
    if (position++ % shard.count != shard.index - 1) {
      plan.back().decision = Decision::other_shard;
      plan.back().reason = "other shard";
    }
  }
  find_copies(plan);
  return plan;
}

}  // namespace dsc
