#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "experiments/networks/network_settings.h"
#include "experiments/training/examples.h"
#include "experiments/training/training_settings.h"

namespace dsc {

class Network;

struct TrainingResult {
  /// One JSON object for each epoch: epoch (from 1), rate, train {loss, penalty, and for classes accuracy};
  /// and where it was evaluated, for each set by name {loss, accuracy or PA, mPA_printed, mPA, mIoU each with
  /// mean and deviation over images; density: by feature |H_alpha(x_j)|_0 / dim(x_j), alpha = 1e-6}. The same
  /// bits in every run on one machine.
  std::vector<std::string> metrics{};
  std::string parameters_sha256{};
  std::int64_t parameters = 0;  ///< trainable
  double seconds = 0;           ///< of training, evaluation left out, over all processes that took part
  double waited_seconds = 0;    ///< of those, waiting for data
  double evaluation_seconds = 0;
  std::int64_t images = 0;  ///< trained on in `seconds`
  std::shared_ptr<Network> network{};
};

/// Trains L + gamma sum_j |x_j|_1 / dim(x_j) by SGD or Adam with cosine annealing, and goes on from the
/// checkpoint where there is one. The numbers do not depend on where it was interrupted. Errors: InputError:
/// settings that make no sense, a damaged or foreign checkpoint. TrainingFailure: the loss is no finite
/// number, a file cannot be written, the data cannot be read. TrainingInterrupted: `stop` said so.
TrainingResult train(const NetworkSettings& network, const TrainingSettings& settings,
                     const Examples& training, const std::vector<std::shared_ptr<const Examples>>& evaluation,
                     const TrainingFiles& files, const TrainingHooks& hooks = {});

}  // namespace dsc
