#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace dsc {

struct OptimizerSettings {
  enum class Kind { sgd, adam } kind = Kind::sgd;
  double rate = 0.1;           ///< in the first epoch; cosine annealing to 0 over all epochs
  double momentum = 0;         ///< of SGD: v <- momentum v + g, x <- x - rate v; the paper names none, and
                               ///< with 0.9 at its rate LeNet-5 with ELU diverged on Fashion-MNIST
  double weight_decay = 5e-4;  ///< times the parameters, added to the gradient
};

/// What a training depends on, besides the network and the data.
struct TrainingSettings {
  OptimizerSettings optimizer{};
  int epochs = 200;
  int batch = 128;                       ///< images; the last batch of an epoch may hold fewer
  double gamma = 0;                      ///< weight of the penalty sum_j |x_j|_1 / dim(x_j)
  std::vector<std::string> penalised{};  ///< features x_j; measured where gamma is 0, too
  std::uint64_t seed = 1;      ///< of the initial values and, with epoch and index, of order and augmentation
  int evaluate_every = 1;      ///< epochs; the last is always evaluated
  std::string device = "cpu";  ///< cpu or cuda, see resolve_device
  int threads = 1;             ///< of the processor; other numbers of threads round otherwise
};

/// Where a training keeps what it has. Both files are replaced whole or not at all, the metrics also grow by
/// whole lines.
struct TrainingFiles {
  std::filesystem::path checkpoint{};  ///< none is kept if empty
  std::filesystem::path metrics{};     ///< JSON lines, one an epoch; none if empty
  double checkpoint_seconds = 60;      ///< time between checkpoints; one more at the end of training
  int checkpoint_batches = 0;          ///< if positive, also after so many batches
};

/// How far a training is.
struct TrainingProgress {
  int epoch = 0, epochs = 0;            ///< epoch under way, from 1
  std::int64_t batch = 0, batches = 0;  ///< batches done in this epoch
  double images_per_second = 0;         ///< of this process, evaluation left out
  double seconds_left = 0;              ///< evaluation included
};

/// "epoch 3/200, batch 120/391, 16200 images/s, 11 min left"
std::string progress_line(const TrainingProgress& progress);

struct TrainingHooks {
  std::function<void(const TrainingProgress&)> progress{};  ///< about once a second and after each epoch
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

}  // namespace dsc
