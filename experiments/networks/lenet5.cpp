#include "experiments/networks/lenet5.h"

#include <fmt/format.h>

#include "harness/error.h"

namespace dsc {
namespace {

/// Side of the second pooling's output.
int pooled(int side) { return ((side - 4) / 2 - 4) / 2; }

}  // namespace

LeNet5::LeNet5(const NetworkSettings& settings) : Network(settings) {
  if (settings.height < 16 || settings.width < 16) {
    throw InputError("LeNet-5", "", "images of at least 16 x 16 pixels",
                     fmt::format("{} x {}", settings.height, settings.width));
  }
  const int units = 16 * pooled(settings.height) * pooled(settings.width);
  conv1_ = register_module("conv1", torch::nn::Conv2d(torch::nn::Conv2dOptions(settings.channels, 6, 5)));
  conv2_ = register_module("conv2", torch::nn::Conv2d(torch::nn::Conv2dOptions(6, 16, 5)));
  fc1_ = register_module("fc1", torch::nn::Linear(units, 120));
  fc2_ = register_module("fc2", torch::nn::Linear(120, 84));
  fc3_ = register_module("fc3", torch::nn::Linear(84, settings.classes));
}

torch::Tensor LeNet5::compute(const torch::Tensor& images, FeatureTaps& taps) {
  torch::Tensor x = torch::max_pool2d(taps.pass("conv1", activated(conv1_(images))), 2);
  x = torch::max_pool2d(taps.pass("conv2", activated(conv2_(x))), 2);
  x = taps.pass("fc1", activated(fc1_(x.flatten(1))));
  x = taps.pass("fc2", activated(fc2_(x)));
  return fc3_(x);
}

}  // namespace dsc
