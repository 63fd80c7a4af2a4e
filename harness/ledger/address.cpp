#include "harness/ledger/address.h"

#include <algorithm>
#include <stdexcept>

#include "harness/files/digest.h"
#include "harness/ledger/record.h"

namespace dsc {

using nlohmann::ordered_json;

CellInputs inputs_of(const Cell& cell, const std::string& profile, const Effort& effort,
                     const CodeDigests& code, const Build& build) {
  const auto own = code.claims.find(cell.claim->file);
  if (own == code.claims.end()) throw std::logic_error("no digest of the code in " + cell.claim->file);
  CellInputs inputs;
  inputs.cell = cell.name();
  inputs.profile = profile;
  inputs.effort = effort;
  inputs.expected = cell.claim->expected;
  inputs.code = sha256_hex(code.mathematics + "\n" + own->second);
  inputs.checker = code.checker;
  inputs.build = build;
  return inputs;
}

ordered_json to_json(const Expected& expected) {
  ordered_json repaired;
  if (expected.repaired) repaired = to_string(*expected.repaired);
  return {{"printed", to_string(expected.printed)}, {"repaired", repaired}};
}

ordered_json to_json(const CellInputs& inputs) {
  return {{"profile", inputs.profile},
          {"seed", inputs.effort.seed},
          {"samples", inputs.effort.samples},
          {"search_steps", inputs.effort.search_steps},
          {"enumeration", inputs.effort.enumeration},
          {"large_sizes", inputs.effort.large_sizes},
          {"code", inputs.code},
          {"checker", inputs.checker},
          {"compiler", inputs.build.compiler},
          {"flags", inputs.build.flags},
          {"processor", inputs.build.processor},
          {"libraries", inputs.build.libraries}};
}

std::string address_of(const CellInputs& inputs) {
  nlohmann::json canonical(to_json(inputs));  // the sorted kind: one text for one value
  canonical.erase("profile");
  canonical["schema"] = kRecordSchema;
  canonical["cell"] = inputs.cell;
  canonical["expected"] = nlohmann::json(to_json(inputs.expected));
  return sha256_hex(canonical.dump());
}

std::vector<std::string> changed_inputs(const ordered_json& earlier, const CellInputs& inputs) {
  std::vector<std::string> names;
  const ordered_json current = to_json(inputs);
  for (const auto& [key, value] : current.items()) {
    if (key == "profile") continue;
    const auto before = earlier.find(key);
    if (before == earlier.end() || nlohmann::json(*before) != nlohmann::json(value)) names.push_back(key);
  }
  std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name == "code"; });
  return names;
}

}  // namespace dsc
