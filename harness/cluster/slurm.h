#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Slurm, by its programs squeue and sbatch. Each function throws InputError where the program is not there,
/// and std::runtime_error with what it said where it fails, as when the controller does not answer.
namespace dsc::cluster {

/// The user's jobs of one name that wait or run.
struct Queued {
  std::set<std::string> jobs{};
  std::set<int> tasks{};  ///< indices of their array tasks
};

/// By name of the job; of the names that begin with `start`.
std::map<std::string, Queued> queue(const std::string& start);

/// Submits a script, with options besides its own; returns the number of the job.
std::string submit(const std::filesystem::path& script, const std::vector<std::string>& options);

}  // namespace dsc::cluster
