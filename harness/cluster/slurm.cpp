#include "harness/cluster/slurm.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>

#include "harness/error.h"
#include "harness/process/run_and_read.h"

namespace dsc::cluster {
namespace {

std::string output_of(const std::vector<std::string>& command) {
  const ProgramEnd end = run_and_read(command, StandardError::with_output);
  if (!end.started) {
    throw InputError(command.front(), "",
                     "a program of Slurm's on the path (apt install slurm-client; --script needs none)",
                     "none of that name");
  }
  if (end.status != 0) {
    std::string said = end.output;
    while (!said.empty() && said.back() == '\n') said.pop_back();
    throw std::runtime_error(command.front() + " failed: " + (said.empty() ? "it did not say why" : said));
  }
  return end.output;
}

}  // namespace

std::map<std::string, Queued> queue(const std::string& start) {
  std::istringstream lines(
      output_of({"squeue", "--me", "--noheader", "--array", "--states=PENDING,RUNNING,SUSPENDED,CONFIGURING",
                 "--format=%F %K %j"}));
  std::map<std::string, Queued> found;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string job, index, name;
    words >> job >> index >> name;
    if (!name.starts_with(start)) continue;
    Queued& queued = found[name];
    queued.jobs.insert(job);
    int task = 0;
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), task);
    if (error == std::errc()) queued.tasks.insert(task);  // else "N/A": not of an array
  }
  return found;
}

std::string submit(const std::filesystem::path& script, const std::vector<std::string>& options) {
  std::vector<std::string> command = {"sbatch", "--parsable"};
  command.insert(command.end(), options.begin(), options.end());
  command.push_back(script.string());
  // Warnings may stand before the number, which is the last line: "12" or "12;cluster".
  std::string said = output_of(command);
  while (!said.empty() && said.back() == '\n') said.pop_back();
  std::string job = said.substr(said.rfind('\n') + 1);
  job = job.substr(0, job.find(';'));
  const bool number =
      !job.empty() && std::all_of(job.begin(), job.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) throw std::runtime_error("sbatch answered no number of a job: " + said);
  return job;
}

}  // namespace dsc::cluster
