#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "experiments/data/sets.h"
#include "harness/cluster/script.h"
#include "harness/cluster/shell.h"
#include "harness/cluster/slurm.h"
#include "harness/cluster/tasks.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"
#include "program/commands.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

struct SubmitOptions {
  std::vector<std::string> patterns{};
  std::string profile = "quick";
  std::string results = "results";
  std::string only{};  ///< claims or experiments; empty: both, or claims where there are patterns
  std::string device = "cpu";
  std::string data{};
  int tasks = 0;  ///< 0: one for each cell
  int jobs = 16;
  int cores = 1;
  std::string partition{}, time{};
  std::vector<std::string> slurm{};
  bool dry_run = false, script = false;

  bool claims() const { return only != "experiments"; }
  bool experiments() const { return only == "experiments" || (only.empty() && patterns.empty()); }
};

/// One of dsc's commands that computes cells, and its cells.
struct Part {
  std::vector<std::string> command{};
  std::vector<ledger::Planned> plan{};
};

std::string this_program() { return fs::read_symlink("/proc/self/exe").string(); }

/// A path that a job finds from whatever folder it starts in; other words as they are.
std::string from_anywhere(const std::string& path) {
  return path.empty() ? path : fs::absolute(path).lexically_normal().string();
}

std::string profile_word(const std::string& profile) {
  return profile.ends_with(".toml") ? from_anywhere(profile) : profile;
}

/// What a node with the device would plan: this one need not have it.
std::vector<ledger::Planned> plan_experiments_elsewhere(const SubmitOptions& options,
                                                        const Program& program) {
  const ledger::Profile profile = ledger::find_profile(options.profile, program.profiles);
  const fs::path profile_folder = fs::path(options.results) / profile.name;
  const CellSources sources{.code = program.code,
                            .data_folder = data_folder(options.data),
                            .profile_folder = profile_folder,
                            .device = options.device};
  const AskedCells asked = cells_of_profile(profile, registered_experiments());
  return ledger::plan(ledger::select(ledger_cells(asked.cells, sources), options.patterns), {},
                      profile_folder);
}

std::vector<Part> parts_of(const SubmitOptions& options, const Program& program) {
  const auto command = [&](const std::string& name) {
    std::vector<std::string> words = {this_program(), name};
    words.insert(words.end(), options.patterns.begin(), options.patterns.end());
    for (const std::string& word : {std::string("--profile"), profile_word(options.profile),
                                    std::string("--results"), from_anywhere(options.results)}) {
      words.push_back(word);
    }
    return words;
  };
  std::vector<Part> parts;
  if (options.claims()) {
    const VerifyOptions claims{
        .patterns = options.patterns, .profile = options.profile, .results = options.results};
    parts.push_back({command("verify"), plan_claims(claims, program)});
  }
  if (options.experiments()) {
    if (program.cell_program.empty()) {
      throw InputError("--only", "", "claims (this dsc was built without LibTorch, so there is no dsc-cell)",
                       "experiments");
    }
    Part part{command("experiment"), plan_experiments_elsewhere(options, program)};
    part.command.insert(part.command.end(), {"--device", options.device});
    if (!options.data.empty())
      part.command.insert(part.command.end(), {"--data", from_anywhere(options.data)});
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<std::vector<ledger::Planned>> plans_of(const std::vector<Part>& parts) {
  std::vector<std::vector<ledger::Planned>> plans;
  for (const Part& part : parts) plans.push_back(part.plan);
  return plans;
}

/// What the queue holds of one submission: its jobs are known by their names.
struct UnderWay {
  cluster::Queued first{}, then{}, report{};

  std::set<std::string> arrays() const {
    std::set<std::string> all = first.jobs;
    all.insert(then.jobs.begin(), then.jobs.end());
    return all;
  }
};

/// "dsc-paper-0a1b2c3d": of what is computed into which folder.
std::string name_of(const SubmitOptions& options, const std::string& profile) {
  std::string all =
      from_anywhere(options.results) + '\n' + profile + '\n' + options.only + '\n' + options.device;
  for (const std::string& pattern : options.patterns) all += '\n' + pattern;
  return "dsc-" + profile + "-" + sha256_hex(all).substr(0, 8);
}

/// Throws InputError where tasks are under way that divide the work into other parts.
UnderWay under_way(const std::map<std::string, cluster::Queued>& queue, const std::string& name, int count) {
  UnderWay found;
  const std::string ours = name + "-" + std::to_string(count);
  for (const auto& [job, queued] : queue) {
    if (job == ours + "-first") {
      found.first = queued;
    } else if (job == ours + "-then") {
      found.then = queued;
    } else if (job == ours + "-report") {
      found.report = queued;
    } else {
      throw InputError("--tasks", "", "the number of tasks of the job " + job + ", which is under way",
                       std::to_string(count));
    }
  }
  return found;
}

std::vector<int> without(const std::set<int>& tasks, const std::set<int>& queued) {
  std::vector<int> left;
  std::set_difference(tasks.begin(), tasks.end(), queued.begin(), queued.end(), std::back_inserter(left));
  return left;
}

/// The scripts of a submission.
class Scripts {
 public:
  Scripts(const SubmitOptions& options, const std::string& profile, const std::string& name, int count,
          const std::vector<Part>& parts)
      : folder_(fs::path(from_anywhere(options.results)) / profile / "slurm"), most_(options.jobs) {
    if (folder_.string().find_first_of("%\"\\\n") != std::string::npos) {
      throw InputError("--results", folder_.string(), "a path that Slurm can name a log in",
                       "one with a percent sign, a quote, a backslash or a line break");
    }
    const std::string start = name + "-" + std::to_string(count);
    std::vector<std::string> directives;
    if (!options.partition.empty()) directives.push_back("--partition=" + options.partition);
    report_ = {.name = start + "-report",
               .log = (folder_ / "report.log").string(),
               .options = directives,
               .commands = {
                   cluster::shell_line({this_program(), "report", "--profile", profile_word(options.profile),
                                        "--results", from_anywhere(options.results)})}};
    directives.insert(directives.end(), {"--cpus-per-task=" + std::to_string(options.cores), "--requeue",
                                         "--signal=B:TERM@120"});
    if (options.device == "cuda") directives.push_back("--gres=gpu:1");
    if (!options.time.empty()) directives.push_back("--time=" + options.time);
    directives.insert(directives.end(), options.slurm.begin(), options.slurm.end());
    tasks_ = {.name = start, .log = (folder_ / "task-%a.log").string(), .options = directives};
    for (const Part& part : parts) {
      tasks_.commands.push_back(cluster::shell_line(part.command) +
                                " --jobs 1 --shard \"$SLURM_ARRAY_TASK_ID/" + std::to_string(count) + "\"");
    }
  }

  const fs::path& folder() const { return folder_; }
  std::string report() const { return cluster::text_of(report_); }
  /// `round` is "first" or "then".
  std::string array(const std::string& round, const std::vector<int>& tasks) const {
    cluster::Script script = tasks_;
    script.name += "-" + round;
    script.options.push_back(fmt::format("--array={}%{}", cluster::index_ranges(tasks), most_));
    return cluster::text_of(script);
  }
  /// Writes a script and submits it, to begin when the jobs have ended, whatever they came to.
  std::string submit(const std::string& file, const std::string& text,
                     const std::set<std::string>& after) const {
    write_atomically(folder_ / file, text);
    std::string jobs;
    for (const std::string& job : after) jobs += ":" + job;
    return cluster::submit(folder_ / file, after.empty() ? std::vector<std::string>()
                                                         : std::vector{"--dependency=afterany" + jobs});
  }

 private:
  fs::path folder_;
  int most_;
  cluster::Script tasks_{}, report_{};
};

void check(const SubmitOptions& options) {
  const auto one_line = [](const std::string& option, const std::string& text) {
    if (text.find_first_of("\n\r") != std::string::npos) throw InputError(option, "", "one line", "several");
  };
  one_line("--partition", options.partition);
  one_line("--time", options.time);
  for (const std::string& directive : options.slurm) {
    one_line("--slurm", directive);
    if (!directive.starts_with("--")) {
      throw InputError("--slurm", "", "an option of sbatch, as in --slurm=--mem=8G", directive);
    }
  }
}

/// Of a plan that is only to be looked at, the queue is asked where there is one.
std::map<std::string, cluster::Queued> queue_of(const std::string& name, bool needed) {
  try {
    return cluster::queue(name + "-");
  } catch (const std::runtime_error& error) {
    if (needed) throw;
    fmt::print("the queue was not asked: {}\n", error.what());
    return {};
  }
}

/// An array of tasks that do what can be done now, one of those that read what these train, and a report.
void submit_all(const Scripts& scripts, const std::vector<int>& first, const std::vector<int>& then,
                const UnderWay& before) {
  std::set<std::string> arrays = before.arrays();
  const auto add_array = [&](const std::string& round, const std::vector<int>& tasks,
                             const std::set<std::string>& after) {
    if (tasks.empty()) return;
    const std::string job = scripts.submit(round + ".sh", scripts.array(round, tasks), after);
    fmt::print("job {}: tasks {}\n", job, cluster::index_ranges(tasks));
    arrays.insert(job);
  };
  add_array("first", first, {});
  add_array("then", then, std::set(arrays));
  const bool more = !first.empty() || !then.empty();
  if (!more && (arrays.empty() || !before.report.jobs.empty())) return;
  const std::string job = scripts.submit("report.sh", scripts.report(), arrays);
  fmt::print("job {}: the report, when they have ended\n", job);
}

void submit(const SubmitOptions& options, const Program& program) {
  check(options);
  const std::string profile = ledger::find_profile(options.profile, program.profiles).name;
  const std::string name = name_of(options, profile);
  // The queue first: the records of a task that ends in between are there by the time they are looked at.
  const auto queue =
      options.script ? std::map<std::string, cluster::Queued>() : queue_of(name, !options.dry_run);
  const std::vector<Part> parts = parts_of(options, program);
  const cluster::Tasks tasks = cluster::tasks_of(plans_of(parts), options.tasks);
  const Scripts scripts(options, profile, name, tasks.count, parts);
  const UnderWay before = under_way(queue, name, tasks.count);
  // A task does all that is missing of its part: one that waits for others counts as under way for both.
  std::set<int> queued = before.first.tasks;
  queued.insert(before.then.tasks.begin(), before.then.tasks.end());
  const std::vector<int> first = without(tasks.first, queued), then = without(tasks.then, before.then.tasks);
  if (options.script) {
    if (!first.empty()) fmt::print("{}\n", scripts.array("first", first));
    if (!then.empty()) fmt::print("{}\n", scripts.array("then", then));
    fmt::print("{}", scripts.report());
    return;
  }
  fmt::print("{} of {} cells are missing, {} cannot be computed for want of data; {} tasks, {} under way\n",
             tasks.missing, tasks.all, tasks.without_data, tasks.count, queued.size());
  if (options.dry_run) {
    const auto shown = [](const std::vector<int>& indices) {
      return indices.empty() ? "none" : cluster::index_ranges(indices);
    };
    fmt::print("would submit tasks {}; after them {}\n", shown(first), shown(then));
    return;
  }
  require_writable(scripts.folder());
  submit_all(scripts, first, then, before);
  if (tasks.missing == 0)
    fmt::print("nothing is missing: dsc report --profile {}\n", profile_word(options.profile));
}

}  // namespace

void add_submit(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<SubmitOptions>();
  CLI::App* command = root.add_subcommand(
      "submit", "Have Slurm compute what is missing of a profile, on many nodes, and then write the report");
  add_patterns(*command, options->patterns);
  command
      ->add_option("--profile", options->profile, "How much work: smoke, quick, cpu, paper, or a .toml file")
      ->capture_default_str();
  command->add_option("--results", options->results, "Folder of the results, which all nodes see")
      ->capture_default_str();
  command
      ->add_option("--only", options->only,
                   "claims or experiments; default: both, or with patterns the claims that they choose")
      ->check(CLI::IsMember({"claims", "experiments"}));
  command->add_option("--device", options->device, "Where networks are trained: cpu, or cuda, one GPU a task")
      ->check(CLI::IsMember({"cpu", "cuda"}))
      ->capture_default_str();
  command->add_option("--data", options->data, "Folder of image sets; default: the environment's DSC_DATA");
  command->add_option("--tasks", options->tasks, "Tasks to divide the work into; default: one for each cell")
      ->check(CLI::Range(1, 100'000));
  command->add_option("--jobs", options->jobs, "Tasks at once")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_option("--cores", options->cores, "Processors of each task")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_option("--partition", options->partition, "Slurm's partition");
  command->add_option("--time", options->time, "Slurm's time limit of a task, as 2-00:00:00");
  command
      ->add_option("--slurm", options->slurm,
                   "A further option of sbatch, as --slurm=--mem=8G; may be repeated")
      ->expected(1)
      ->take_all();
  command->add_flag("--dry-run", options->dry_run, "Say which tasks would be submitted, and submit none");
  command->add_flag("--script", options->script, "Print the scripts, and submit nothing; needs no Slurm");
  command->footer(
      "What is done is known from the results, what is under way from Slurm's queue; nothing else is kept. "
      "After a "
      "failure of\n"
      "nodes, of Slurm or of this machine the same command submits what is missing and not under way. "
      "Scripts and "
      "logs go to\n"
      "RESULTS/PROFILE/slurm.\n\n"
      "Examples:\n"
      "  dsc submit --profile paper --dry-run\n"
      "  dsc submit --profile paper --device cuda --jobs 8 --partition gpu --time 2-00:00:00 --results "
      "/shared/results\n"
      "  dsc submit 'T2.*' --profile cpu --slurm=--mem=8G");
  command->callback([options, &program, &status] {
    submit(*options, program);
    status = kAsExpected;
  });
}

}  // namespace dsc
