#pragma once

#include <filesystem>
#include <string>

#include "harness/cli/command_line.h"

namespace dsc {

/// SHA-256 of the sources that dsc-cell is made of, taken when the program was built
/// (cmake/Experiments.cmake).
const char* experiment_code_digest();

/// Where the experiments of a program come from.
struct ExperimentProgram {
  std::filesystem::path profiles{};      ///< folder of the profiles
  std::filesystem::path source_tree{};   ///< whose git revision a record names
  std::filesystem::path cell_program{};  ///< dsc-cell
  std::string code{};                    ///< digest of the sources of dsc-cell
};

/// Plans and runs the registered experiments; prints the plan, the progress and a summary; returns the exit
/// status: incomplete where a cell failed or is missing. Cells without data do not count: they are named.
/// Throws InputError on bad options, a bad profile, a missing folder or device.
int run_experiment_command(const ExperimentOptions& options, const ExperimentProgram& program);

}  // namespace dsc
