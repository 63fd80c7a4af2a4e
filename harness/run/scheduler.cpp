#include "harness/run/scheduler.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>

#include "harness/run/child_process.h"
#include "harness/run/signals.h"
#include "harness/store/atomic_file.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct RunningCell {
  const PlannedCell* planned = nullptr;
  std::unique_ptr<ChildProcess> process;
  std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
  Clock::time_point start = Clock::now();
  bool timed_out = false;
  bool stopped = false;  ///< killed because the user asked to stop

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start).count(); }
};

class Scheduler {
 public:
  Scheduler(const std::vector<PlannedCell>& plan, const Workplace& workplace, int jobs, const Screen& screen)
      : workplace_(workplace), jobs_(jobs), view_(screen, count_runs(plan)) {
    for (const PlannedCell& planned : plan) {
      if (planned.decision == Decision::run) waiting_.push_back(&planned);
    }
    const auto slow = [](const PlannedCell* planned) {
      const auto& labels = planned->cell.claim->labels;
      return std::find(labels.begin(), labels.end(), "slow") != labels.end();
    };
    std::stable_partition(waiting_.begin(), waiting_.end(),
                          slow);  // so that no long cell is left for the end
  }

  /// Whether it was interrupted.
  bool run() {
    SignalInbox inbox;
    while (!running_.empty() || (!waiting_.empty() && stops_ == 0)) {
      while (stops_ == 0 && !waiting_.empty() && static_cast<int>(running_.size()) < jobs_) start_next();
      show_progress();
      stop(inbox.wait_for_stop(milliseconds_to_wait()));
      kill_late_cells();
      collect_ended_cells();
    }
    view_.clear();
    return stops_ > 0;
  }

 private:
  static int count_runs(const std::vector<PlannedCell>& plan) {
    return static_cast<int>(std::count_if(plan.begin(), plan.end(), [](const PlannedCell& planned) {
      return planned.decision == Decision::run;
    }));
  }

  void start_next() {
    const PlannedCell* planned = waiting_.front();
    waiting_.pop_front();
    RunningCell cell;
    cell.planned = planned;
    const auto work = [this, planned](Messenger& parent) {
      run_cell(
          *planned, workplace_, [&](double share) { parent.progress(share); }, [&] { parent.storing(); });
    };
    cell.process = std::make_unique<ChildProcess>(work, workplace_.provenance.threads);
    running_.push_back(std::move(cell));
  }

  void show_progress() {
    std::vector<std::string> names;
    double share = 0;
    for (RunningCell& cell : running_) {
      names.push_back(cell.planned->cell.name());
      share += cell.process->read_progress();
    }
    view_.tick(names, share);
  }

  int milliseconds_to_wait() const {
    double wait = 0.5;
    for (const RunningCell& cell : running_) wait = std::min(wait, limit() - cell.seconds());
    return std::max(1, static_cast<int>(std::ceil(wait * 1000)));
  }

  void stop(int signals) {
    if (signals == 0) return;
    stops_ += signals;
    for (RunningCell& cell : running_) {
      cell.process->read_progress();
      if (stops_ == 1 && cell.process->storing()) continue;
      cell.stopped = true;
      cell.process->kill_group();
    }
  }

  void kill_late_cells() {
    for (RunningCell& cell : running_) {
      if (cell.seconds() < limit() || cell.stopped) continue;
      cell.timed_out = true;
      cell.process->kill_group();
    }
  }

  void collect_ended_cells() {
    for (auto cell = running_.begin(); cell != running_.end();) {
      const auto exit = cell->process->try_reap();
      if (!exit) {
        ++cell;
        continue;
      }
      settle(*cell, *exit);
      cell = running_.erase(cell);
    }
  }

  void settle(const RunningCell& cell, const ChildProcess::Exit& exit) {
    const bool orderly = exit.signal == 0 && exit.code == 0;
    if (cell.stopped && !orderly) return;
    CellReport report = report_on(*cell.planned, workplace_.setting.folder);
    if (!orderly || report.state == "missing") {
      Cost cost;
      cost.started = cell.started;
      cost.seconds = cell.seconds();
      cost.peak_memory_bytes = exit.peak_memory_bytes;
      record_loss(*cell.planned, workplace_, cell.timed_out ? State::timed_out : State::failed,
                  describe_loss(cell, exit), cost);
      report = report_on(*cell.planned, workplace_.setting.folder);
    }
    view_.finished(report);
  }

  std::string describe_loss(const RunningCell& cell, const ChildProcess::Exit& exit) const {
    if (cell.timed_out) return fmt::format("stopped at the time limit of {} s", limit());
    if (exit.signal != 0) return fmt::format("killed by signal {} ({})", exit.signal, strsignal(exit.signal));
    if (exit.code != 0) return fmt::format("its process ended with status {}", exit.code);
    return "its process left no record";
  }

  double limit() const { return workplace_.setting.profile.time_limit_seconds; }

  const Workplace& workplace_;
  int jobs_;
  View view_;
  std::deque<const PlannedCell*> waiting_;
  std::vector<RunningCell> running_;
  int stops_ = 0;
};

/// Temporary files that a killed run left anywhere in the profile's folder.
void clean(const ProfileFolder& folder) {
  remove_stale_temporaries(folder.root);
  remove_stale_temporaries(folder.claims());
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder.root / "certificates", error)) {
    remove_stale_temporaries(entry.path());
  }
}

/// What the user set stands; else the processors are shared out among the jobs.
int threads_of_each(int cores, int jobs) {
  const char* const wanted = std::getenv("OMP_NUM_THREADS");
  const int asked = wanted == nullptr ? 0 : std::atoi(wanted);
  return asked > 0 ? asked : std::max(1, cores / jobs);
}

}  // namespace

RunResult run_plan(const std::vector<PlannedCell>& plan, Workplace workplace, int jobs,
                   const Screen& screen) {
  RunResult result;
  workplace.provenance.threads = threads_of_each(workplace.provenance.cores, jobs);
  clean(workplace.setting.folder);
  result.interrupted = Scheduler(plan, workplace, jobs, screen).run();
  write_ignore_list(workplace.setting.folder);
  for (const PlannedCell& planned : plan) {
    if (planned.decision == Decision::other_shard) continue;
    if (planned.decision == Decision::up_to_date) ++result.up_to_date;
    result.reports.push_back(report_on(planned, workplace.setting.folder));
  }
  return result;
}

}  // namespace dsc
