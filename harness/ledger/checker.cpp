#include "harness/ledger/checker.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace dsc {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kFilesAtOnce = 256;       // keeps the argument list far below the system's limit
constexpr std::size_t kKeptOutput = 4'000'000;  // a line for each file; the rest is read and dropped
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
    kept.append(buffer.data(), std::min(static_cast<std::size_t>(count), kKeptOutput - kept.size()));
  }
}

/// Between fork and exec: only calls that are safe where the parent had threads.
[[noreturn]] void become(char* const* arguments, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kCannotStart);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(kCannotStart);
}

int exit_status(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail("cannot wait for dsc-check");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct Answer {
  std::vector<Proven> proven;  ///< one for each file; empty unless all of them are accepted
  std::string output;
};

/// From "ok  KIND, WORDS  PATH" for each file in turn. A path may hold any character.
std::vector<Proven> read_lines(std::string_view output, const std::vector<fs::path>& files) {
  std::vector<Proven> proven;
  for (const fs::path& file : files) {
    const std::size_t words = output.find(", ") + 2, after = output.find("  ", words);
    const std::string rest = "  " + file.string() + "\n";
    const auto read = read_proven(output.substr(std::min(words, output.size()), after - words));
    if (!output.starts_with("ok  ") || !read || !output.substr(after).starts_with(rest))
      throw std::runtime_error("cannot read the answer of dsc-check: " + std::string(output.substr(0, 200)));
    proven.push_back(*read);
    output.remove_prefix(after + rest.size());
  }
  return proven;
}

Answer ask(const fs::path& checker, const std::vector<fs::path>& files) {
  std::vector<std::string> words{checker.string()};
  std::transform(files.begin(), files.end(), std::back_inserter(words),
                 [](const fs::path& file) { return file.string(); });
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot create a pipe");
  const pid_t parent = getpid(), child = fork();
  if (child == 0) become(arguments.data(), ends[1], parent);
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    fail("cannot start " + checker.string());
  }
  Answer answer;
  answer.output = drain(ends[0]);
  close(ends[0]);
  const int status = exit_status(child);
  if (status == kCannotStart) throw std::runtime_error("cannot start " + checker.string());
  if (status == 0) answer.proven = read_lines(answer.output, files);
  return answer;
}

}  // namespace

CheckReport run_checker(const fs::path& checker, const std::vector<fs::path>& files) {
  CheckReport report;
  for (std::size_t begin = 0; begin < files.size(); begin += kFilesAtOnce) {
    const auto first = files.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last =
        files.begin() + static_cast<std::ptrdiff_t>(std::min(files.size(), begin + kFilesAtOnce));
    const Answer all = ask(checker, {first, last});
    report.proven.insert(report.proven.end(), all.proven.begin(), all.proven.end());
    if (!all.proven.empty()) continue;
    for (auto file = first; file != last; ++file) {
      const Answer answer = ask(checker, {*file});
      const bool accepted = !answer.proven.empty();
      report.proven.push_back(accepted ? std::optional(answer.proven[0]) : std::nullopt);
      if (!accepted && report.complaint.empty()) report.complaint = answer.output;
    }
  }
  return report;
}

fs::path checker_beside_us() { return fs::read_symlink("/proc/self/exe").parent_path() / "dsc-check"; }

}  // namespace dsc
