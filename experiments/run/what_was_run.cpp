#include "experiments/run/what_was_run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

namespace dsc {
namespace {

using nlohmann::ordered_json;

std::string shown(const std::string& key, const ordered_json& value) {
  if ((key == "images" || key == "test_images") && value == 0) return "all";
  if (value.is_number()) return fmt::format("{:g}", value.get<double>());
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The values that cells hold, each once: numbers by size, texts by the alphabet.
std::vector<std::string> values_of(const std::vector<StoredCell>& cells, const std::string& key) {
  std::set<nlohmann::json> values;
  for (const StoredCell& cell : cells) {
    const auto found = cell.result.parameters.find(key);
    if (found != cell.result.parameters.end()) values.insert(*found);
  }
  std::vector<std::string> texts;
  for (const nlohmann::json& value : values) texts.push_back(shown(key, value));
  return texts;
}

/// "8 (lenet5), 4 (vgg11)", where the other parameter's value decides this one's.
std::optional<std::string> decided_by(const std::vector<StoredCell>& cells, const std::string& key,
                                      const std::string& other) {
  std::map<std::string, std::string> value_for;
  std::vector<std::string> parts;
  for (const StoredCell& cell : cells) {
    const ordered_json& parameters = cell.result.parameters;
    if (!parameters.contains(other)) return std::nullopt;
    const std::string value = parameters.contains(key) ? shown(key, parameters.at(key)) : "none",
                      for_what = shown(other, parameters.at(other));
    const auto [place, is_new] = value_for.emplace(for_what, value);
    if (place->second != value) return std::nullopt;
    if (is_new && value != "none") parts.push_back(fmt::format("{} ({})", value, for_what));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string summary(const std::vector<StoredCell>& cells, const std::string& key) {
  const std::vector<std::string> values = values_of(cells, key);
  const bool everywhere = std::all_of(cells.begin(), cells.end(), [&](const StoredCell& cell) {
    return cell.result.parameters.contains(key);
  });
  if (values.size() == 1 && everywhere) return values.front();
  for (const std::string other : {"network", "set", "sparsity"}) {
    if (other == key || values_of(cells, other).size() < 2) continue;
    if (const auto decided = decided_by(cells, key, other)) return *decided;
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

/// The value that all cells share; else each with the number of cells that have it.
std::string shared(const std::vector<std::string>& values) {
  std::map<std::string, int> counts;
  for (const std::string& value : values) ++counts[value];
  std::vector<std::string> parts;
  for (const auto& [value, count] : counts)
    parts.push_back(counts.size() == 1 ? value : fmt::format("{} ({})", value, count));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string recorded(const std::string& text) { return text.empty() ? "not recorded" : text; }

std::string code_of(const ledger::Record& record) { return record.inputs.at("code").get<std::string>(); }

std::string torch_of(const ledger::Record& record) {
  const auto& libraries = record.provenance.build.libraries;
  const auto found = libraries.find("LibTorch");
  return found == libraries.end() ? "" : found->second;
}

template <class Read>
std::vector<std::string> each(const std::vector<StoredCell>& cells, const Read& read) {
  std::vector<std::string> values;
  for (const StoredCell& cell : cells) values.push_back(read(cell));
  return values;
}

}  // namespace

Table parameters_table(const std::vector<StoredCell>& cells) {
  Table table{"What was run: the parameters of all cells", {"parameter", "values"}, {}};
  std::vector<std::string> keys;
  for (const StoredCell& cell : cells) {
    for (const auto& [key, value] : cell.result.parameters.items()) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }
  for (const std::string& key : keys) {
    std::string name = key;
    std::replace(name.begin(), name.end(), '_', ' ');
    table.rows.push_back({name, summary(cells, key)});
  }
  return table;
}

std::string training_size(const std::vector<StoredCell>& cells) {
  if (values_of(cells, "epochs").empty()) return "";
  return fmt::format("for {} epochs on {} images", summary(cells, "epochs"), summary(cells, "images"));
}

std::string made_by(const std::vector<StoredCell>& cells) {
  const auto of = [&](const auto& read) {
    return shared(each(cells, [&](const StoredCell& cell) { return recorded(read(cell.record)); }));
  };
  using ledger::Record;
  const std::string revision = of([](const Record& record) {
    const ledger::Revision& from = record.provenance.revision;
    return from.commit.substr(0, 12) + (from.dirty ? " with changes" : "");
  });
  return fmt::format(
      "Revision {}, dsc-cell of sources {}, LibTorch {}, device {}, threads of each cell {}, {}, {} ({} "
      "cores).",
      revision, of([](const Record& record) { return code_of(record).substr(0, 12); }), of(torch_of),
      of([](const Record& record) { return record.provenance.device; }),
      of([](const Record& record) { return std::to_string(record.provenance.threads); }),
      of([](const Record& record) { return record.provenance.build.compiler; }),
      of([](const Record& record) { return record.provenance.machine.cpu; }),
      of([](const Record& record) { return std::to_string(record.provenance.machine.cores); }));
}

std::string mixture(const std::vector<StoredCell>& cells) {
  using ledger::Record;
  const std::vector<std::pair<std::string, std::function<std::string(const Record&)>>> properties = {
      {"code", code_of},
      {"LibTorch", torch_of},
      {"device", [](const Record& record) { return record.provenance.device; }},
      {"compiler", [](const Record& record) { return record.provenance.build.compiler; }},
      {"flags", [](const Record& record) { return record.provenance.build.flags; }},
      {"threads", [](const Record& record) { return std::to_string(record.provenance.threads); }},
      {"processor", [](const Record& record) {
         const ledger::Machine& machine = record.provenance.machine;
         return machine.cpu + machine.family + machine.model + machine.stepping + machine.flags_sha256;
       }}};
  std::vector<std::string> differing;
  for (const auto& property : properties) {
    // A training and an inspection have code of their own; only cells of one work are compared.
    std::map<std::string, std::set<std::string>> values;
    for (const StoredCell& cell : cells) values[cell.result.work].insert(property.second(cell.record));
    if (std::any_of(values.begin(), values.end(),
                    [](const auto& of_work) { return of_work.second.size() > 1; }))
      differing.push_back(property.first);
  }
  if (differing.empty()) return "";
  return fmt::format(
      "The cells differ in {}: what is compared below may owe something to that. Run the experiment again to "
      "replace those that are out of date.",
      fmt::join(differing, ", "));
}

}  // namespace dsc
