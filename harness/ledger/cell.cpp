#include "harness/ledger/cell.h"

#include <algorithm>
#include <stdexcept>

namespace dsc {
namespace {

bool names_a_file(const std::string& id) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto allowed = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  return !id.empty() && id.size() <= 64 && letter(id.front()) && std::all_of(id.begin(), id.end(), allowed);
}

}  // namespace

std::vector<Cell> registered_cells() {
  std::vector<Cell> cells;
  for (const Claim& claim : registered_claims()) {
    if (!names_a_file(claim.id)) throw std::logic_error("a claim's id cannot name a file: " + claim.id);
    cells.push_back({&claim, false});
    cells.push_back({&claim, true});
  }
  return cells;
}

}  // namespace dsc
