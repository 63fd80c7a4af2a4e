#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "harness/error.h"
#include "harness/ledger/checker.h"
#include "harness/ledger/run_plan.h"
#include "program/commands.h"
#include "program/versions.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

int cores() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

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

Setting setting_of(const VerifyOptions& options, const Program& program) {
  Setting setting;
  setting.profile = find_profile(options.profile, program.profiles);
  setting.profile.effort.seed = parse_seed(options.seed);
  setting.folder.root = fs::path(options.results) / setting.profile.name;
  setting.code = program.code;
  setting.build = this_build();
  return setting;
}

void print_plan(const std::vector<PlannedCell>& plan) {
  std::size_t width = 4;
  for (const PlannedCell& planned : plan) width = std::max(width, planned.cell.name().size());
  int runs = 0;
  for (const PlannedCell& planned : plan) {
    const bool runs_now = planned.decision == Decision::run;
    runs += runs_now ? 1 : 0;
    fmt::print("{:<{}}  {:<4}  {}\n", planned.cell.name(), width, runs_now ? "run" : "skip", planned.reason);
  }
  fmt::print("{} of {} cells would run\n", runs, plan.size());
}

/// Found out before anything runs, not after an hour.
void require_tools(const fs::path& checker, const fs::path& folder) {
  if (access(checker.c_str(), X_OK) != 0) {
    throw InputError(checker.string(), "", "the program dsc-check beside dsc (build it)",
                     "none that can run");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || access(folder.c_str(), W_OK) != 0) {
    throw InputError("--results", folder.string(), "a folder that can be written",
                     error ? error.message() : "one that cannot");
  }
}

int status_of(const RunResult& result) {
  if (result.interrupted) return kIncomplete;
  bool other = false, incomplete = false;
  for (const CellReport& report : result.reports) {
    other = other || (report.state == "completed" && !report.as_expected);
    incomplete = incomplete || report.state != "completed";
  }
  return other ? kOtherVerdict : incomplete ? kIncomplete : kAsExpected;
}

void print_end(const Screen& screen, const RunResult& result) {
  print_summary(screen, result.reports, result.up_to_date);
  if (!result.interrupted) return;
  const auto missing = std::count_if(result.reports.begin(), result.reports.end(),
                                     [](const CellReport& report) { return report.state == "missing"; });
  fmt::print("interrupted; {} cells are missing; the same command goes on from here\n", missing);
}

}  // namespace

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

RunStatus verify(const VerifyOptions& options, const Program& program) {
  const std::vector<Cell> cells = select_cells(registered_cells(), options.patterns);
  const Shard shard = parse_shard(options.shard);
  Workplace workplace;
  workplace.setting = setting_of(options, program);
  const std::vector<PlannedCell> plan = plan_cells(cells, shard, workplace.setting);
  if (options.dry_run) {
    print_plan(plan);
    return {};
  }
  workplace.checker = checker_beside_us();
  require_tools(workplace.checker, workplace.setting.folder.root);
  workplace.provenance.revision = revision_of(program.source_tree);
  workplace.provenance.cpu = processor_name();
  workplace.provenance.cores = cores();
  const Screen screen = Screen::of(stdout);
  const RunResult result = run_plan(plan, workplace, options.jobs > 0 ? options.jobs : cores(), screen);
  print_end(screen, result);
  return {status_of(result), result.interrupted};
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
  command->callback([options, &program, &status] { status = verify(*options, program).status; });
}

}  // namespace dsc
