#pragma once

#include "experiments/networks/network.h"

namespace dsc {

/// LeNet-5 (Y. LeCun et al., 1998) as the paper's Table 1 lays it out: convolution 5x5 to 6 channels, max
/// pooling 2x2, convolution 5x5 to 16 channels, max pooling 2x2, fully connected 120, 84, classes; no
/// padding, an activation after each layer but the last. On 3 x 32 x 32 and ten classes 456 + 2416 + 48120 +
/// 10164 + 850 = 62006 parameters.
class LeNet5 : public Network {
 public:
  explicit LeNet5(const NetworkShape& shape);

 protected:
  torch::Tensor compute(const torch::Tensor& images, FeatureTaps& taps) override;

 private:
  torch::nn::Conv2d conv1_{nullptr}, conv2_{nullptr};
  torch::nn::Linear fc1_{nullptr}, fc2_{nullptr}, fc3_{nullptr};
};

}  // namespace dsc
