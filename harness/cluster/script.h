#pragma once

#include <string>
#include <vector>

namespace dsc::cluster {

/// What Slurm is to run: a batch script's directives and commands.
struct Script {
  std::string name{};  ///< of the job
  std::string log{};   ///< Slurm's pattern of the file that takes the output, "…/task-%a.log"
  std::vector<std::string> options{};   ///< of sbatch, "--partition=long"
  std::vector<std::string> commands{};  ///< lines of shell, run in turn
};

/// A bash script for sbatch. Its status is the largest of its commands'. Where Slurm warns it with SIGTERM
/// before it ends the job, the command under way gets the signal, and no further one begins.
std::string text_of(const Script& script);

/// "1-3,7" of indices in increasing order, as --array takes them.
std::string index_ranges(const std::vector<int>& indices);

}  // namespace dsc::cluster
