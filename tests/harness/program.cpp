#include "tests/harness/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace dsc {
namespace fs = std::filesystem;

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const Environment& environment,
                               const std::string& out) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  std::vector<std::string> words{DSC_FAKE_LEDGER};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  process_ = fork();
  if (process_ == 0) {
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    setenv("DSC_TEST_PIPE", std::to_string(ends[1]).c_str(), 1);
    const std::string output = out.empty() ? (output_ / "out").string() : out;
    for (const auto& [name, target] :
         {std::pair(output, STDOUT_FILENO), std::pair((output_ / "err").string(), STDERR_FILENO)}) {
      dup2(open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), target);
    }
    execv(argv[0], argv.data());
    _exit(126);
  }
  close(ends[1]);
  pipe_ = ends[0];
}

RunningProgram::~RunningProgram() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(pipe_);
}

bool RunningProgram::wait_for_cell() {
  pollfd end{pipe_, POLLIN, 0};
  char mark = 0;
  return poll(&end, 1, 60'000) == 1 && read(pipe_, &mark, 1) == 1;
}

bool RunningProgram::wait_until_gone(int milliseconds) {
  std::array<char, 64> marks{};
  for (;;) {
    pollfd end{pipe_, POLLIN, 0};
    if (poll(&end, 1, milliseconds) != 1) return false;
    if (read(pipe_, marks.data(), marks.size()) == 0) return true;
  }
}

void RunningProgram::send(int signal) { kill(process_, signal); }

Ended RunningProgram::finish() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  EXPECT_TRUE(wait_until_gone(60'000)) << "a process of the run outlives it";
  Ended ended;
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  ended.out = text_of(output_ / "out");
  ended.err = text_of(output_ / "err");
  return ended;
}

Ended run_program(const std::vector<std::string>& arguments, const Environment& environment,
                  const std::string& out) {
  return RunningProgram(arguments, environment, out).finish();
}

void write_text(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace dsc
