#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "experiments/data/augmentation.h"
#include "experiments/networks/network_shape.h"

namespace dsc {

enum class Optimizer { sgd, adam };

/// How the penalty of a batch is made of those of its images: as the loss is, or their sum. For batches of n
/// images the sum is n times stronger. The paper does not say.
enum class OverBatch { mean, sum };

/// All that a training depends on but the data themselves and the machine. What the paper leaves open has the
/// reading we take as its default.
struct Settings {
  std::string set{};  ///< "cifar-10"; for U-Net a name for a training set and its test sets: "composed"
  Architecture network = Architecture::lenet5;
  Nonlinearity activation = Nonlinearity::relu;
  std::int64_t base = 64;           ///< NetworkShape::base
  std::int64_t side = 0;            ///< pixels that U-Net's images are brought to; 0 for the other networks
  double gamma = 0;                 ///< weight of the penalty sum_j |x_j|_1 / dim(x_j)
  std::string placement = "early";  ///< which x_j, see placed_features; measured where gamma is 0, too
  OverBatch penalty_over_batch = OverBatch::mean;
  TapPlace penalty_after = TapPlace::activation;
  Augmentation augmentation = Augmentation::none;  ///< the paper names none
  std::int64_t images = 0;                         ///< at most so many training images; 0 for all
  std::int64_t test_images = 0;                    ///< likewise of each test set
  std::int64_t epochs = 200;
  std::int64_t batch = 128;  ///< images; the last batch of an epoch may hold fewer
  Optimizer optimizer = Optimizer::sgd;
  double rate = 0.1;           ///< in the first epoch; see rate_in_epoch
  double momentum = 0;         ///< of SGD: v <- momentum v + g, x <- x - rate v; the paper names none, and
                               ///< with 0.9 at its rate LeNet-5 with ELU diverged on Fashion-MNIST
  double weight_decay = 5e-4;  ///< times the parameters, added to the gradient
  std::int64_t evaluate_every = 1;  ///< epochs; the last is always evaluated, and is the outcome
  std::int64_t seed = 1;  ///< of the initial values and, with epoch and index, of order and augmentation

  bool operator==(const Settings&) const = default;
};

std::span<const Named<Optimizer>> names(Optimizer);
std::span<const Named<OverBatch>> names(OverBatch);
std::span<const Named<Augmentation>> names(Augmentation);

/// From the least to the most, both allowed.
struct Range {
  double least = 0, most = 0;
};
/// What the number of this name may be. Throws std::invalid_argument where Settings has no such number.
Range range_of(const std::string& field);

/// Throws InputError where a number is out of its range, features are placed where the network has none, or
/// an augmentation is not for these images. `where` begins the message.
void check(const Settings& settings, const std::string& where = "settings");

/// {"set": "cifar-10", "network": "lenet5", …}. base, side, penalty_over_batch, penalty_after and optimizer
/// are left out where they have their default.
nlohmann::ordered_json to_json(const Settings& settings);

/// The inverse. Throws InputError where a field is missing, unknown, of another type or out of its range.
Settings settings_from(const nlohmann::ordered_json& parameters, const std::string& where);

/// Learning rate in epoch t = 0 … epochs - 1: (rate / 2) (1 + cos(pi t / epochs)) (I. Loshchilov, F. Hutter,
/// 2017, without restarts, down to 0): `rate` in the first epoch, half of it at half of the time.
double rate_in_epoch(const Settings& settings, std::int64_t t);

}  // namespace dsc
