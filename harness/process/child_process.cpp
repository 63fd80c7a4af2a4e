#include "harness/process/child_process.h"

#include <fcntl.h>
#include <omp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>

namespace dsc {
namespace {

constexpr double kStoring = 2;  // no share of work reaches it
constexpr int kFailed = 1;

[[noreturn]] void fail(const std::string& action) {
  const int reason = errno;
  throw std::runtime_error(action + ": " + std::generic_category().message(reason));
}

void restore_signals() {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

void discard_standard_output() {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
}

/// Never returns to the caller's code, which is the parent's.
[[noreturn]] void live(const std::function<void(Messenger&)>& work, int threads, int descriptor,
                       pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kFailed);
  restore_signals();
  discard_standard_output();
  omp_set_num_threads(threads);
  Messenger messenger(descriptor);
  try {
    work(messenger);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dsc: %s\n", error.what());
    _exit(kFailed);
  }
  _exit(0);
}

}  // namespace

void Messenger::send(double value) {
  // The pipe does not block; a message that finds it full is not worth waiting for.
  const ssize_t sent = write(descriptor_, &value, sizeof value);
  static_cast<void>(sent);
}

void Messenger::progress(double share) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  send(std::clamp(share, 0.0, 1.0));
}

void Messenger::storing() { send(kStoring); }

ChildProcess::ChildProcess(const std::function<void(Messenger&)>& work, int threads) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) fail("cannot create a pipe");
  std::fflush(nullptr);
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ == 0) {
    close(ends[0]);
    live(work, threads, ends[1], parent);
  }
  close(ends[1]);
  descriptor_ = ends[0];
  if (process_ < 0) {
    close(descriptor_);
    fail("cannot start a process");
  }
  setpgid(process_, process_);  // both sides set it, so that neither depends on who runs first
}

ChildProcess::~ChildProcess() {
  if (process_ > 0) {
    kill_group();
    waitpid(process_, nullptr, 0);
  }
  if (descriptor_ >= 0) close(descriptor_);
}

double ChildProcess::read_progress() {
  double value = 0;
  while (read(descriptor_, &value, sizeof value) == static_cast<ssize_t>(sizeof value)) {
    if (value == kStoring) {
      storing_ = true;
      share_ = 1;
    } else {
      share_ = std::max(share_, value);
    }
  }
  return share_;
}

std::optional<ChildProcess::Exit> ChildProcess::try_reap() {
  siginfo_t ended{};
  const int answer = waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT);
  if (answer != 0 || ended.si_pid != process_) return std::nullopt;
  kill_group();  // what the cell may have left running; until it is reaped, the group's number is its own
  int status = 0;
  rusage usage{};
  wait4(process_, &status, 0, &usage);
  process_ = -1;
  Exit exit;
  exit.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  exit.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  exit.peak_memory_bytes = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
  return exit;
}

void ChildProcess::ask_to_end() {
  if (process_ > 0) kill(-process_, SIGTERM);
}

void ChildProcess::kill_group() {
  if (process_ > 0) kill(-process_, SIGKILL);
}

}  // namespace dsc
