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

Vgg11::Vgg11(const NetworkSettings& settings) : Network(settings) {
  if (settings.height < 16 || settings.width < 16) {
    throw InputError("VGG11", "", "images of at least 16 x 16 pixels",
                     fmt::format("{} x {}", settings.height, settings.width));
  }
  int channels = settings.channels;
  for (std::size_t i = 0; i < kLayers.size(); ++i) {
    const int next = settings.base * kLayers[i].factor;
    convolutions_.push_back(
        register_module(fmt::format("conv{}", i + 1),
                        torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, next, 3).padding(1))));
    norms_.push_back(register_module(fmt::format("norm{}", i + 1), torch::nn::BatchNorm2d(next)));
    channels = next;
  }
  classifier_ = register_module("classifier", torch::nn::Linear(channels, settings.classes));
}

torch::Tensor Vgg11::compute(const torch::Tensor& images, FeatureTaps& taps) {
  torch::Tensor x = images;
  for (std::size_t i = 0; i < kLayers.size(); ++i) {
    x = taps.pass(fmt::format("conv{}", i + 1), activated(norms_[i](convolutions_[i](x))));
    if (kLayers[i].pooled && x.size(2) > 1 && x.size(3) > 1) x = torch::max_pool2d(x, 2);
  }
  return classifier_(x.mean({2, 3}));
}

}  // namespace dsc
