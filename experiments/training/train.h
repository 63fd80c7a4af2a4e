#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/training/settings.h"
#include "experiments/training/training_record.h"
#include "experiments/training/working_time.h"

namespace dsc {

class Examples;
class Network;

/// Where and how a training runs; none of it but device and threads changes a number.
struct TrainingRun {
  std::string device = "cpu";           ///< cpu or cuda, see resolve_device
  int threads = 1;                      ///< of the processor; other numbers of threads round otherwise
  std::filesystem::path checkpoint{};   ///< replaced whole or not at all; none is kept if empty
  double checkpoint_seconds = 60;       ///< time between checkpoints; one more at the end of training
  std::int64_t checkpoint_batches = 0;  ///< if positive, also after so many batches
  WorkingTime time{};
  std::function<void(double)> progress{};  ///< share of the work done, about once a second
  std::function<bool()>
      stop{};  ///< asked after each batch; true: keep a checkpoint, throw TrainingInterrupted
};

/// A training that has no result: it diverged, could not write, or lost its data. One line says what happened
/// where.
class TrainingFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A training that was asked to stop; it goes on from its checkpoint.
class TrainingInterrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Trained {
  TrainingRecord record{};
  std::shared_ptr<Network> network{};
};

/// Trains L + gamma sum_j |x_j|_1 / dim(x_j) by SGD or Adam with cosine annealing, and goes on from the
/// checkpoint where there is one. The numbers do not depend on where it was interrupted; only durations do.
/// Throws InputError where settings make no sense or a checkpoint is damaged or another training's;
/// TrainingFailure where the loss is no finite number, a file cannot be written, or data cannot be read;
/// TrainingInterrupted where `stop` said so.
Trained train(const Settings& settings, const Examples& training,
              const std::vector<std::shared_ptr<const Examples>>& tests, const TrainingRun& run = {});

}  // namespace dsc
