#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/verify/claim_result.h"

namespace dsc::verify {

/// What dsc-check said of some certificates.
struct CheckReport {
  std::vector<std::string> proves;  ///< its words, one for each file; empty where it is not accepted
  std::string complaint;            ///< what it printed for the first file it does not accept
};

/// Runs the checker, a program of its own, on the files. It dies with this process. Throws std::runtime_error
/// where it cannot be started or its answer cannot be read.
CheckReport run_checker(const std::filesystem::path& checker,
                        const std::vector<std::filesystem::path>& files);

/// The version that the checker gives, and the digest of its file.
CheckerProgram describe_checker(const std::filesystem::path& checker);

/// dsc-check beside the running executable. The file need not exist.
std::filesystem::path checker_beside_us();

}  // namespace dsc::verify
