#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/networks/network.h"
#include "experiments/training/examples_source.h"
#include "experiments/training/mask_measures.h"

namespace dsc {

/// What a network does on a set, in evaluation mode (batch norm by its running averages).
struct Evaluation {
  double loss = 0;                    ///< mean over images
  std::optional<double> accuracy{};   ///< share of images whose largest logit is their class's
  std::vector<MaskMeasures> masks{};  ///< one an image; object where the logit is positive
  std::vector<std::pair<std::string, double>>
      density{};  ///< for each feature |H_alpha(x_j)|_0 / dim(x_j), mean over images
};

/// Batches of `size` images on `device`; the network is left in the mode in which it was.
Evaluation evaluate(Network& network, const Examples& examples, int size, const torch::Device& device);

/// Pixels of each image: masks and logits are n x 1 x height x width.
std::vector<Confusion> confusions(const torch::Tensor& logits, const torch::Tensor& masks);

}  // namespace dsc
