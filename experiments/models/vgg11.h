#pragma once

#include "experiments/models/network.h"

namespace dsc {

/// VGG11 (K. Simonyan, A. Zisserman, 2015) as the paper's Table 1 lays it out: eight convolutions 3x3 of
/// padding 1, each with a bias, batch norm and activation, to b, 2b, 4b, 4b, 8b, 8b, 8b, 8b channels, where b
/// = base is 64 in the paper; max pooling 2x2 after the first, second, fourth, sixth and eighth; mean over
/// what is left of the image; fully connected to the classes. Images below 32 x 32 pixels skip the poolings
/// for which nothing is left. On 3 x 32 x 32 and ten classes 9,231,114 parameters at b = 64. Features: conv1
/// … conv8; early: conv1 … conv4; late: conv5 … conv8. (The paper marks its choice by a colour that its text
/// does not carry.)
class Vgg11 : public Network {
 public:
  explicit Vgg11(const NetworkSettings& settings);
  std::vector<std::string> feature_names() const override;
  std::vector<std::string> early_features() const override { return {"conv1", "conv2", "conv3", "conv4"}; }
  std::vector<std::string> late_features() const override { return {"conv5", "conv6", "conv7", "conv8"}; }

 protected:
  torch::Tensor compute(const torch::Tensor& images, FeatureTaps& taps) override;

 private:
  std::vector<torch::nn::Conv2d> convolutions_;
  std::vector<torch::nn::BatchNorm2d> norms_;
  torch::nn::Linear classifier_{nullptr};
};

}  // namespace dsc
