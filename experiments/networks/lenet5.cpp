#include "experiments/networks/lenet5.h"

#include <fmt/format.h>

#include "harness/error.h"

namespace dsc {
namespace {

/// Side of the second pooling's output.
int pooled(int side) { return ((side - 4) / 2 - 4) / 2; }

}  // namespace

LeNet5::LeNet5(const NetworkShape& shape) : Network(shape) {
  if (shape.height < 16 || shape.width < 16) {
    throw InputError("LeNet-5", "", "images of at least 16 x 16 pixels",
                     fmt::format("{} x {}", shape.height, shape.width));
  }
  const int units = 16 * pooled(shape.height) * pooled(shape.width);
  conv1_ = register_module("conv1", torch::nn::Conv2d(torch::nn::Conv2dOptions(shape.channels, 6, 5)));
  conv2_ = register_module("conv2", torch::nn::Conv2d(torch::nn::Conv2dOptions(6, 16, 5)));
  fc1_ = register_module("fc1", torch::nn::Linear(units, 120));
  fc2_ = register_module("fc2", torch::nn::Linear(120, 84));
  fc3_ = register_module("fc3", torch::nn::Linear(84, shape.classes));
}

torch::Tensor LeNet5::compute(const torch::Tensor& images, FeatureTaps& taps) {
  torch::Tensor x = taps.pool("conv1", taps.pass("conv1", activated(conv1_(images))));
  x = taps.pool("conv2", taps.pass("conv2", activated(conv2_(x))));
  x = taps.pass("fc1", activated(fc1_(x.flatten(1))));
  x = taps.pass("fc2", activated(fc2_(x)));
  return fc3_(x);
}

}  // namespace dsc
