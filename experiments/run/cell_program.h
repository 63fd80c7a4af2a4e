#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/ledger/run.h"

namespace dsc {

/// What dsc-cell says of itself: `dsc-cell --describe`.
struct CellProgram {
  std::filesystem::path file{};
  std::string torch{};                   ///< version of LibTorch
  bool cuda = false;                     ///< whether it sees a CUDA device
  nlohmann::ordered_json environment{};  ///< what changes speed or bits, as it sets or finds it
};

/// Asks the program. Throws InputError where it is not there (it is built where LibTorch is found) or does
/// not answer.
CellProgram describe_cell_program(const std::filesystem::path& file);

/// What a run of cells by dsc-cell needs besides the plan.
struct CellRun {
  std::filesystem::path program{};
  std::filesystem::path profile_folder{};
  std::filesystem::path data_folder{};  ///< may be empty
  int threads = 1;
  double time_limit_seconds = 0;
};

/// The cells of experiments: the child becomes dsc-cell, which reads spec.json in its scratch, leaves
/// output.json there, and stores a checkpoint when it is asked to end. Trained networks lie below the
/// profile's folder, in experiments/.parameters; cells of all experiments share them. A payload has the
/// result and the notes of the sets that were read; a number in it that is not finite makes a failure.
ledger::Work work_of(const CellRun& run);

}  // namespace dsc
