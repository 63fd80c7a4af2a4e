#include "harness/ledger/profile.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/error.h"

namespace dsc::ledger {
namespace fs = std::filesystem;
namespace {

/// The name becomes a folder of the results.
std::string checked_name(const fs::path& file) {
  const std::string name = file.stem().string();
  if (!names_a_file(name) || name.size() > 64 || name.find('.') != std::string::npos) {
    throw InputError(file.string(), "", "a name of letters, digits, - and _ before .toml", name);
  }
  return name;
}

}  // namespace

Profile read_profile(const fs::path& file) {
  Profile profile{checked_name(file), Field::toml(file)};
  profile.tables.allow_only({"claims", "experiments"});
  return profile;
}

std::vector<std::string> profile_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Profile find_profile(const std::string& wanted, const fs::path& folder) {
  if (wanted.ends_with(".toml")) return read_profile(wanted);
  const std::vector<std::string> names = profile_names(folder);
  if (std::find(names.begin(), names.end(), wanted) == names.end()) {
    throw InputError("--profile", "",
                     fmt::format("one of {}, or the path of a .toml file", fmt::join(names, ", ")),
                     wanted.empty() ? "nothing" : wanted);
  }
  return read_profile(folder / (wanted + ".toml"));
}

}  // namespace dsc::ledger
