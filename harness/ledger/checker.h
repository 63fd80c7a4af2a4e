#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/ledger/proven.h"

namespace dsc {

/// What dsc-check said of some certificates.
struct CheckReport {
  std::vector<std::optional<Proven>> proven;  ///< one for each file; none where it is not accepted
  std::string complaint;                      ///< what it printed for the first file it does not accept
};

/// Runs the checker, a program of its own, on the files. It dies with this process. Throws std::runtime_error
/// where it cannot be started.
CheckReport run_checker(const std::filesystem::path& checker,
                        const std::vector<std::filesystem::path>& files);

/// dsc-check beside the running executable. The file need not exist.
std::filesystem::path checker_beside_us();

}  // namespace dsc
