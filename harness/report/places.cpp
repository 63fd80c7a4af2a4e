#include "harness/report/places.h"

namespace dsc::report {

Places::Places(const std::filesystem::path& results_root, std::string profile,
               const std::filesystem::path& reports)
    // Absolute first: a relative path to a folder that does not exist yet would not be comparable.
    : results_(std::filesystem::proximate(std::filesystem::absolute(results_root),
                                          std::filesystem::absolute(reports))
                   .generic_string()),
      profile_(std::move(profile)) {
  while (results_.size() > 1 && results_.back() == '/') results_.pop_back();
}

}  // namespace dsc::report
