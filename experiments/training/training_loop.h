#pragma once

#include <chrono>

#include "experiments/networks/network.h"
#include "experiments/training/checkpoint.h"
#include "experiments/training/evaluate.h"
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
  TrainingLoop(const Settings& settings, const Examples& training,
               const std::vector<std::shared_ptr<const Examples>>& tests, const TrainingRun& run);
  Trained run();

 private:
  void resume();
  void run_epoch();
  void end_epoch();
  Batch next_batch(Prefetch& batches) const;
  void step(const Batch& batch);
  torch::Tensor objective(const torch::Tensor& loss, const torch::Tensor& penalty, std::int64_t images) const;
  void after_batch();
  std::vector<SetMetrics> evaluate_sets(bool last);
  void keep_checkpoint();
  void report();
  std::string place() const;  ///< "epoch 3, batch 17"

  Settings settings_;
  const Examples& training_;
  std::vector<std::shared_ptr<const Examples>> tests_;
  TrainingRun run_;
  torch::Device device_;
  std::shared_ptr<Network> network_;
  std::unique_ptr<torch::optim::Optimizer> optimizer_;
  std::int64_t batches_;  ///< in an epoch
  TrainingState state_;

  Stopwatch since_report_, since_checkpoint_, working_;
};

}  // namespace dsc
