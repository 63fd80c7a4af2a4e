#include "harness/ledger/plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
namespace {

/// Empty where every certificate of the record is as recorded. One that is too large to commit may be absent.
std::string certificate_trouble(const ProfileFolder& folder, const ordered_json& record) {
  for (const ordered_json& item : record.at("evidence")) {
    const ordered_json& certificate = item.at("certificate");
    if (certificate.is_null()) return "certificate missing";
    const std::string name = certificate.at("file").get<std::string>();
    std::error_code error;
    if (!fs::is_regular_file(folder.root / name, error)) {
      if (certificate.at("committed").get<bool>()) return "certificate missing: " + name;
      continue;
    }
    if (sha256_hex(read_bytes(folder.root / name)) != certificate.at("sha256").get<std::string>()) {
      return "certificate changed: " + name;
    }
  }
  return "";
}

std::string input_trouble(const ordered_json& record, const CellInputs& inputs) {
  if (record.at("address").get<std::string>() == address_of(inputs)) return "";
  const std::vector<std::string> names = changed_inputs(record.at("inputs"), inputs);
  if (!names.empty() && names.front() == "code") return "code changed";
  return names.empty() ? "inputs changed" : fmt::format("inputs changed: {}", fmt::join(names, ", "));
}

/// Why the cell must run; empty where its record is up to date.
std::string reason_to_run(const ProfileFolder& folder, const Cell& cell, const CellInputs& inputs) {
  std::optional<ordered_json> record;
  try {
    record = read_record(folder.record(cell));
  } catch (const InputError&) {
    return "previous record unreadable";
  }
  if (!record) return "no result yet";
  const std::string state = record->at("state").get<std::string>();
  if (state == to_string(State::failed)) return "previous run failed";
  if (state == to_string(State::timed_out)) return "previous run timed out";
  const std::string changed = input_trouble(*record, inputs);
  return changed.empty() ? certificate_trouble(folder, *record) : changed;
}

}  // namespace

std::vector<PlannedCell> plan_cells(const std::vector<Cell>& cells, const Shard& shard,
                                    const Setting& setting) {
  const std::vector<bool> ours = in_shard(cells, shard);
  std::vector<PlannedCell> plan;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    PlannedCell planned;
    planned.cell = cells[i];
    planned.inputs =
        inputs_of(cells[i], setting.profile.name, setting.profile.effort, setting.code, setting.build);
    planned.reason = ours[i] ? reason_to_run(setting.folder, cells[i], planned.inputs) : "other shard";
    if (!ours[i]) {
      planned.decision = Decision::other_shard;
    } else if (planned.reason.empty()) {
      planned.decision = Decision::up_to_date;
      planned.reason = "up to date";
    }
    plan.push_back(planned);
  }
  return plan;
}

}  // namespace dsc
