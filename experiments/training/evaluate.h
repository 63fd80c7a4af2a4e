#pragma once

#include <vector>

#include "experiments/networks/network.h"
#include "experiments/training/examples.h"
#include "experiments/training/training_record.h"

namespace dsc {

/// What a network does on a set, over all images and image by image.
struct Evaluation {
  SetMetrics metrics{};
  std::vector<bool> correct{};     ///< for classes
  std::vector<Confusion> masks{};  ///< for masks
};

/// Batches of `size` images on `device`, in evaluation mode; the network is left in the mode in which it was.
Evaluation evaluate(Network& network, const Examples& examples, int size, const torch::Device& device);

/// Pixels of each image: masks and logits are n x 1 x height x width.
std::vector<Confusion> confusions(const torch::Tensor& logits, const torch::Tensor& masks);

}  // namespace dsc
