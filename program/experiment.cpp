#include "program/commands.h"

namespace dsc {

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
  command->callback([options, &program, &status] { status = program.experiment(*options)(); });
}

}  // namespace dsc
