#include "experiments/classification/classify_cell.h"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

namespace dsc {

const std::vector<std::string> kClassifiedSets = {"fashion-mnist", "cifar-10", "cifar-100"};
const std::vector<std::string> kClassifiers = {"lenet5", "vgg11"};
const std::vector<std::string> kActivations = {"relu", "elu", "mish"};

namespace {

constexpr std::int64_t kMany = 100'000'000;

/// Seconds that an image costs, roughly: only the order of the cells depends on it.
double cost(const ClassifySettings& s) {
  if (s.network == "lenet5") return 1e-4;
  const double width = static_cast<double>(s.base) / 8;
  return 4e-4 * width * width;
}

}  // namespace

ExperimentCell classify_cell(const std::string& experiment, const ClassifySettings& s) {
  ExperimentCell cell;
  cell.experiment = experiment;
  cell.work = "classify";
  cell.data = {s.set};
  cell.name = fmt::format("{}-{}-{}-gamma{:g}{}-seed{}", s.set, s.network, s.activation, s.gamma,
                          s.placement == "late" ? "-late" : "", s.seed);
  cell.parameters = {{"set", s.set},
                     {"network", s.network},
                     {"activation", s.activation},
                     {"gamma", s.gamma},
                     {"placement", s.placement},
                     {"augmentation", s.augmentation},
                     {"images", s.images},
                     {"test_images", s.test_images},
                     {"epochs", s.epochs},
                     {"batch", 128},
                     {"rate", 0.1},
                     {"momentum", 0.0},
                     {"weight_decay", 5e-4},
                     {"evaluate_every", s.evaluate_every},
                     {"seed", s.seed}};
  if (s.network == "vgg11") cell.parameters["base"] = s.base;
  const double images = s.images > 0 ? static_cast<double>(s.images) : 50'000;
  cell.weight = 1 + cost(s) * images * static_cast<double>(s.epochs);
  return cell;
}

double table2_gamma(const std::string& network, const std::string& activation) {
  static const std::map<std::pair<std::string, std::string>, double> table = {
      {{"lenet5", "relu"}, 1e-3}, {{"lenet5", "elu"}, 1e-2}, {{"lenet5", "mish"}, 1e-4},
      {{"vgg11", "relu"}, 1e-3},  {{"vgg11", "elu"}, 1e-5},  {{"vgg11", "mish"}, 1e-3}};
  const auto found = table.find({network, activation});
  if (found == table.end())
    throw std::invalid_argument("Table 2 has no gamma for " + network + " with " + activation);
  return found->second;
}

ClassifySettings read_classify_settings(const ProfileTable& table, const std::string& network) {
  ClassifySettings s;
  s.network = network;
  s.augmentation = table.text("augmentation", {"none", "crop_and_flip"});
  s.test_images = table.integer("test_images", 0, kMany);
  s.evaluate_every = table.integer("evaluate_every", 1, 10'000);
  s.seed = table.integer("seeds", 1, 1000);
  s.images = table.integer(network + "_images", 0, kMany);
  s.epochs = table.integer(network + "_epochs", 1, 10'000);
  if (network == "vgg11") s.base = table.integer("vgg11_base", 1, 512);
  return s;
}

std::string shown_name(const std::string& name) {
  static const std::map<std::string, std::string> names = {{"fashion-mnist", "Fashion-MNIST"},
                                                           {"cifar-10", "CIFAR-10"},
                                                           {"cifar-100", "CIFAR-100"},
                                                           {"lenet5", "LeNet-5"},
                                                           {"vgg11", "VGG11"},
                                                           {"relu", "ReLU"},
                                                           {"elu", "ELU"},
                                                           {"mish", "Mish"}};
  const auto found = names.find(name);
  return found == names.end() ? name : found->second;
}

}  // namespace dsc
