#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "experiments/cell/unrolled/sparse_signals.h"
#include "experiments/cell/unrolled/unrolled_network.h"
#include "experiments/training/working_time.h"

namespace dsc {

/// Training layer by layer: for depth 1, …, K a layer is added and all layers together are trained to bring
/// x^(depth) close to x* in the mean square, by Adam with the network's rate for the first half of the steps
/// and a tenth of it for the others.
struct StagewiseTraining {
  int depth = 16;
  int steps = 200;                                             ///< for each depth
  std::function<SparseSignals(std::uint64_t number)> batch{};  ///< batch number (depth - 1) * steps + step
  std::function<double(const UnrolledNetwork&)> measure{};     ///< after each depth
  std::filesystem::path
      checkpoint{};   ///< replaced after each depth; training goes on from it where there is one
  std::string run{};  ///< describes all that the numbers depend on; another run's checkpoint is refused
  WorkingTime* time = nullptr;  ///< kept in the checkpoint, and goes on from it
  std::function<void(double)> progress{};
  std::function<bool()> stop{};
};

/// The measure after each depth. Throws TrainingFailure where the loss is no finite number;
/// TrainingInterrupted where `stop` says so; InputError where a checkpoint is damaged or another run's.
std::vector<double> train_stagewise(UnrolledNetwork& network, const StagewiseTraining& training,
                                    const torch::Device& device);

}  // namespace dsc
