#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/run/experiment_runs.h"
#include "program/command_line.h"

/// The commands of dsc. Each function adds one subcommand, which sets `status` when it is chosen.
namespace dsc {

void add_list(CLI::App& root, const Program& program, int& status);
void add_verify(CLI::App& root, const Program& program, int& status);
void add_experiment(CLI::App& root, const Program& program, int& status);
void add_report(CLI::App& root, const Program& program, int& status);
void add_reproduce(CLI::App& root, const Program& program, int& status);
void add_compare(CLI::App& root, const Program& program, int& status);
void add_merge(CLI::App& root, const Program& program, int& status);
void add_submit(CLI::App& root, const Program& program, int& status);
void add_doctor(CLI::App& root, const Program& program, int& status);

/// What `verify` and `reproduce` ask for.
struct VerifyOptions {
  std::vector<std::string> patterns{};
  std::string profile = "quick";
  std::string results = "results";
  std::string shard = "1/1";
  int jobs = 0;  ///< 0: one for each processor
  std::string seed = "1";
  bool dry_run = false;
};

/// Adds the options of a run to a command.
void add_verify_options(CLI::App& command, VerifyOptions& options);

/// Adds what experiments ask for besides what claims do: --device and --data.
void add_experiment_options(CLI::App& command, ExperimentOptions& options);

/// The claims' cells that the options ask for, and what is to be done with each.
std::vector<ledger::Planned> plan_claims(const VerifyOptions& options, const Program& program);

struct RunStatus {
  int status = kAsExpected;
  bool interrupted = false;  ///< by the user
};

/// Runs what the options ask for.
RunStatus run_verify(const VerifyOptions& options, const Program& program);

/// The experiments that the options ask for, found fit to run. Throws InputError where no run could follow
/// them.
PreparedExperiments prepare(const ExperimentOptions& options, const Program& program);
RunStatus run(const PreparedExperiments& prepared);

/// Writes the report of a profile into the folder of reports, after making sure that the profile has results.
/// Throws InputError where it has none.
void write_report(const std::string& profile, const std::string& results, const std::string& reports,
                  const Program& program);

/// Creates the folder of a profile's results. Throws InputError where it cannot be written.
void require_writable(const std::filesystem::path& profile_folder);

/// Adds the patterns that choose cells.
void add_patterns(CLI::App& command, std::vector<std::string>& patterns);

/// `-T2.3` excludes T2.3 but looks like an option to the parser. For the commands that take patterns,
/// arguments that start with a single hyphen get a mark in its place; `-h` stays, and `--`, which changes
/// nothing, goes.
std::vector<std::string> mark_exclusions(const std::vector<std::string>& arguments);

/// Puts the hyphens back, in a pattern or in a message.
std::string unmark_exclusions(std::string text);

}  // namespace dsc
