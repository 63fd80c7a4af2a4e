#include "experiments/run/run_experiments.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <system_error>

#include "experiments/cell/cell_spec.h"
#include "experiments/data/sets.h"
#include "harness/error.h"
#include "harness/process/scheduler.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
namespace {

using Decision = PlannedExperimentCell::Decision;

/// Where a cell's process finds its work and leaves what it has.
struct Desk {
  fs::path folder{}, spec{}, output{}, complaints{};
};

Desk desk_of(const PlannedExperimentCell& planned, const ExperimentFolder& folder) {
  const fs::path scratch = folder.scratch(planned.inputs.cell, address_of(planned.inputs));
  return {scratch, scratch / "spec.json", scratch / "output.json", scratch / "complaints.txt"};
}

std::string spec_of(const PlannedExperimentCell& planned, const ExperimentSetting& setting,
                    const Desk& desk) {
  const ExperimentCell& cell = planned.inputs.cell;
  CellSpec spec{.work = cell.work, .output = fs::absolute(desk.output)};
  spec.context.parameters = cell.parameters;
  const fs::path root = setting.data_folder.empty() ? "" : fs::absolute(setting.data_folder);
  for (const std::string& key : cell.data) spec.context.data.push_back(known_set(key, root).location);
  spec.context.scratch = fs::absolute(desk.folder);
  spec.context.pictures = fs::absolute(setting.folder.pictures(cell));
  spec.context.networks = fs::absolute(setting.folder.networks());
  spec.context.trained = planned.inputs.trained;
  spec.context.device = planned.inputs.device;
  spec.context.threads = planned.inputs.threads;
  return to_json(spec).dump(1) + "\n";
}

/// Becomes the program that computes the cell: progress leaves by descriptor 3, complaints go to a file.
void become_cell(Messenger& parent, const fs::path& program, const Desk& desk) {
  constexpr int progress = 3;
  const int complaints = open(desk.complaints.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (complaints < 0) throw std::runtime_error("cannot write " + desk.complaints.string());
  dup2(complaints, STDERR_FILENO);
  if (parent.descriptor() != progress) dup2(parent.descriptor(), progress);
  const int flags = fcntl(progress, F_GETFD);
  fcntl(progress, F_SETFD, flags & ~FD_CLOEXEC);
  execl(program.c_str(), program.c_str(), desk.spec.c_str(), static_cast<char*>(nullptr));
  throw std::system_error(errno, std::generic_category(), program.string());
}

/// The last line that the process wrote to its standard error.
std::string last_complaint(const Desk& desk) {
  std::error_code error;
  if (!fs::exists(desk.complaints, error)) return "";
  std::string text = read_bytes(desk.complaints, std::uintmax_t{64} << 20);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  text = text.substr(text.rfind('\n') + 1);
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return text.substr(0, 500);
}

/// JSON knows no infinity: a number that was not finite arrives as null.
bool finite(const ordered_json& value) {
  if (value.is_null()) return false;
  if (value.is_number_float()) return std::isfinite(value.get<double>());
  return !value.is_structured() ||
         std::all_of(value.begin(), value.end(), [](const ordered_json& part) { return finite(part); });
}

ExperimentOutcome outcome_of(const JobEnd& end, const Desk& desk) {
  const auto failed = [](const std::string& message) {
    return ExperimentOutcome{State::failed, message, nullptr, 0};
  };
  if (!end.orderly) {
    // Of a cell that was stopped the reason is ours.
    const std::string complaint = end.loss == State::timed_out ? "" : last_complaint(desk);
    return {end.loss, complaint.empty() ? end.message : complaint, nullptr, 0};
  }
  std::error_code error;
  if (!fs::exists(desk.output, error)) return failed("its process left no result");
  const auto output = ordered_json::parse(read_bytes(desk.output), nullptr, false);
  if (!output.is_object() || !output.contains("result") || !output.at("result").is_object()) {
    return failed("its process left something that is no result");
  }
  if (!finite(output.at("result"))) return failed("its result has a number that is not finite");
  const bool timed = output.contains("seconds") && output.at("seconds").is_number();
  return {State::completed, "", output.at("result"), timed ? output.at("seconds").get<double>() : 0};
}

FinishedLine settle(const PlannedExperimentCell& planned, const ExperimentSetting& setting,
                    const Provenance& provenance, const JobEnd& end) {
  const Desk desk = desk_of(planned, setting.folder);
  ExperimentOutcome outcome;
  try {
    outcome = outcome_of(end, desk);
  } catch (const std::exception& fault) {
    outcome = {State::failed, fault.what(), nullptr, 0};
  }
  const ExperimentCell& cell = planned.inputs.cell;
  const ordered_json record = record_of(planned.inputs, outcome, provenance, end.cost);
  write_atomically(setting.folder.record(cell),
                   record.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n");
  if (outcome.state == State::completed) {
    std::error_code ignored;
    fs::remove_all(desk.folder, ignored);
  }
  FinishedLine line;
  line.name = cell.experiment + "/" + cell.name;
  line.text = to_string(outcome.state) + (outcome.message.empty() ? "" : ": " + outcome.message);
  line.tone = outcome.state == State::completed ? Tone::good : Tone::incomplete;
  line.seconds = end.cost.seconds;
  return line;
}

Job job_of(const PlannedExperimentCell& planned, const ExperimentSetting& setting,
           const Provenance& provenance) {
  Job job;
  job.name = planned.inputs.cell.experiment + "/" + planned.inputs.cell.name;
  job.time_limit_seconds = planned.time_limit_seconds;
  job.asked_first = true;  // dsc-cell writes a checkpoint then
  job.work = [&planned, &setting](Messenger& parent) {
    const Desk desk = desk_of(planned, setting.folder);
    std::error_code ignored;
    fs::remove(desk.output, ignored);
    write_atomically(desk.spec, spec_of(planned, setting, desk));
    become_cell(parent, setting.program.file, desk);
  };
  job.settle = [&planned, &setting, &provenance](const JobEnd& end) {
    return settle(planned, setting, provenance, end);
  };
  return job;
}

/// Stores the result of one cell as that of another with the same inputs; nothing where there is none yet.
void copy_result(const ExperimentInputs& from, const ExperimentInputs& to, const ExperimentFolder& folder) {
  auto record = read_experiment_record(folder.record(from.cell));
  if (!record || record->at("state") != to_string(State::completed) ||
      record->at("address") != address_of(from))
    return;
  const std::string stem = folder.pictures(from.cell).filename().string() + "-";
  std::error_code ignored;
  fs::create_directories(folder.of(to.cell.experiment));
  for (const auto& entry : fs::directory_iterator(folder.of(from.cell.experiment), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(stem) || entry.path().extension() != ".png") continue;
    write_atomically(folder.pictures(to.cell).string() + "-" + name.substr(stem.size()),
                     read_bytes(entry.path()));
  }
  (*record)["cell"] = to.cell.experiment + "/" + to.cell.name;
  (*record)["address"] = address_of(to);
  (*record)["provenance"]["copied_from"] = from.cell.experiment + "/" + from.cell.name;
  (*record)["provenance"]["seconds"] = 0;  // spent once
  write_atomically(folder.record(to.cell), record->dump(1) + "\n");
}

/// Scratch of other addresses can never be resumed; temporary files of killed writers can never be finished.
void clean(const std::vector<PlannedExperimentCell>& plan, const ExperimentFolder& folder) {
  std::error_code error;
  for (const PlannedExperimentCell& planned : plan) {
    if (planned.decision == Decision::other_shard || planned.decision == Decision::no_data) continue;
    const ExperimentCell& cell = planned.inputs.cell;
    remove_stale_temporaries(folder.of(cell.experiment));
    const fs::path current = folder.scratch(cell, address_of(planned.inputs));
    for (const auto& entry : fs::directory_iterator(current.parent_path(), error)) {
      const std::string name = entry.path().filename().string();
      const bool of_this_cell = name.starts_with(cell.name + "-") && name.size() == cell.name.size() + 17;
      if (of_this_cell && entry.path() != current) fs::remove_all(entry.path(), error);
    }
  }
}

}  // namespace

ExperimentCounts& ExperimentCounts::operator+=(const ExperimentCounts& other) {
  completed += other.completed, up_to_date += other.up_to_date, failed += other.failed;
  missing += other.missing, without_data += other.without_data;
  interrupted = interrupted || other.interrupted;
  return *this;
}

std::vector<const PlannedExperimentCell*> running_order(const std::vector<PlannedExperimentCell>& plan) {
  std::vector<const PlannedExperimentCell*> order;
  for (const PlannedExperimentCell& planned : plan) {
    if (planned.decision == Decision::run) order.push_back(&planned);
  }
  const auto key = [](const PlannedExperimentCell* planned) {
    const ExperimentCell& cell = planned->inputs.cell;
    return std::pair(-cell.weight, cell.parameters.value("seed", std::int64_t{0}));
  };
  std::ranges::stable_sort(order, {}, key);
  return order;
}

ExperimentCounts run_experiments(const std::vector<PlannedExperimentCell>& plan,
                                 const ExperimentSetting& setting, const Provenance& provenance, int at_once,
                                 const Screen& screen, Stage stage) {
  clean(plan, setting.folder);
  const auto now = [&](const PlannedExperimentCell& planned) {
    return planned.inputs.cell.trained.empty() == (stage == Stage::first);
  };
  std::vector<Job> jobs;
  for (const PlannedExperimentCell* planned : running_order(plan)) {
    if (now(*planned)) jobs.push_back(job_of(*planned, setting, provenance));
  }

  ExperimentCounts counts;
  counts.interrupted = run_jobs(jobs, at_once, setting.threads, screen);
  for (const PlannedExperimentCell& planned : plan) {
    if (planned.decision == Decision::copy && now(planned))
      copy_result(plan[planned.same_as].inputs, planned.inputs, setting.folder);
  }
  for (const PlannedExperimentCell& planned : plan) {
    if (planned.decision == Decision::other_shard || !now(planned)) continue;
    if (planned.decision == Decision::no_data) {
      ++counts.without_data;
      continue;
    }
    counts.up_to_date += planned.decision == Decision::up_to_date ? 1 : 0;
    const auto record = read_experiment_record(setting.folder.record(planned.inputs.cell));
    const bool ours = record && record->at("address") == address_of(planned.inputs);
    ++(!ours                                                ? counts.missing
       : record->at("state") == to_string(State::completed) ? counts.completed
                                                            : counts.failed);
  }
  return counts;
}

}  // namespace dsc
