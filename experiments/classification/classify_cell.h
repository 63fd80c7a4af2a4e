#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "experiments/run/profile_table.h"

namespace dsc {

/// One training for classification, as the work "classify" of dsc-cell takes it.
struct ClassifySettings {
  std::string set{};                  ///< "fashion-mnist", "cifar-10", "cifar-100"
  std::string network{};              ///< "lenet5", "vgg11"
  std::string activation{};           ///< "relu", "elu", "mish"
  std::string augmentation = "none";  ///< or "crop_and_flip"; the paper names none
  std::string placement =
      "early";  ///< which features are penalised, or measured where gamma is 0: "early", "late"
  double gamma = 0;
  std::int64_t base = 64;        ///< channels of VGG11's first layer
  std::int64_t images = 0;       ///< the first so many of the training set; 0 for all
  std::int64_t test_images = 0;  ///< likewise
  std::int64_t epochs = 200;
  std::int64_t evaluate_every = 1;
  std::int64_t seed = 1;
};

/// The paper's constants join the parameters: SGD, batch 128, rate 0.1 with cosine annealing, weight decay
/// 5e-4, no momentum. The name tells set, network, activation, gamma, placement where it is "late", and seed
/// apart.
ExperimentCell classify_cell(const std::string& experiment, const ClassifySettings& settings);

/// The paper's Table 2.
double table2_gamma(const std::string& network, const std::string& activation);

/// The keys that all experiments with this work share: augmentation, test_images, evaluate_every, seeds; and
/// for the network NETWORK_images, NETWORK_epochs and, for VGG11, vgg11_base. `seed` is left at the number of
/// seeds.
ClassifySettings read_classify_settings(const ProfileTable& table, const std::string& network);

extern const std::vector<std::string> kClassifiedSets, kClassifiers, kActivations;

/// "CIFAR-10", "LeNet-5", "Mish"; any other name as it stands.
std::string shown_name(const std::string& name);

}  // namespace dsc
