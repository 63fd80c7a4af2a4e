#include "harness/report/places.h"

#include <cctype>

namespace dsc::reporting {

Places::Places(const std::filesystem::path& results_root, std::string profile,
               const std::filesystem::path& reports)
    // Absolute first: a relative path to a folder that does not exist yet would not be comparable.
    : results_(std::filesystem::proximate(std::filesystem::absolute(results_root),
                                          std::filesystem::absolute(reports))
                   .generic_string()),
      profile_(std::move(profile)) {
  while (results_.size() > 1 && results_.back() == '/') results_.pop_back();
}

namespace {

std::string lower_case(const std::string& text) {
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

}  // namespace

std::string anchor(const std::string& id) { return "claim-" + lower_case(id); }

std::string section_anchor(const std::string& id) { return "section-" + lower_case(id); }

}  // namespace dsc::reporting
