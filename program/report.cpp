#include "harness/report/report.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "experiments/run/report_sections.h"
#include "harness/error.h"
#include "harness/report/provenance.h"
#include "harness/verify/claim_report.h"
#include "program/commands.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

constexpr const char* kTitle =
    "# The ledger of claims\n\n"
    "What the paper *Convergence Analysis for Deep Sparse Coding via Convolutional Neural Networks* (arXiv "
    "2408.05540) asserts, sentence by sentence: what is false, what is true, and how that is known. Theorems "
    "are checked by Coq for every dictionary, verdicts on concrete ones rest on certificates that a separate "
    "program, dsc-check, decides in exact arithmetic, and each check has a control, a false variant that "
    "must "
    "fail.\n\n";

constexpr const char* reports_help =
    "Folder to write to; default: reports for the profile quick, else RESULTS/PROFILE/report";

struct ReportOptions {
  std::string profile = "quick";
  std::string results = "results";
  std::string reports{};  ///< empty: default_reports
  bool summary = false;
};

struct ReproduceOptions {
  VerifyOptions verify{};
  ExperimentOptions experiment{};
  std::string reports{};  ///< empty: default_reports
};

bool has_results(const fs::path& results, const std::string& profile) {
  return !ledger::record_files(results / profile).empty();
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

report::Markdown how_to(const std::string& profile) {
  return fmt::format(
      "## How to check this in a minute or two\n\n"
      "```\n"
      "dsc-check results/{0}/certificates     # every certificate, by a program that shares no code with "
      "what wrote it\n"
      "theorems/formal/check-formal              # every proof, by Coq\n"
      "dsc verify T2.1 --profile {0}           # one claim and its control, computed again\n"
      "./reproduce --profile {0}               # everything, and this report\n"
      "```\n\n",
      profile);
}

report::Markdown provenance(const verify::Entries& entries, const report::Places& places) {
  std::vector<const ledger::Record*> records;
  for (const verify::Entry& entry : entries.claims) {
    for (const auto* judged : {&entry.check, &entry.control}) {
      if (*judged) records.push_back(&(*judged)->record);
    }
  }
  if (records.empty()) return "";
  return fmt::format(
      "## Provenance\n\nProfile {}, {} of claims; each experiment says in its section what made its own. "
      "Where they differ, each value is listed with the number of records that have it.\n\n{}{}",
      report::escaped(places.profile()), report::plural(records.size(), "record"),
      report::provenance_table(records, places), verify::checked_by(entries));
}

verify::Entries entries_of(const fs::path& results, const std::string& profile, const Program& program) {
  return verify::read_entries(results / profile, registered_claims(), program.code,
                              verify::read_formal_proofs(results, program.proofs));
}

/// What the committed runs of the longer profiles say, beside those of quick.
report::Markdown longer_runs_beside(const fs::path& results, const fs::path& reports,
                                    const Program& program) {
  report::Markdown text;
  for (const std::string profile : {"cpu", "paper"}) {
    const report::Places places(results, profile, reports / "pages");
    text += longer_runs(report_sections(results, places, registered_experiments(), program.code), profile);
  }
  return text;
}

/// What the results of a profile say.
report::Report report_of(const fs::path& results, const report::Places& places, const fs::path& reports,
                         const Program& program) {
  const verify::Entries entries = entries_of(results, places.profile(), program);
  const report::Places from_page(results, places.profile(), reports / "pages");
  const std::vector<ExperimentSection> experiments =
      report_sections(results, from_page, registered_experiments(), program.code);
  report::Report made{.front = kTitle};
  const report::Markdown summary = experiments_summary(experiments, places.profile());
  report::Markdown what_the_data_say = summary.empty() ? "" : "## What the experiments say\n\n" + summary;
  if (places.profile() == "quick") what_the_data_say += longer_runs_beside(results, reports, program);
  // A folder that holds experiments only is no ledger with every claim missing.
  if (!ledger::record_files(results / places.profile(), "claims").empty()) {
    made.front += verify::headline(entries, places.profile()) + verify::proofs_behind(entries) +
                  verify::what_is_false(entries, places) + verify::what_holds(entries) + what_the_data_say +
                  how_to(places.profile()) + "## Every row\n\n" +
                  verify::summary_table(entries, {.places = &places, .pages = true}) + verify::legend();
  } else {
    made.front += what_the_data_say + how_to(places.profile());
  }
  for (const verify::Entry& entry : entries.claims) {
    if (entry.recorded()) made.sections.push_back(verify::claim_section(entry, entries.proofs, from_page));
  }
  for (const ExperimentSection& experiment : experiments) made.sections.push_back(experiment.section);
  made.front += provenance(entries, places);
  return made;
}

void require_results(const std::string& results, const std::string& profile) {
  if (has_results(results, profile)) return;
  throw InputError(
      (fs::path(results) / profile).string(), "",
      "results of dsc verify or dsc experiment (dsc verify --profile " + profile + " makes them)", "none");
}

}  // namespace

void write_report(const std::string& profile, const std::string& results, const std::string& reports,
                  const Program& program) {
  const std::string folder = reports.empty() ? default_reports(results, profile) : reports;
  require_results(results, profile);
  report::write_report(report_of(results, report::Places(results, profile, folder), folder, program), folder);
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
    const std::string profile = ledger::find_profile(options->profile, program.profiles).name;
    if (options->summary) {
      require_results(options->results, profile);
      fmt::print("{}", verify::summary_table(entries_of(options->results, profile, program), {}));
    } else {
      write_report(profile, options->results, options->reports, program);
    }
  });
}

void add_reproduce(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<ReproduceOptions>();
  CLI::App* command = root.add_subcommand("reproduce", "Verify, run the experiments, then write the report");
  add_verify_options(*command, options->verify);
  add_experiment_options(*command, options->experiment);
  command->add_option("--reports", options->reports, reports_help);
  command->footer(
      "With patterns, which choose claims, no experiment runs.\n\n"
      "Examples:\n  dsc reproduce\n  dsc reproduce --profile smoke\n  dsc reproduce 'T2.*' -T2.3");
  command->callback([options, &program, &status] {
    // Options that the experiments cannot follow are found out before any claim runs, not after an hour.
    std::optional<PreparedExperiments> experiments;
    if (options->verify.patterns.empty()) {
      experiments = prepare(as_asked(options->experiment, options->verify), program);
    }
    const RunStatus verified = run_verify(options->verify, program);
    status = verified.status;
    // A run that the user stopped is not followed by hours of experiments.
    if (experiments && !verified.interrupted) {
      const int trained = run(*experiments).status;
      if (status == kAsExpected) status = trained;
    }
    if (options->verify.dry_run) return;
    const std::string profile = ledger::find_profile(options->verify.profile, program.profiles).name;
    // What failed or is missing belongs in the report too; only a run that left nothing has none.
    if (status == kIncomplete && !has_results(options->verify.results, profile)) return;
    write_report(profile, options->verify.results, options->reports, program);
  });
}

}  // namespace dsc
