#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "harness/ledger/record.h"

namespace dsc {

/// One cell of an experiment as it is recorded, whatever its state.
struct StoredCell {
  ledger::Record record{};
  ExperimentResult result{};  ///< without `result` unless completed
  bool older_code = false;    ///< its code differs from that of today
};

/// The recorded cells of an experiment by name; empty where there are none. Throws InputError where one
/// cannot be read. Where `code` (digests by file) knows no work of that name, a cell is taken as current.
std::vector<StoredCell> stored_cells(const std::filesystem::path& results_root, const std::string& profile,
                                     const std::string& experiment,
                                     const std::map<std::string, std::string>& code);

}  // namespace dsc
