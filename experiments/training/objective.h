#pragma once

#include <vector>

#include "experiments/networks/network.h"

namespace dsc {

/// The loss L of a batch, a mean over its images (and pixels). Classes (integers, one an image):
/// cross-entropy of the softmax of the logits. Masks (floats in {0, 1}, shaped as the logits): binary
/// cross-entropy of their logistic function.
torch::Tensor loss(const torch::Tensor& logits, const torch::Tensor& targets);

/// sum_j w_j |x_j|_1 with w_j = 1 / dim(x_j), averaged over the images of the batch (as L is): the sum over
/// features of the mean magnitude of their entries. dim(x_j) counts the entries for one image. 0 for no
/// features.
torch::Tensor l1_penalty(const std::vector<Feature>& features);

/// |H_alpha(x)|_0 / dim(x), averaged over the images of the batch: the share of entries above alpha = 1e-6 in
/// magnitude.
double share_above_threshold(const torch::Tensor& feature);

}  // namespace dsc
