#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/networks/network.h"

namespace dsc {

/// Sums over the images of an epoch so far.
struct EpochSums {
  double loss = 0, penalty = 0;
  std::int64_t images = 0, correct = 0;
};

/// Where a training stands, besides the parameters, the optimizer and the generators.
struct TrainingState {
  std::string run{};       ///< describes all that the run depends on; another run's checkpoint is refused
  int epoch = 0;           ///< under way, from 0; all epochs done where it equals their number
  std::int64_t batch = 0;  ///< batches done in it
  std::string order{};     ///< SHA-256 of the order of images in it
  EpochSums sums{};
  std::vector<std::string> metrics{};                              ///< lines, one for each epoch done
  double seconds = 0, waited_seconds = 0, evaluation_seconds = 0;  ///< of all processes that took part
  std::int64_t images = 0;                                         ///< trained on, in those seconds
};

/// Replaces the file by one that holds everything a training needs to go on: the state, parameters and
/// running averages, the optimizer's buffers, the library's generators. Written whole or not at all. Layout:
/// "dsc checkpoint 1", the SHA-256 of the rest, and LibTorch's archive, one line each but the last. Errors:
/// std::runtime_error naming the file and the system's reason.
void save_checkpoint(const std::filesystem::path& file, const Network& network,
                     const torch::optim::Optimizer& optimizer, const TrainingState& state);

/// Restores all of it; returns the state. `run` is what the caller is about to do. The optimizer's rate and
/// options stay the caller's. Errors (InputError): no whole checkpoint (its digest tells), or one of another
/// run.
TrainingState load_checkpoint(const std::filesystem::path& file, Network& network,
                              torch::optim::Optimizer& optimizer, const std::string& run);

/// SHA-256 of all parameters and running averages, as bytes, in the order of the network's construction.
std::string parameters_sha256(const Network& network);

}  // namespace dsc
