#include "harness/process/run_and_read.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

namespace dsc {
namespace {

constexpr std::size_t kKept = 4'000'000;
constexpr int kCannotStart = 127;

[[noreturn]] void fail(const std::string& action) {
  const int reason = errno;
  throw std::runtime_error(action + ": " + std::generic_category().message(reason));
}

/// Reads to the end, so that the writer never blocks, and keeps the beginning.
std::string drain(int descriptor) {
  std::string kept;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t count = read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return kept;
    kept.append(buffer.data(), std::min(static_cast<std::size_t>(count), kKept - kept.size()));
  }
}

/// Between fork and exec: only calls that are safe where the parent had threads.
[[noreturn]] void become(char* const* arguments, int output, StandardError errors, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kCannotStart);
  const int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(errors == StandardError::with_output ? output : nowhere, STDERR_FILENO);
  execvp(arguments[0], arguments);
  _exit(kCannotStart);
}

}  // namespace

ProgramEnd run_and_read(const std::vector<std::string>& command, StandardError errors) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot create a pipe");
  const pid_t parent = getpid(), child = fork();
  if (child == 0) become(arguments.data(), ends[1], errors, parent);
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    fail("cannot start " + command.front());
  }
  ProgramEnd end;
  end.output = drain(ends[0]);
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail("cannot wait for " + command.front());
  }
  end.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  end.started = end.status != kCannotStart;
  return end;
}

}  // namespace dsc
