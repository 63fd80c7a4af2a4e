#pragma once

#include <filesystem>
#include <string>

#include "experiments/networks/network.h"
#include "experiments/training/training_record.h"

namespace dsc {

/// Sums over the images of an epoch so far.
struct EpochSums {
  double loss = 0, penalty = 0;
  std::int64_t images = 0, correct = 0;
};

/// Where a training stands, besides the parameters, the optimizer and the generators.
struct TrainingState {
  std::string run{};       ///< describes all that the run depends on; another run's checkpoint is refused
  std::int64_t epoch = 0;  ///< under way, from 0; all epochs done where it equals their number
  std::int64_t batch = 0;  ///< batches done in it
  std::string order{};     ///< SHA-256 of the order of images in it
  EpochSums sums{};
  TrainingRecord record{};  ///< of the epochs done
};

/// Replaces the file by one that holds everything a training needs to go on: the state, parameters and
/// running averages, the optimizer's buffers, the library's generators. Written whole or not at all. Layout:
/// "dsc checkpoint 2", the SHA-256 of the rest, and LibTorch's archive, one line each but the last. Throws
/// std::runtime_error naming the file and the system's reason where it cannot.
void save_checkpoint(const std::filesystem::path& file, const Network& network,
                     const torch::optim::Optimizer& optimizer, const TrainingState& state);

/// Restores all of it; returns the state. `run` is what the caller is about to do. The optimizer's rate and
/// options stay the caller's. Throws InputError where it is no whole checkpoint (its digest tells), or one of
/// another run.
TrainingState load_checkpoint(const std::filesystem::path& file, Network& network,
                              torch::optim::Optimizer& optimizer, const std::string& run);

}  // namespace dsc
