#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/claim.h"

namespace dsc {

/// The unit of work and of storage: a claim's check, or its control. The claim outlives the cell.
struct Cell {
  const Claim* claim = nullptr;
  bool control = false;

  std::string part() const { return control ? "control" : "check"; }
  /// "T2.1/check"
  std::string name() const { return claim->id + "/" + part(); }
};

/// The check and the control of every registered claim, in the order of the registry. Throws std::logic_error
/// where a claim's id cannot serve as a file name (letters, digits, dot, hyphen and underscore, starting with
/// a letter).
std::vector<Cell> registered_cells();

/// Where one profile's results lie: results/<profile>.
struct ProfileFolder {
  std::filesystem::path root;

  std::filesystem::path claims() const { return root / "claims"; }
  std::filesystem::path certificates(const Cell& cell) const {
    return root / "certificates" / cell.claim->id;
  }
  std::filesystem::path record(const Cell& cell) const {
    return claims() / (cell.claim->id + (cell.control ? ".control.json" : ".json"));
  }
};

}  // namespace dsc
