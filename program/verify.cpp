#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/ledger/run.h"
#include "harness/process/duration.h"
#include "harness/verify/checker.h"
#include "harness/verify/judgement.h"
#include "harness/verify/run_claim.h"
#include "program/commands.h"
#include "program/versions.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

/// The parser's own conversion takes -1 and 2^64 for a number; a wrong seed must not run.
std::uint64_t parse_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, seed);
  if (error != std::errc() || rest != end) {
    throw InputError("--seed", "", "an integer from 0 to 18446744073709551615",
                     text.empty() ? "nothing" : text);
  }
  return seed;
}

verify::ClaimProfile effort_of(const ledger::Profile& profile, const VerifyOptions& options) {
  verify::ClaimProfile claims = verify::claim_profile(profile);
  claims.effort.seed = parse_seed(options.seed);
  return claims;
}

std::vector<ledger::Planned> plan_claims(const VerifyOptions& options, const verify::ClaimProfile& claims,
                                         const fs::path& profile_folder, const Program& program) {
  const std::vector<ledger::Cell> cells =
      ledger::select(verify::cells_of(registered_claims(), claims.effort, program.code), options.patterns);
  return ledger::plan(cells, ledger::parse_shard(options.shard), profile_folder,
                      [&](const ledger::Record& record) { return verify::audit(record, profile_folder); });
}

/// Found out before anything runs, not after an hour.
void require_checker(const fs::path& checker) {
  if (access(checker.c_str(), X_OK) != 0) {
    throw InputError(checker.string(), "", "the program dsc-check beside dsc (build it)", "no program there");
  }
}

/// Temporary files that a killed run left among the certificates.
void clean_certificates(const fs::path& profile_folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(profile_folder / "certificates", error)) {
    remove_stale_temporaries(entry.path());
  }
}

/// What one line of the summary says; a cell without a record of today's inputs was not run.
struct SummaryLine {
  std::string cell{}, verdict{};
  JobResult result = JobResult::incomplete;
  std::size_t certificates = 0;
  double seconds = 0;
};

SummaryLine line_of(const ledger::RunResult::Cell& cell, const fs::path& profile_folder) {
  SummaryLine line{.cell = cell.planned->cell.name, .verdict = "not run"};
  if (!cell.record) return line;
  const Claim* const claim = verify::find_claim(registered_claims(), cell.planned->cell.row);
  const verify::Judged judged = verify::judge(*cell.record, *claim, profile_folder);
  line.verdict = verify::describe(judged);
  line.result = verify::result_of(judged);
  line.certificates = verify::certificates_of(judged).all;
  line.seconds = cell.record->provenance.seconds;
  return line;
}

/// The table at the end, and one line that counts.
void print_summary(const Terminal& terminal, const std::vector<SummaryLine>& lines, int up_to_date) {
  std::size_t name_width = 4, verdict_width = 7;
  for (const SummaryLine& line : lines) {
    name_width = std::max(name_width, line.cell.size());
    verdict_width = std::max(verdict_width, line.verdict.size());
  }
  verdict_width = std::min<std::size_t>(verdict_width, 60);
  fmt::print(terminal.out, "\n{:<{}}  {:<{}}  {:>12}  {:>10}\n", "cell", name_width, "verdict", verdict_width,
             "certificates", "time");
  int good = 0, other = 0, incomplete = 0;
  for (const SummaryLine& line : lines) {
    ++(line.result == JobResult::good ? good : line.result == JobResult::bad ? other : incomplete);
    const std::string verdict = fmt::format("{:<{}}", line.verdict, verdict_width);
    fmt::print(terminal.out, "{:<{}}  {}  {:>12}  {:>10}\n", line.cell, name_width,
               painted(terminal, line.result, verdict), line.certificates, duration(line.seconds));
  }
  fmt::print(terminal.out,
             "\n{} cells: {} as expected, {} with another verdict, {} incomplete; {} were up to date\n",
             lines.size(), good, other, incomplete, up_to_date);
}

int status_of(const ledger::RunResult& result, const std::vector<SummaryLine>& lines) {
  if (result.interrupted) return kIncomplete;
  const auto any = [&](JobResult wanted) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const SummaryLine& line) { return line.result == wanted; });
  };
  return any(JobResult::bad) ? kOtherVerdict : any(JobResult::incomplete) ? kIncomplete : kAsExpected;
}

int conclude(const ledger::RunResult& result, const ledger::Site& site) {
  std::vector<SummaryLine> lines;
  for (const ledger::RunResult::Cell& cell : result.cells)
    lines.push_back(line_of(cell, site.profile_folder));
  print_summary(site.terminal, lines, result.up_to_date);
  if (result.interrupted) {
    const auto missing = std::count_if(result.cells.begin(), result.cells.end(),
                                       [](const ledger::RunResult::Cell& cell) { return !cell.record; });
    fmt::print("interrupted; {} cells are missing; the same command goes on from here\n", missing);
  }
  return status_of(result, lines);
}

}  // namespace

void require_writable(const fs::path& profile_folder) {
  std::error_code error;
  fs::create_directories(profile_folder, error);
  if (error || access(profile_folder.c_str(), W_OK) != 0) {
    throw InputError("--results", profile_folder.string(), "a folder that can be written",
                     error ? error.message() : "one that cannot");
  }
}

void add_verify_options(CLI::App& command, VerifyOptions& options) {
  add_patterns(command, options.patterns);
  command
      .add_option("--profile", options.profile, "How much work: smoke, quick, cpu, paper, or a .toml file")
      ->capture_default_str();
  command.add_option("--jobs", options.jobs, "Cells at once; default: one for each processor")
      ->check(CLI::Range(1, 1024));
  command.add_option("--seed", options.seed, "Seed of the random instances")->capture_default_str();
  command.add_option("--shard", options.shard,
                     "Part I of N parts that share the work; same command otherwise");
  command.add_option("--results", options.results, "Folder of the results")->capture_default_str();
  command.add_flag("--dry-run", options.dry_run, "Say what would run and why, and run nothing");
}

std::vector<ledger::Planned> plan_claims(const VerifyOptions& options, const Program& program) {
  const ledger::Profile profile = ledger::find_profile(options.profile, program.profiles);
  return plan_claims(options, effort_of(profile, options), fs::path(options.results) / profile.name, program);
}

RunStatus run_verify(const VerifyOptions& options, const Program& program) {
  const ledger::Profile profile = ledger::find_profile(options.profile, program.profiles);
  const verify::ClaimProfile claims = effort_of(profile, options);
  const fs::path profile_folder = fs::path(options.results) / profile.name;
  const std::vector<ledger::Planned> plan = plan_claims(options, claims, profile_folder, program);
  if (options.dry_run) {
    ledger::print_plan(plan);
    return {};
  }
  const fs::path checker = verify::checker_beside_us();
  require_checker(checker);
  require_writable(profile_folder);
  clean_certificates(profile_folder);
  ledger::Site site{.profile_folder = profile_folder, .terminal = Terminal::of(stdout)};
  site.provenance.revision = ledger::revision_of(program.source_tree);
  site.provenance.build = this_build();
  site.provenance.machine = ledger::this_machine();
  site.at_once = options.jobs > 0 ? options.jobs : site.provenance.machine.cores;
  site.provenance.threads = threads_of_each(site.provenance.machine.cores, site.at_once);
  const ledger::Work work = verify::work_of({.claims = &registered_claims(),
                                             .effort = claims.effort,
                                             .time_limit_seconds = claims.time_limit_seconds,
                                             .profile_folder = profile_folder,
                                             .checker = checker,
                                             .checker_program = verify::describe_checker(checker)});
  const ledger::RunResult result = ledger::run(plan, work, site);
  verify::write_ignore_list(profile_folder);
  return {conclude(result, site), result.interrupted};
}

void add_verify(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command =
      root.add_subcommand("verify", "Run the claims' checks and controls; skip what is up to date");
  add_verify_options(*command, *options);
  command->footer(
      "Examples:\n"
      "  dsc verify\n"
      "  dsc verify T2.1 --profile smoke\n"
      "  dsc verify '*/check' -E2b --jobs 2\n"
      "  dsc verify --profile paper --shard 2/8 --results /shared/results\n"
      "  dsc verify --dry-run");
  command->callback([options, &program, &status] { status = run_verify(*options, program).status; });
}

}  // namespace dsc
