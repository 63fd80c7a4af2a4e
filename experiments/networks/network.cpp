#include "experiments/networks/network.h"

#include <algorithm>
#include <stdexcept>

#include "experiments/networks/lenet5.h"
#include "experiments/networks/unet.h"
#include "experiments/networks/vgg11.h"
#include "harness/error.h"

namespace dsc {

torch::Tensor FeatureTaps::pass(const std::string& name, torch::Tensor value) {
  if (std::find(wanted_.begin(), wanted_.end(), name) != wanted_.end()) kept_.push_back({name, value});
  return value;
}

Tapped Network::forward(const torch::Tensor& images, const std::vector<std::string>& wanted) {
  const std::vector<std::string> known = feature_names(settings_.architecture);
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw std::invalid_argument("no feature is called '" + name + "'");
    }
  }
  FeatureTaps taps(wanted);
  Tapped result;
  result.output = compute(images, taps);
  result.features = taps.take();
  return result;
}

torch::Tensor Network::activated(const torch::Tensor& value) const {
  switch (settings_.activation) {
    case Nonlinearity::relu:
      return torch::relu(value);
    case Nonlinearity::elu:
      return torch::elu(value);
    case Nonlinearity::mish:
      return torch::mish(value);
  }
  throw std::invalid_argument("unknown activation");
}

std::shared_ptr<Network> build_network(const NetworkSettings& settings) {
  const std::string name = to_string(settings.architecture);
  if (settings.channels < 1)
    throw InputError(name, "", "at least one channel", std::to_string(settings.channels));
  if (settings.classes < 1)
    throw InputError(name, "", "at least one class", std::to_string(settings.classes));
  if (settings.base < 1)
    throw InputError(name, "", "a base width of at least 1", std::to_string(settings.base));
  switch (settings.architecture) {
    case Architecture::lenet5:
      return std::make_shared<LeNet5>(settings);
    case Architecture::vgg11:
      return std::make_shared<Vgg11>(settings);
    case Architecture::unet:
      return std::make_shared<UNet>(settings);
  }
  throw std::invalid_argument("unknown architecture");
}

std::int64_t parameter_count(const Network& network) {
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : network.parameters()) {
    if (parameter.requires_grad()) count += parameter.numel();
  }
  return count;
}

}  // namespace dsc
