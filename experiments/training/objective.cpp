#include "experiments/training/objective.h"

namespace dsc {

torch::Tensor loss(const torch::Tensor& logits, const torch::Tensor& targets) {
  if (targets.scalar_type() == torch::kLong) return torch::nn::functional::cross_entropy(logits, targets);
  return torch::binary_cross_entropy_with_logits(logits, targets, {}, {}, at::Reduction::Mean);
}

torch::Tensor l1_penalty(const std::vector<Feature>& features) {
  torch::Tensor sum = torch::zeros({}, features.empty() ? torch::kCPU : features.front().value.device());
  for (const Feature& feature : features) sum = sum + feature.value.abs().mean();
  return sum;
}

double share_above_threshold(const torch::Tensor& feature) {
  constexpr double kAlpha = 1e-6;
  const auto above = (feature.abs() > kAlpha).sum().item<std::int64_t>();
  return static_cast<double>(above) / static_cast<double>(feature.numel());
}

}  // namespace dsc
