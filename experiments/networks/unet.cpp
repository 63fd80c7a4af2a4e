#include "experiments/networks/unet.h"

#include <fmt/format.h>

#include "harness/error.h"

namespace dsc {
namespace {

constexpr int kEncoders = 5, kDecoders = 4;

}  // namespace

UNet::UNet(const NetworkShape& shape) : Network(shape) {
  if (shape.height < 16 || shape.width < 16 || shape.height % 16 != 0 || shape.width % 16 != 0) {
    throw InputError("U-Net", "", "image sides that are multiples of 16",
                     fmt::format("{} x {}", shape.height, shape.width));
  }
  int channels = shape.channels;
  for (int i = 0; i < kEncoders; ++i) {
    encoders_.push_back(register_block(fmt::format("encoder{}", i + 1), channels, shape.base << i));
    channels = shape.base << i;
  }
  for (int i = 0; i < kDecoders; ++i) {
    ups_.push_back(register_module(
        fmt::format("up{}", i + 1),
        torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(channels, channels / 2, 2).stride(2))));
    decoders_.push_back(register_block(fmt::format("decoder{}", i + 1), channels, channels / 2));
    channels /= 2;
  }
  last_ = register_module("last", torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, 1, 1)));
}

UNet::Block UNet::register_block(const std::string& name, int from, int to) {
  const auto convolution = [](int in, int out) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1).bias(false));
  };
  Block block;
  block.conv1 = register_module(name + "_conv1", convolution(from, to));
  block.norm1 = register_module(name + "_norm1", torch::nn::BatchNorm2d(to));
  block.conv2 = register_module(name + "_conv2", convolution(to, to));
  block.norm2 = register_module(name + "_norm2", torch::nn::BatchNorm2d(to));
  return block;
}

torch::Tensor UNet::pass(Block& block, const torch::Tensor& x) const {
  const torch::Tensor half = activated(block.norm1(block.conv1(x)));
  return activated(block.norm2(block.conv2(half)));
}

torch::Tensor UNet::compute(const torch::Tensor& images, FeatureTaps& taps) {
  std::vector<torch::Tensor> skipped;
  torch::Tensor x = images;
  for (int i = 0; i < kEncoders; ++i) {
    if (i > 0) x = taps.pool(fmt::format("encoder{}", i), x);
    x = taps.pass(fmt::format("encoder{}", i + 1), pass(encoders_[i], x));
    skipped.push_back(x);
  }
  for (int i = 0; i < kDecoders; ++i) {
    x = torch::cat({skipped[kDecoders - 1 - i], ups_[i](x)}, 1);
    x = taps.pass(fmt::format("decoder{}", i + 1), pass(decoders_[i], x));
  }
  return last_(x);
}

}  // namespace dsc
