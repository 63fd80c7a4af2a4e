#include "experiments/networks/vgg11.h"

#include <fmt/format.h>

#include <array>

#include "harness/error.h"

namespace dsc {
namespace {

struct Layer {
  int factor;  ///< channels in units of the base
  bool pooled;
};
constexpr std::array<Layer, 8> kLayers{
    {{1, true}, {2, true}, {4, false}, {4, true}, {8, false}, {8, true}, {8, false}, {8, true}}};

}  // namespace

Vgg11::Vgg11(const NetworkShape& shape) : Network(shape) {
  if (shape.height < 16 || shape.width < 16) {
    throw InputError("VGG11", "", "images of at least 16 x 16 pixels",
                     fmt::format("{} x {}", shape.height, shape.width));
  }
  int channels = shape.channels;
  for (std::size_t i = 0; i < kLayers.size(); ++i) {
    const int next = shape.base * kLayers[i].factor;
    convolutions_.push_back(
        register_module(fmt::format("conv{}", i + 1),
                        torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, next, 3).padding(1))));
    norms_.push_back(register_module(fmt::format("norm{}", i + 1), torch::nn::BatchNorm2d(next)));
    channels = next;
  }
  classifier_ = register_module("classifier", torch::nn::Linear(channels, shape.classes));
}

torch::Tensor Vgg11::compute(const torch::Tensor& images, FeatureTaps& taps) {
  torch::Tensor x = images;
  for (std::size_t i = 0; i < kLayers.size(); ++i) {
    const std::string name = fmt::format("conv{}", i + 1);
    x = taps.pass(name, activated(norms_[i](convolutions_[i](x))));
    if (kLayers[i].pooled && x.size(2) > 1 && x.size(3) > 1) x = taps.pool(name, x);
  }
  return classifier_(x.mean({2, 3}));
}

}  // namespace dsc
