#pragma once

#include <torch/torch.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "experiments/networks/network_shape.h"

namespace dsc {

/// An activated feature x_j of a batch: images x channels x height x width, or images x units.
struct Feature {
  std::string name{};
  torch::Tensor value{};
};

/// Which features are asked for.
struct Wanted {
  std::vector<std::string> names{};
  TapPlace place = TapPlace::activation;
};

/// Keeps the features that were asked for while a batch passes through a network.
class FeatureTaps {
 public:
  explicit FeatureTaps(const Wanted& wanted) : wanted_(wanted) {}

  /// Returns `value`, the feature `name` at its activation, as it is; keeps it where it was asked for.
  torch::Tensor pass(const std::string& name, const torch::Tensor& value);
  /// Max pooling 2x2 of the feature `name`; kept in its place where that was asked for.
  torch::Tensor pool(const std::string& name, const torch::Tensor& value);

  std::vector<Feature> take() { return std::move(kept_); }

 private:
  Wanted wanted_;
  std::vector<Feature> kept_;
};

/// What a network makes of a batch.
struct Tapped {
  torch::Tensor output{};           ///< logits: images x classes, or images x 1 x height x width
  std::vector<Feature> features{};  ///< those asked for, in the order of the layers
};

/// A network whose inner features are known by name: what leaves an activation.
class Network : public torch::nn::Module {
 public:
  explicit Network(const NetworkShape& shape) : shape_(shape) {}

  /// images: images x channels x height x width. Throws std::invalid_argument where a name is no feature's.
  Tapped forward(const torch::Tensor& images, const Wanted& wanted = {});

  const NetworkShape& shape() const { return shape_; }

 protected:
  virtual torch::Tensor compute(const torch::Tensor& images, FeatureTaps& taps) = 0;
  torch::Tensor activated(const torch::Tensor& value) const;

 private:
  NetworkShape shape_;
};

/// Builds a network with the library's initial values (weights and biases uniform on +-1/sqrt(fan-in), batch
/// norm 1 and 0), drawn from the library's generator: the same after torch::manual_seed(seed), whatever the
/// device. Throws InputError where images are too small or, for U-Net, 16 does not divide their sides; or
/// base, classes or channels are below 1.
std::shared_ptr<Network> build_network(const NetworkShape& shape);

/// Number of trainable parameters.
std::int64_t parameter_count(const Network& network);

}  // namespace dsc
