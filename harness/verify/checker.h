#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/verify/claim_result.h"

namespace dsc::verify {

/// What dsc-check said of a certificate; empty where it does not accept it.
struct Said {
  std::string proves;  ///< "holds for all signals"
  std::string bears;   ///< where it was asked about a row: "supports", "violates" or "vacuous"
};

/// What dsc-check said of some certificates.
struct CheckReport {
  std::vector<Said> said;  ///< one for each file
  std::string complaint;   ///< what it printed for the first file it does not accept
};

/// Runs the checker, a program of its own, on the files. With a row it accepts only what is evidence for that
/// row by its contract. It dies with this process. Throws std::runtime_error where it cannot be started or
/// its answer cannot be read.
CheckReport run_checker(const std::filesystem::path& checker, const std::vector<std::filesystem::path>& files,
                        const std::string& row = "");

/// The rows for which the checker has a contract: "T2.2", "T2.2/repaired". Throws std::runtime_error.
std::set<std::string> rows_with_contract(const std::filesystem::path& checker);

/// The version that the checker gives, and the digest of its file.
CheckerProgram describe_checker(const std::filesystem::path& checker);

/// dsc-check beside the running executable. The file need not exist.
std::filesystem::path checker_beside_us();

}  // namespace dsc::verify
