#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "harness/process/child_process.h"
#include "harness/process/progress.h"
#include "harness/ledger/provenance.h"
#include "harness/ledger/record.h"

namespace dsc {

/// How a job's process came to its end.
struct JobEnd {
  bool orderly = true;  ///< it ended by itself with status 0; what it left tells the rest
  State loss = State::failed;
  std::string message{};  ///< why it is lost, where it is
  Cost cost{};            ///< as seen from outside
};

/// One piece of work, done in a process of its own.
struct Job {
  std::string name{};
  bool slow = false;              ///< starts before the others, so that no long job is left for the end
  double time_limit_seconds = 0;  ///< then it is stopped
  bool asked_first = false;  ///< before it is killed it gets SIGTERM, and five seconds to store its state
  std::function<void(Messenger&)> work{};  ///< in the child
  std::function<FinishedLine(const JobEnd&)>
      settle{};  ///< here, once the child has ended: stores a loss, says what came of it
};

/// Runs the jobs, at most `at_once` of them, each with `threads` OpenMP threads. SIGINT, SIGTERM and SIGHUP
/// stop it: jobs that are storing finish, the others are stopped and not settled; a second signal kills all
/// at once. Returns whether it was interrupted. This process stays single-threaded.
bool run_jobs(const std::vector<Job>& jobs, int at_once, int threads, const Screen& screen);

/// OpenMP threads for each of `at_once` jobs on `cores` processors; what the user set (OMP_NUM_THREADS)
/// stands.
int threads_of_each(int cores, int at_once);

}  // namespace dsc
