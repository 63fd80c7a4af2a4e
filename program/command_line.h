#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "harness/ledger/address.h"

namespace dsc {

/// What `experiment` and `reproduce` ask of the experiments.
struct ExperimentOptions {
  std::vector<std::string> patterns;
  std::string profile = "quick";
  std::string results = "results";
  std::string shard = "1/1";
  std::string device = "auto";  ///< auto, cpu or cuda
  std::string data;             ///< empty: the environment's DSC_DATA
  int jobs = 0;                 ///< 0: one for each processor, or one for the accelerator
  bool dry_run = false;
};

/// One line of `dsc doctor`.
struct Finding {
  std::string name;
  std::string found;      ///< version, path or description; empty where it is missing
  std::string remedy;     ///< the command that gets it
  bool optional = false;  ///< its absence is told, and is no failure
};

/// What the command line is made of; a test puts in its own.
struct Program {
  CodeDigests code;
  std::filesystem::path source_tree;  ///< whose git revision a record names
  std::filesystem::path profiles;     ///< the folder of the profiles
  /// Writes the report of a profile from the folder of all results into the folder of reports.
  std::function<void(const std::filesystem::path& results, const std::string& profile,
                     const std::filesystem::path& reports)>
      write_report;
  /// The summary table of a profile's report, in markdown.
  std::function<std::string(const std::filesystem::path& results, const std::string& profile)> summary;
  /// Looks at the options, and throws InputError where no run could follow them; returns what runs the
  /// experiments and yields the exit status. None where there are no experiments.
  std::function<std::function<int()>(const ExperimentOptions&)> experiment;
  /// Further commands: each adds a subcommand that sets the exit status.
  std::vector<std::function<void(CLI::App&, int&)>> commands;
  /// Further lines of `doctor`.
  std::vector<std::function<std::vector<Finding>()>> findings;
};

/// Exit statuses of every command.
enum Status : int { kAsExpected = 0, kOtherVerdict = 1, kBadInput = 2, kIncomplete = 3 };

/// Runs one command and returns its exit status. Prints one line on standard error where the input is bad.
int run_command_line(int argc, const char* const* argv, const Program& program);

}  // namespace dsc
