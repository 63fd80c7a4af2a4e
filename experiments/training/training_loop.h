#pragma once

#include <chrono>

#include "experiments/networks/network.h"
#include "experiments/training/checkpoint.h"
#include "experiments/training/prefetch.h"
#include "experiments/training/train.h"

namespace dsc {

/// Seconds since its making, or since it was read last.
class Stopwatch {
 public:
  double read() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  double restart();

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

/// One training from its start, or its checkpoint, to its end: what `train` does, step by step.
class TrainingLoop {
 public:
  TrainingLoop(const NetworkSettings& network, const TrainingSettings& settings, const Examples& training,
               const std::vector<std::shared_ptr<const Examples>>& evaluation, const TrainingFiles& files,
               const TrainingHooks& hooks);
  TrainingResult run();

 private:
  void resume();
  void run_epoch();
  void end_epoch();
  Batch next_batch(Prefetch& batches) const;
  void step(const Batch& batch);
  void after_batch();
  void keep_checkpoint();
  void report();
  double rate() const;
  std::string place() const;  ///< "epoch 3, batch 17"

  TrainingSettings settings_;
  const Examples& training_;
  std::vector<std::shared_ptr<const Examples>> evaluation_;
  TrainingFiles files_;
  TrainingHooks hooks_;
  torch::Device device_;
  std::shared_ptr<Network> network_;
  std::unique_ptr<torch::optim::Optimizer> optimizer_;
  std::int64_t batches_;  ///< in an epoch
  TrainingState state_;

  Stopwatch since_start_, since_report_, since_checkpoint_, working_;
  std::int64_t batches_here_ = 0, images_here_ = 0;  ///< done by this process
  double working_here_ = 0;
};

}  // namespace dsc
