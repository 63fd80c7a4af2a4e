#include "tests/cell_program/running_cell.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "experiments/cell/cell_spec.h"
#include "experiments/data/sets.h"

namespace dsc {

using nlohmann::ordered_json;

CellFolder::CellFolder() { std::filesystem::create_directory(folder_ / "scratch"); }

void CellFolder::specify(const std::string& work, const ordered_json& parameters,
                         const std::vector<std::string>& data, const std::string& trained) const {
  CellSpec spec{.work = work, .output = folder_ / "output.json"};
  spec.context.parameters = parameters;
  for (const std::string& key : data) spec.context.data.push_back(known_set(key, {}).location);
  spec.context.scratch = folder_ / "scratch";
  spec.context.pictures = folder_ / "picture";
  spec.context.networks = folder_ / "networks";
  spec.context.trained = trained;
  std::ofstream(folder_ / "spec.json") << to_json(spec);
}

ordered_json CellFolder::output() const { return ordered_json::parse(text_of(folder_ / "output.json")); }

ordered_json CellFolder::result() const {
  ordered_json result = output().at("result");
  result.erase("speed");
  return result;
}

RunningCell::RunningCell(const CellFolder& folder, std::vector<std::string> arguments)
    : errors_(folder / "errors") {
  int ends[2];
  if (pipe2(ends, O_NONBLOCK) != 0) throw std::runtime_error("no pipe");
  arguments.insert(arguments.begin(), {DSC_CELL, (folder / "spec.json").string()});
  process_ = fork();
  if (process_ == 0) {
    dup2(open(errors_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    close(ends[0]);
    if (ends[1] != 3) {
      dup2(ends[1], 3);
      close(ends[1]);
    }
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    execv(DSC_CELL, pointers.data());
    _exit(126);
  }
  close(ends[1]);
  pipe_ = ends[0];
}

RunningCell::~RunningCell() {
  if (!ended()) kill(process_, SIGKILL);
  finish();
  close(pipe_);
}

bool RunningCell::ended() {
  if (process_ < 0) return true;
  if (waitpid(process_, &status_, WNOHANG) != process_) return false;
  process_ = -1;
  return true;
}

bool RunningCell::wait_for_progress(double share) {
  while (progress().empty() || progress().back() < share) {
    if (ended()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

bool RunningCell::wait_for(const std::filesystem::path& file) {
  while (!std::filesystem::exists(file)) {
    if (ended()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

void RunningCell::send(int signal) {
  if (process_ > 0) kill(process_, signal);
}

int RunningCell::finish() {
  if (process_ > 0) {
    waitpid(process_, &status_, 0);
    process_ = -1;
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
}

std::string RunningCell::errors() const { return text_of(errors_); }

const std::vector<double>& RunningCell::progress() {
  double share = 0;
  while (read(pipe_, &share, sizeof share) == static_cast<ssize_t>(sizeof share)) shares_.push_back(share);
  return shares_;
}

}  // namespace dsc
