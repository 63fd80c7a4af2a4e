#pragma once

#include <torch/torch.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "experiments/networks/network_settings.h"

namespace dsc {

/// An activated feature x_j of a batch: images x channels x height x width, or images x units.
struct Feature {
  std::string name{};
  torch::Tensor value{};
};

/// Keeps the features that were asked for while a batch passes through a network.
class FeatureTaps {
 public:
  explicit FeatureTaps(std::vector<std::string> wanted) : wanted_(std::move(wanted)) {}

  /// Returns `value` as it is, and keeps it where `name` was asked for.
  torch::Tensor pass(const std::string& name, torch::Tensor value);

  std::vector<Feature> take() { return std::move(kept_); }

 private:
  std::vector<std::string> wanted_;
  std::vector<Feature> kept_;
};

/// What a network makes of a batch.
struct Tapped {
  torch::Tensor output{};           ///< logits: images x classes, or images x 1 x height x width
  std::vector<Feature> features{};  ///< those asked for, in the order of the layers
};

/// A network whose inner features are known by name. A feature is what leaves an activation, before any
/// pooling.
class Network : public torch::nn::Module {
 public:
  explicit Network(const NetworkSettings& settings) : settings_(settings) {}

  /// images: images x channels x height x width. Errors (std::invalid_argument): a name that is not a
  /// feature.
  Tapped forward(const torch::Tensor& images, const std::vector<std::string>& wanted = {});

  const NetworkSettings& settings() const { return settings_; }

 protected:
  virtual torch::Tensor compute(const torch::Tensor& images, FeatureTaps& taps) = 0;
  torch::Tensor activated(const torch::Tensor& value) const;

 private:
  NetworkSettings settings_;
};

/// Builds a network with the library's initial values (weights and biases uniform on +-1/sqrt(fan-in), batch
/// norm 1 and 0), drawn from the library's generator: the same after torch::manual_seed(seed), whatever the
/// device. Errors (InputError): images too small or, for U-Net, of sides that 16 does not divide; base,
/// classes or channels below 1.
std::shared_ptr<Network> build_network(const NetworkSettings& settings);

/// Number of trainable parameters.
std::int64_t parameter_count(const Network& network);

}  // namespace dsc
