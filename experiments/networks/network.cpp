#include "experiments/networks/network.h"

#include <algorithm>
#include <stdexcept>

#include "experiments/networks/lenet5.h"
#include "experiments/networks/unet.h"
#include "experiments/networks/vgg11.h"
#include "harness/error.h"

namespace dsc {

torch::Tensor FeatureTaps::pass(const std::string& name, const torch::Tensor& value) {
  if (std::find(wanted_.names.begin(), wanted_.names.end(), name) != wanted_.names.end())
    kept_.push_back({name, value});
  return value;
}

torch::Tensor FeatureTaps::pool(const std::string& name, const torch::Tensor& value) {
  torch::Tensor pooled = torch::max_pool2d(value, 2);
  for (Feature& feature : kept_) {
    if (feature.name == name && wanted_.place == TapPlace::pooling) feature.value = pooled;
  }
  return pooled;
}

Tapped Network::forward(const torch::Tensor& images, const Wanted& wanted) {
  const std::vector<std::string> known = feature_names(shape_.architecture);
  for (const std::string& name : wanted.names) {
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
  switch (shape_.activation) {
    case Nonlinearity::relu:
      return torch::relu(value);
    case Nonlinearity::elu:
      return torch::elu(value);
    case Nonlinearity::mish:
      return torch::mish(value);
  }
  throw std::invalid_argument("unknown activation");
}

std::shared_ptr<Network> build_network(const NetworkShape& shape) {
  const std::string name = named(shape.architecture).name;
  if (shape.channels < 1) throw InputError(name, "", "at least one channel", std::to_string(shape.channels));
  if (shape.classes < 1) throw InputError(name, "", "at least one class", std::to_string(shape.classes));
  if (shape.base < 1) throw InputError(name, "", "a base width of at least 1", std::to_string(shape.base));
  switch (shape.architecture) {
    case Architecture::lenet5:
      return std::make_shared<LeNet5>(shape);
    case Architecture::vgg11:
      return std::make_shared<Vgg11>(shape);
    case Architecture::unet:
      return std::make_shared<UNet>(shape);
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
