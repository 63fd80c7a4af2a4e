#pragma once

#include <filesystem>
#include <string>

#include "harness/report/records.h"

namespace dsc::reporting {

/// Where things lie, seen from the folder of REPORT.md.
class Places {
 public:
  Places(const std::filesystem::path& results_root, std::string profile,
         const std::filesystem::path& reports);

  const std::string& profile() const { return profile_; }
  /// The record's JSON file.
  std::string record(const Record& record) const { return results_ + "/" + record.file; }
  std::string certificate(const Certificate& certificate) const {
    return results_ + "/" + profile_ + "/" + certificate.file;
  }
  std::string figure(const ClaimText& claim, const Figure& figure) const {
    return this->figure(claim.id, figure);
  }
  std::string figure(const std::string& section, const Figure& figure) const {
    return "figures/" + section + "-" + figure.name + ".svg";
  }
  /// A file below the results folder.
  std::string result(const std::string& file) const { return results_ + "/" + file; }

 private:
  std::string results_, profile_;
};

/// The anchor of a claim's section, "claim-t2.1".
std::string anchor(const std::string& id);

/// The anchor of another section, "section-classification".
std::string section_anchor(const std::string& id);

}  // namespace dsc::reporting
