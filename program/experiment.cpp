#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "program/commands.h"
#include "program/versions.h"

namespace dsc {
namespace {

/// Each missing set once.
void print_missing_data(const std::vector<ledger::Planned>& plan) {
  std::set<std::string> reasons;
  for (const ledger::Planned& planned : plan) {
    if (planned.decision == ledger::Decision::obstacle) reasons.insert(planned.reason);
  }
  for (const std::string& reason : reasons) fmt::print("passed over: {}\n", reason);
}

}  // namespace

PreparedExperiments prepare(const ExperimentOptions& options, const Program& program) {
  const ExperimentSite site{.profiles = program.profiles,
                            .cell_program = program.cell_program,
                            .code = program.code,
                            .provenance = {.revision = ledger::revision_of(program.source_tree),
                                           .build = this_build(),
                                           .machine = ledger::this_machine()}};
  PreparedExperiments prepared = prepare_experiments(options, site, registered_experiments());
  prepared.site.terminal = Terminal::of(stdout);
  prepared.dry_run = options.dry_run;
  return prepared;
}

RunStatus run(const PreparedExperiments& prepared) {
  if (!prepared.can_run) {
    fmt::print("no experiment runs: dsc was built without LibTorch, so there is no dsc-cell\n");
    return {kIncomplete};
  }
  if (prepared.asked.empty()) {
    fmt::print("the profile {} asks for no experiment\n", prepared.profile);
    return {};
  }
  const std::vector<ledger::Planned> plan = plan_experiments(prepared);
  if (prepared.dry_run) {
    ledger::print_plan(plan);
    return {};
  }
  require_writable(prepared.site.profile_folder);
  const ExperimentCounts counts = run_experiments(prepared, plan);
  print_missing_data(plan);
  fmt::print("{} cells: {} completed ({} were up to date), {} failed, {} missing, {} without data\n",
             counts.all(), counts.completed, counts.up_to_date, counts.failed, counts.missing,
             counts.without_data);
  if (counts.interrupted) fmt::print("interrupted; the same command goes on from here\n");
  const bool complete = !counts.interrupted && counts.completed == counts.all();
  return {complete ? kAsExpected : kIncomplete, counts.interrupted};
}

void add_experiment_options(CLI::App& command, ExperimentOptions& options) {
  command.add_option("--device", options.device, "Where networks are trained: auto, cpu or cuda")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  command.add_option("--data", options.data,
                     "Folder of image sets (dsc doctor tells which); default: the environment's DSC_DATA");
}

void add_experiment(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<ExperimentOptions>();
  CLI::App* command = root.add_subcommand(
      "experiment", "Run the paper's experiments; go on where a run was stopped, skip what is up to date");
  add_patterns(*command, options->patterns);
  command
      ->add_option("--profile", options->profile, "How much work: smoke, quick, cpu, paper, or a .toml file")
      ->capture_default_str();
  add_experiment_options(*command, *options);
  command
      ->add_option("--jobs", options->jobs, "Cells at once; default: one for each processor, or one on cuda")
      ->check(CLI::Range(1, 1024));
  command->add_option("--shard", options->shard,
                      "Part I of N parts that share the work; same command otherwise");
  command->add_option("--results", options->results, "Folder of the results")->capture_default_str();
  command->add_flag("--dry-run", options->dry_run, "Say what would run and why, and run nothing");
  command->footer(
      "Cells whose data is not there are passed over, with the way to get it; a folder .scratch beside the "
      "results holds\n"
      "checkpoints and metrics.jsonl of what is under way.\n\n"
      "Examples:\n"
      "  dsc experiment --dry-run\n"
      "  dsc experiment classification --profile smoke\n"
      "  dsc experiment 'classification/*lenet5*' --profile cpu --data ~/images\n"
      "  dsc experiment --profile paper --device cuda --shard 2/8 --results /shared/results");
  command->callback([options, &program, &status] { status = run(prepare(*options, program)).status; });
}

}  // namespace dsc
