#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "program/command_line.h"

namespace dsc {

/// SHA-256 of the sources that dsc-cell is made of, taken when the program was built
/// (cmake/Experiments.cmake).
const char* experiment_code_digest();

/// Where the experiments of a program come from.
struct ExperimentProgram {
  std::filesystem::path profiles{};      ///< folder of the profiles
  std::filesystem::path source_tree{};   ///< whose git revision a record names
  std::filesystem::path cell_program{};  ///< dsc-cell; empty where it was not built
  std::string code{};                    ///< digest of the sources of dsc-cell
};

/// Looks at everything that a run of the registered experiments needs; throws InputError on bad options, a
/// bad profile, a missing folder, device or program. What it returns plans and runs them, prints the plan,
/// the progress and a summary, and yields the exit status: incomplete where a cell failed or is missing, or
/// where dsc-cell was not built. Cells without data do not count: they are named.
std::function<int()> prepare_experiments(const ExperimentOptions& options, const ExperimentProgram& program);

}  // namespace dsc
