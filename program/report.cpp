#include <fmt/format.h>

#include <filesystem>

#include "harness/error.h"
#include "harness/ledger/record.h"
#include "program/commands.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

struct ReportOptions {
  std::string profile = "quick";
  std::string results = "results";
  std::string reports;  ///< empty: default_reports
  bool summary = false;
};

struct ReproduceOptions {
  VerifyOptions verify;
  ExperimentOptions experiment;
  std::string reports;  ///< empty: default_reports
};

bool has_results(const fs::path& results, const std::string& profile) {
  std::error_code error;
  return !record_files(results / profile).empty() ||
         fs::is_directory(results / profile / "experiments", error);
}

/// Only the profile whose results are committed writes the committed report.
std::string default_reports(const std::string& results, const std::string& profile) {
  return profile == "quick" ? "reports" : (fs::path(results) / profile / "report").string();
}

/// The experiments that belong to a run of the claims.
ExperimentOptions as_asked(ExperimentOptions options, const VerifyOptions& verify) {
  options.profile = verify.profile;
  options.results = verify.results;
  options.shard = verify.shard;
  options.jobs = verify.jobs;
  options.dry_run = verify.dry_run;
  return options;
}

constexpr const char* reports_help =
    "Folder to write to; default: reports for the profile quick, else RESULTS/PROFILE/report";

}  // namespace

void report(const std::string& profile, const std::string& results, const std::string& reports,
            const Program& program) {
  const std::string folder = reports.empty() ? default_reports(results, profile) : reports;
  if (!has_results(results, profile)) {
    throw InputError((fs::path(results) / profile).string(), "", "results of dsc verify or dsc experiment",
                     "none");
  }
  program.write_report(results, profile, folder);
  fmt::print("{}\n", (fs::path(folder) / "REPORT.md").string());
}

void add_report(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = root.add_subcommand("report", "Write REPORT.md and its figures from the results");
  command->add_option("--profile", options->profile, "Whose results: the name of a profile")
      ->capture_default_str();
  command->add_option("--results", options->results, "Folder of the results")->capture_default_str();
  command->add_option("--reports", options->reports, reports_help);
  command->add_flag("--summary", options->summary, "Print the summary table in markdown, and write nothing");
  command->footer(
      "Examples:\n  dsc report\n  dsc report --summary\n  dsc report --profile smoke --reports /tmp/report");
  command->callback([options, &program, &status] {
    status = kAsExpected;
    const std::string profile = find_profile(options->profile, program.profiles).name;
    if (options->summary) {
      fmt::print("{}", program.summary(options->results, profile));
    } else {
      report(profile, options->results, options->reports, program);
    }
  });
}

void add_reproduce(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<ReproduceOptions>();
  CLI::App* command = root.add_subcommand("reproduce", "Verify, run the experiments, then write the report");
  add_verify_options(*command, options->verify);
  if (program.experiment) add_experiment_options(*command, options->experiment);
  command->add_option("--reports", options->reports, reports_help);
  command->footer(
      "With patterns, which choose claims, no experiment runs.\n\n"
      "Examples:\n  dsc reproduce\n  dsc reproduce --profile smoke\n  dsc reproduce 'T2.*' -T2.3");
  command->callback([options, &program, &status] {
    // Options that the experiments cannot follow are found out before any claim runs, not after an hour.
    std::function<int()> experiments;
    if (program.experiment && options->verify.patterns.empty()) {
      experiments = program.experiment(as_asked(options->experiment, options->verify));
    }
    const RunStatus verified = verify(options->verify, program);
    status = verified.status;
    // A run that the user stopped is not followed by hours of experiments.
    if (experiments && !verified.interrupted) {
      const int trained = experiments();
      if (status == kAsExpected) status = trained;
    }
    if (options->verify.dry_run) return;
    const std::string profile = find_profile(options->verify.profile, program.profiles).name;
    // What failed or is missing belongs in the report too; only a run that left nothing has none.
    if (status == kIncomplete && !has_results(options->verify.results, profile)) return;
    report(profile, options->verify.results, options->reports, program);
  });
}

}  // namespace dsc
