#include "harness/verify/claim_cells.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "harness/fields/profile_table.h"

namespace dsc::verify {
namespace {

nlohmann::ordered_json inputs_of(const std::string& name, const Effort& effort, const std::string& code) {
  return {{"work", name},
          {"seed", effort.seed},
          {"samples", effort.samples},
          {"search_steps", effort.search_steps},
          {"enumeration", effort.enumeration},
          {"large_sizes", effort.large_sizes},
          {"code", code}};
}

}  // namespace

ClaimProfile claim_profile(const ledger::Profile& profile) {
  const ProfileTable table(profile.tables["claims"]);
  ClaimProfile read;
  read.effort.samples = static_cast<int>(table.integer("samples", 1, 1'000'000));
  read.effort.search_steps = static_cast<int>(table.integer("search_steps", 0, 1'000'000'000));
  read.effort.enumeration = table.integer("enumeration", 0, std::numeric_limits<std::int64_t>::max());
  read.effort.large_sizes = table.flag("large_sizes", false);
  read.time_limit_seconds = table.number("time_limit_seconds", std::nextafter(0.0, 1.0), 1e7);
  table.finish();
  return read;
}

std::vector<ledger::Cell> cells_of(const std::vector<Claim>& claims, const Effort& effort,
                                   const CodeDigests& code) {
  std::vector<ledger::Cell> cells;
  for (const Claim& claim : claims) {
    if (!names_a_file(claim.id)) throw std::logic_error("a claim's id cannot name a file: " + claim.id);
    const auto digest = code.find(claim.file);
    if (digest == code.end()) throw std::logic_error("no digest of the code in " + claim.file);
    const std::string check = claim.id + "/check", control = claim.id + "/control";
    cells.push_back({.row = claim.id,
                     .name = check,
                     .file = "claims/" + claim.id + ".json",
                     .inputs = inputs_of(check, effort, digest->second)});
    cells.push_back({.row = claim.id,
                     .name = control,
                     .file = "claims/" + claim.id + ".control.json",
                     .inputs = inputs_of(control, effort, digest->second),
                     .weight = 0.5});
  }
  return cells;
}

bool is_control(const std::string& cell_name) { return cell_name.ends_with("/control"); }

const Claim* find_claim(const std::vector<Claim>& claims, const std::string& id) {
  const auto found =
      std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.id == id; });
  return found == claims.end() ? nullptr : &*found;
}

}  // namespace dsc::verify
