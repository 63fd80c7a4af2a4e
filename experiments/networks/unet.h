#pragma once

#include "experiments/networks/network.h"

namespace dsc {

/// U-Net (O. Ronneberger et al., 2015): five encoders and four decoders, each twice convolution 3x3 of
/// padding 1 without bias, batch norm, activation. Encoder i makes b 2^(i-1) channels, b = base (64 in the
/// original), and max pooling 2x2 lies between encoders. Decoder i doubles the side by a transposed
/// convolution 2x2 of stride 2 that halves the channels, joins encoder 5 - i's output in front, and makes b
/// 2^(4-i) channels. Last, a convolution 1x1 to one logit a pixel. The original pads nothing and has no batch
/// norm; the paper says neither. On three channels 31,037,633 parameters at b = 64.
class UNet : public Network {
 public:
  explicit UNet(const NetworkShape& shape);

 protected:
  torch::Tensor compute(const torch::Tensor& images, FeatureTaps& taps) override;

 private:
  /// Twice convolution, batch norm, activation.
  struct Block {
    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr};
    torch::nn::BatchNorm2d norm1{nullptr}, norm2{nullptr};
  };
  Block register_block(const std::string& name, int from, int to);
  torch::Tensor pass(Block& block, const torch::Tensor& x) const;

  std::vector<Block> encoders_, decoders_;
  std::vector<torch::nn::ConvTranspose2d> ups_;
  torch::nn::Conv2d last_{nullptr};
};

}  // namespace dsc
