#pragma once

#include <filesystem>
#include <string>

namespace dsc::report {

/// Where things lie, seen from the folder of REPORT.md.
class Places {
 public:
  Places(const std::filesystem::path& results_root, std::string profile,
         const std::filesystem::path& reports);

  const std::string& profile() const { return profile_; }
  /// A file below the profile's folder: a record, a certificate.
  std::string below_profile(const std::string& file) const { return results_ + "/" + profile_ + "/" + file; }
  /// A file below the results folder.
  std::string below_results(const std::string& file) const { return results_ + "/" + file; }

 private:
  std::string results_, profile_;
};

/// The file of a figure below the reports folder.
inline std::string figure_file(const std::string& section, const std::string& figure) {
  return "figures/" + section + "-" + figure + ".svg";
}

}  // namespace dsc::report
