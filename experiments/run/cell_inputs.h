#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "experiments/data/sets.h"
#include "experiments/experiment.h"
#include "harness/ledger/address.h"

namespace dsc {

/// What dsc-cell says of itself: `dsc-cell --describe`.
struct CellProgram {
  std::filesystem::path file{};
  std::string torch{};                   ///< version of LibTorch
  bool cuda = false;                     ///< whether it sees a CUDA device
  nlohmann::ordered_json environment{};  ///< variables that change speed or bits, as it sets them
};

/// Asks the program. Throws InputError where it is not there (it is built where LibTorch is found) or does
/// not answer.
CellProgram describe_cell_program(const std::filesystem::path& file);

/// Everything that can change what a cell finds.
struct ExperimentInputs {
  ExperimentCell cell{};
  std::map<std::string, SetState> data{};
  std::string trained{};  ///< SHA-256 of the network that it reads, if any
  std::string code{};    ///< digest of the sources that dsc-cell is made of
  std::string device{};  ///< "cpu" or "cuda"
  int threads = 1;
  Build build{};
  CellProgram program{};
};

/// The object `inputs` of a record.
nlohmann::ordered_json to_json(const ExperimentInputs& inputs);

/// SHA-256 of the canonical JSON of all inputs.
std::string address_of(const ExperimentInputs& inputs);

}  // namespace dsc
