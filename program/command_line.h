#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dsc {

/// One line of `dsc doctor`.
struct Requirement {
  std::string name{};
  std::string found{};    ///< version, path or description; empty where it is missing
  std::string remedy{};   ///< the command that gets it
  bool optional = false;  ///< where it is missing doctor says so, and does not fail
};

/// What the command line is made of besides the registered claims and experiments; a test puts in its own.
struct Program {
  std::map<std::string, std::string> code{};  ///< digests by file, see harness/ledger/code_digest.h
  std::filesystem::path source_tree{};        ///< whose git revision a record names; may be empty
  std::filesystem::path profiles{};           ///< the folder of the profiles
  std::filesystem::path proofs{};             ///< the folder of the formal proofs
  std::filesystem::path
      cell_program{};  ///< dsc-cell, which computes experiments; empty where it was not built
  /// Further commands: each adds a subcommand that sets the exit status.
  std::vector<std::function<void(CLI::App&, int&)>> commands{};
  /// Further lines of `doctor`.
  std::vector<std::function<std::vector<Requirement>()>> requirements{};
};

/// Exit statuses of every command.
enum Status : int { kAsExpected = 0, kOtherVerdict = 1, kBadInput = 2, kIncomplete = 3 };

/// Runs one command and returns its exit status. Prints one line on standard error where the input is bad, or
/// where the output could not be written.
int run_command_line(int argc, const char* const* argv, const Program& program);

}  // namespace dsc
