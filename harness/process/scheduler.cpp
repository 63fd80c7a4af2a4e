#include "harness/process/scheduler.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>

#include "harness/process/signals.h"

namespace dsc {
namespace {

using Clock = std::chrono::steady_clock;

/// A job that was asked to end has so long.
constexpr std::chrono::seconds kGrace{5};

struct RunningJob {
  const Job* job = nullptr;
  std::unique_ptr<ChildProcess> process;
  std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
  Clock::time_point start = Clock::now();
  bool timed_out = false;
  bool stopped = false;                        ///< because the user asked to stop
  std::optional<Clock::time_point> kill_at{};  ///< when, for one that was asked to end

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start).count(); }
  /// Until something is due.
  double seconds_left() const {
    if (kill_at) return std::chrono::duration<double>(*kill_at - Clock::now()).count();
    return job->time_limit_seconds - seconds();
  }
  void end() {
    if (kill_at) return;
    if (job->asked_first) {
      process->ask_to_end();
      kill_at = Clock::now() + kGrace;
    } else {
      process->kill_group();
    }
  }
};

class Scheduler {
 public:
  Scheduler(const std::vector<Job>& jobs, int at_once, int threads, const Terminal& terminal)
      : at_once_(at_once), threads_(threads), bar_(terminal, static_cast<int>(jobs.size())) {
    for (const Job& job : jobs) waiting_.push_back(&job);
  }

  /// Whether it was interrupted.
  bool run() {
    SignalInbox inbox;
    while (!running_.empty() || (!waiting_.empty() && stops_ == 0)) {
      while (stops_ == 0 && !waiting_.empty() && static_cast<int>(running_.size()) < at_once_) start_next();
      show_progress();
      stop(inbox.wait_for_stop(milliseconds_to_wait()));
      kill_late_jobs();
      collect_ended_jobs();
    }
    bar_.clear();
    return stops_ > 0;
  }

 private:
  void start_next() {
    RunningJob running;
    running.job = waiting_.front();
    waiting_.pop_front();
    running.process = std::make_unique<ChildProcess>(running.job->work, threads_);
    running_.push_back(std::move(running));
  }

  void show_progress() {
    std::vector<std::string> names;
    double share = 0;
    for (RunningJob& running : running_) {
      names.push_back(running.job->name);
      share += running.process->read_progress();
    }
    bar_.draw(names, share);
  }

  int milliseconds_to_wait() const {
    double wait = 0.5;
    for (const RunningJob& running : running_) {
      wait = std::min(wait, running.seconds_left());
    }
    return std::max(1, static_cast<int>(std::ceil(wait * 1000)));
  }

  void stop(int signals) {
    if (signals == 0) return;
    stops_ += signals;
    for (RunningJob& running : running_) {
      running.process->read_progress();
      if (stops_ == 1 && running.process->storing()) continue;
      running.stopped = true;
      stops_ == 1 ? running.end() : running.process->kill_group();
    }
  }

  void kill_late_jobs() {
    for (RunningJob& running : running_) {
      if (running.seconds_left() > 0) continue;
      if (running.kill_at) {
        running.process->kill_group();
      } else if (!running.stopped) {
        running.timed_out = true;
        running.end();
      }
    }
  }

  void collect_ended_jobs() {
    for (auto running = running_.begin(); running != running_.end();) {
      const auto exit = running->process->try_reap();
      if (!exit) {
        ++running;
        continue;
      }
      const JobEnd end = end_of(*running, *exit);
      if (end.way == JobEnd::Way::interrupted) {
        if (running->job->interrupted) running->job->interrupted(end);
      } else {
        bar_.finished(running->job->finished(end));
      }
      running = running_.erase(running);
    }
  }

  static JobEnd end_of(const RunningJob& running, const ChildProcess::Exit& exit) {
    using Way = JobEnd::Way;
    const bool orderly = exit.signal == 0 && exit.code == 0;
    JobEnd end;
    end.way = orderly             ? Way::by_itself
              : running.timed_out ? Way::timed_out
              : running.stopped   ? Way::interrupted
                                  : Way::broken;
    end.cost = {running.started, running.seconds(), exit.peak_memory_bytes};
    if (end.way == Way::timed_out) {
      end.message = fmt::format("stopped at the time limit of {} s", running.job->time_limit_seconds);
    } else if (exit.signal != 0) {
      end.message = fmt::format("killed by signal {} ({})", exit.signal, strsignal(exit.signal));
    } else if (exit.code != 0) {
      end.message = fmt::format("its process ended with status {}", exit.code);
    }
    return end;
  }

  int at_once_, threads_;
  ProgressBar bar_;
  std::deque<const Job*> waiting_;
  std::vector<RunningJob> running_;
  int stops_ = 0;
};

}  // namespace

bool run_jobs(const std::vector<Job>& jobs, int at_once, int threads, const Terminal& terminal) {
  return Scheduler(jobs, at_once, threads, terminal).run();
}

int threads_of_each(int cores, int at_once) {
  const char* const wanted = std::getenv("OMP_NUM_THREADS");
  const int asked = wanted == nullptr ? 0 : std::atoi(wanted);
  return asked > 0 ? asked : std::max(1, cores / at_once);
}

}  // namespace dsc
