#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "harness/process/child_process.h"
#include "harness/process/progress.h"

namespace dsc {

/// What a job's process used.
struct Cost {
  std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
  double seconds = 0;
  std::int64_t peak_memory_bytes = 0;
};

/// How a job's process came to its end.
struct JobEnd {
  enum class Way { by_itself, broken, timed_out, interrupted } way = Way::by_itself;
  std::string message{};  ///< why it is not by_itself
  Cost cost{};
};

/// One piece of work, done in a process of its own.
struct Job {
  std::string name{};
  double time_limit_seconds = 0;  ///< then it is stopped
  bool asked_first = false;  ///< before it is killed it gets SIGTERM, and five seconds to store its state
  std::function<void(Messenger&)> work{};  ///< in the child
  /// Here, once the child has ended: stores what came of it, and says it.
  std::function<JobLine(const JobEnd&)> finished{};
  /// Here, where the user stopped it.
  std::function<void(const JobEnd&)> interrupted{};
};

/// Runs the jobs in their order, at most `at_once` of them, each with `threads` OpenMP threads. SIGINT,
/// SIGTERM and SIGHUP stop it: jobs that are storing finish, the others are stopped; a second signal kills
/// all at once. Returns whether it was interrupted. This process stays single-threaded.
bool run_jobs(const std::vector<Job>& jobs, int at_once, int threads, const Terminal& terminal);

/// OpenMP threads for each of `at_once` jobs on `cores` processors; what the user set (OMP_NUM_THREADS)
/// stands.
int threads_of_each(int cores, int at_once);

}  // namespace dsc
