#include "experiments/run/experiment_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>

#include "experiments/data/sets.h"
#include "experiments/run/run_experiments.h"
#include "program/versions.h"
#include "harness/error.h"
#include "harness/ledger/profile.h"
#include "harness/process/scheduler.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

using Decision = PlannedExperimentCell::Decision;

fs::path profile_file(const std::string& wanted, const fs::path& folder) {
  return wanted.ends_with(".toml") ? fs::path(wanted) : folder / (wanted + ".toml");
}

std::string resolved_device(const std::string& wanted, const CellProgram& program) {
  if (wanted == "cuda" && !program.cuda) {
    throw InputError("--device", "",
                     "a CUDA device that LibTorch " + program.torch + " can use (see dsc doctor)", "none");
  }
  return wanted == "auto" ? (program.cuda ? "cuda" : "cpu") : wanted;
}

void print_plan(const std::vector<PlannedExperimentCell>& plan) {
  int runs = 0;
  for (const PlannedExperimentCell& planned : plan) {
    const bool runs_now = planned.decision == Decision::run;
    const bool copied = planned.decision == Decision::copy, waits = planned.decision == Decision::waits;
    runs += runs_now || waits ? 1 : 0;
    fmt::print("{}/{}  {}  {}\n", planned.inputs.cell.experiment, planned.inputs.cell.name,
               runs_now ? "run"
               : copied ? "copy"
               : waits  ? "run"
                        : "skip",
               planned.reason);
  }
  fmt::print("{} of {} cells would run\n", runs, plan.size());
}

/// Each missing set once.
void print_missing_data(const std::vector<PlannedExperimentCell>& plan) {
  std::set<std::string> reasons;
  for (const PlannedExperimentCell& planned : plan) {
    if (planned.decision == Decision::no_data) reasons.insert(planned.reason);
  }
  for (const std::string& reason : reasons) fmt::print("passed over: {}\n", reason);
}

void require_writable(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || access(folder.c_str(), W_OK) != 0) {
    throw InputError("--results", folder.string(), "a folder that can be written",
                     error ? error.message() : "one that cannot");
  }
}

/// What a run was asked for and found to need.
struct PreparedRun {
  ExperimentOptions options{};
  AskedCells asked{};
  ExperimentSetting setting{};
  Shard shard{};
  fs::path source_tree{};
  int cores = 1, at_once = 1;
};

int run(const PreparedRun& prepared) {
  const ExperimentSetting& setting = prepared.setting;
  const auto plan = plan_experiments(prepared.asked, prepared.options.patterns, prepared.shard, setting);
  if (prepared.options.dry_run) {
    print_plan(plan);
    return kAsExpected;
  }
  require_writable(setting.folder.root);
  Provenance provenance;
  provenance.revision = revision_of(prepared.source_tree);
  provenance.cpu = processor_name();
  provenance.cores = prepared.cores;
  provenance.threads = setting.threads;
  ExperimentCounts counts =
      run_experiments(plan, setting, provenance, prepared.at_once, Screen::of(stdout));
  if (!counts.interrupted) {
    // What was trained now can be inspected now.
    const auto rest = plan_experiments(prepared.asked, prepared.options.patterns, prepared.shard, setting);
    counts += run_experiments(rest, setting, provenance, prepared.at_once, Screen::of(stdout),
                              Stage::inspection);
  }
  print_missing_data(plan);
  fmt::print("{} cells: {} completed ({} were up to date), {} failed, {} missing, {} without data\n",
             counts.completed + counts.failed + counts.missing + counts.without_data, counts.completed,
             counts.up_to_date, counts.failed, counts.missing, counts.without_data);
  if (counts.interrupted) fmt::print("interrupted; the same command goes on from here\n");
  return counts.interrupted || counts.failed + counts.missing + counts.without_data > 0 ? kIncomplete
                                                                                        : kAsExpected;
}

}  // namespace

std::function<int()> prepare_experiments(const ExperimentOptions& options, const ExperimentProgram& program) {
  const Profile profile = find_profile(options.profile, program.profiles);
  PreparedRun prepared{.options = options, .source_tree = program.source_tree};
  prepared.asked =
      cells_of_profile(profile_file(options.profile, program.profiles), registered_experiments());
  prepared.shard = parse_shard(options.shard);
  ExperimentSetting& setting = prepared.setting;
  setting.data_folder = data_folder(options.data);
  if (prepared.asked.cells.empty()) {
    return [name = profile.name] {
      fmt::print("the profile {} asks for no experiment\n", name);
      return kAsExpected;
    };
  }
  if (program.cell_program.empty()) {
    return [] {
      fmt::print("no experiment runs: dsc was built without LibTorch, so there is no dsc-cell\n");
      return kIncomplete;
    };
  }
  setting.folder.root = fs::path(options.results) / profile.name;
  setting.program = describe_cell_program(program.cell_program);
  setting.device = resolved_device(options.device, setting.program);
  setting.code = program.code;
  setting.build = this_build();
  prepared.cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  prepared.at_once = options.jobs > 0 ? options.jobs : setting.device == "cuda" ? 1 : prepared.cores;
  setting.threads = threads_of_each(prepared.cores, prepared.at_once);
  return [prepared] { return run(prepared); };
}

}  // namespace dsc
