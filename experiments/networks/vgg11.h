#pragma once

#include "experiments/networks/network.h"

namespace dsc {

/// VGG11 (K. Simonyan, A. Zisserman, 2015) as the paper's Table 1 lays it out: eight convolutions 3x3 of
/// padding 1, each with a bias, batch norm and activation, to b, 2b, 4b, 4b, 8b, 8b, 8b, 8b channels, where b
/// = base is 64 in the paper; max pooling 2x2 after the first, second, fourth, sixth and eighth; mean over
/// what is left of the image; fully connected to the classes. Images below 32 x 32 pixels skip the poolings
/// for which nothing is left. On 3 x 32 x 32 and ten classes 9,231,114 parameters at b = 64.
class Vgg11 : public Network {
 public:
  explicit Vgg11(const NetworkShape& shape);

 protected:
  torch::Tensor compute(const torch::Tensor& images, FeatureTaps& taps) override;

 private:
  std::vector<torch::nn::Conv2d> convolutions_;
  std::vector<torch::nn::BatchNorm2d> norms_;
  torch::nn::Linear classifier_{nullptr};
};

}  // namespace dsc
