#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/fields/field.h"

namespace dsc::ledger {

/// How much work a run does: profiles/<name>.toml, one table for the claims and one for the experiments, each
/// read where its cells are known.
struct Profile {
  std::string name;  ///< stem of the file; names the folder of the results
  Field tables;
};

/// Reads the profile in a file. Throws InputError with the line where it has other tables than claims and
/// experiments.
Profile read_profile(const std::filesystem::path& file);

/// `wanted` is the name of a profile in `folder`, or the path of a .toml file.
Profile find_profile(const std::string& wanted, const std::filesystem::path& folder);

/// Names of the profiles in a folder, sorted.
std::vector<std::string> profile_names(const std::filesystem::path& folder);

}  // namespace dsc::ledger
