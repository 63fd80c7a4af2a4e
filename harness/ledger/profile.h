#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/claim.h"

namespace dsc {

/// How much work a run does: profiles/<name>.toml.
struct Profile {
  std::string name;               ///< stem of the file; names the folder of the results
  Effort effort;                  ///< the seed is not the profile's: it stays 1
  double time_limit_seconds = 0;  ///< for each cell
};

/// Reads the profile in a file. Throws InputError with the line where a key is unknown, missing or out of
/// range.
Profile read_profile(const std::filesystem::path& file);

/// `wanted` is the name of a profile in `folder`, or the path of a .toml file.
Profile find_profile(const std::string& wanted, const std::filesystem::path& folder);

/// Names of the profiles in a folder, sorted.
std::vector<std::string> profile_names(const std::filesystem::path& folder);

}  // namespace dsc
