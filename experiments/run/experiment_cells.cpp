#include "experiments/run/experiment_cells.h"

#include <fmt/format.h>

#include <set>
#include <stdexcept>

#include "experiments/data/sets.h"
#include "harness/error.h"
#include "harness/fields/profile_table.h"
#include "harness/ledger/record.h"

namespace dsc {
namespace {

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
  std::map<std::string, SetState> states_{};
};

/// SHA-256 of the network that another cell trained, as its record has it; empty where there is none yet.
std::string trained_network(const std::string& cell, const std::filesystem::path& profile_folder) {
  try {
    const auto record = ledger::read_record(profile_folder, "experiments/" + cell + ".json");
    if (!record || record->state != ledger::State::completed) return "";
    const auto digest = Field::value_of(record->payload, record->file)["result"].find("parameters_sha256");
    return digest ? digest->text() : "";
  } catch (const InputError&) {
    return "";
  }
}

ledger::Cell ledger_cell(const ExperimentCell& cell, const CellSources& sources, Sets& sets) {
  ledger::Cell result{.row = cell.experiment,
                      .name = cell.experiment + "/" + cell.name,
                      .file = "experiments/" + cell.experiment + "/" + cell.name + ".json",
                      .weight = cell.weight,
                      .round = cell.parameters.value("seed", 0)};
  nlohmann::ordered_json data = nlohmann::ordered_json::object();
  for (const std::string& name : cell.data) {
    const SetState& state = sets.of(name);
    data[name] = state.sha256;
    if (!state.found && result.obstacle.empty()) {
      result.obstacle = fmt::format("{} not found: {}", name, state.remedy);
    }
  }
  result.inputs = {{"work", cell.work},
                   {"parameters", cell.parameters},
                   {"data", data},
                   {"code", code_of_work(sources.code, cell.work)},
                   {"device", sources.device}};
  if (!cell.trained.empty()) {
    const std::string trained = cell.experiment + "/" + cell.trained;
    result.inputs["trained"] = trained_network(trained, sources.profile_folder);
    if (result.inputs["trained"] == "") result.waits_for = trained;
  }
  return result;
}

}  // namespace

AskedCells cells_of_profile(const ledger::Profile& profile, const std::vector<Experiment>& experiments) {
  AskedCells asked;
  const auto table = profile.tables.find("experiments");
  if (!table) return asked;
  std::vector<std::string> known = {"time_limit_seconds"};
  for (const Experiment& experiment : experiments) known.push_back(experiment.id);
  table->allow_only(known);
  asked.time_limit_seconds = (*table)["time_limit_seconds"].number(1, 1e7);
  for (const Experiment& experiment : experiments) {
    const auto own = table->find(experiment.id);
    if (!own) continue;
    const ProfileTable settings(*own);
    std::set<std::string> names;
    for (const ExperimentCell& cell : experiment.cells(settings)) {
      if (!names_a_file(cell.name)) {
        throw std::logic_error("a cell of " + cell.experiment + " named " + cell.name);
      }
      if (!names.insert(cell.name).second) {
        throw std::logic_error("two cells of " + experiment.id + " named " + cell.name);
      }
      asked.cells.push_back(cell);
    }
    settings.finish();
  }
  return asked;
}

std::string code_of_work(const std::map<std::string, std::string>& code, const std::string& work) {
  for (const auto& [file, digest] : code) {
    if (file.starts_with("experiments/") && std::filesystem::path(file).stem() == work) return digest;
  }
  throw std::logic_error("no digest of the code of the work " + work);
}

std::vector<ledger::Cell> ledger_cells(const std::vector<ExperimentCell>& cells, const CellSources& sources) {
  Sets sets(sources.data_folder);
  std::vector<ledger::Cell> all;
  for (const ExperimentCell& cell : cells) all.push_back(ledger_cell(cell, sources, sets));
  return all;
}

}  // namespace dsc
