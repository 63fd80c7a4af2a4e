#include "experiments/training/inspect.h"

#include "experiments/networks/network.h"
#include "experiments/training/examples_source.h"

namespace dsc {

std::vector<LayerFilters> layer_filters(const Network& network) {
  std::vector<LayerFilters> layers;
  for (const auto& item : network.named_children()) {
    const auto* const convolution = item.value()->as<torch::nn::Conv2d>();
    const auto* const linear = item.value()->as<torch::nn::Linear>();
    if (convolution == nullptr && linear == nullptr) continue;
    const torch::Tensor weights = (convolution != nullptr ? convolution->weight : linear->weight)
                                      .detach()
                                      .to(torch::kCPU)
                                      .flatten(1)
                                      .contiguous();
    const float* const first = weights.data_ptr<float>();
    layers.push_back({item.key(), weights.size(1), weights.size(0), {first, first + weights.numel()}});
  }
  return layers;
}

std::vector<std::vector<std::uint8_t>> predicted_masks(Network& network, const Examples& examples,
                                                       const std::vector<std::uint32_t>& indices) {
  const torch::NoGradGuard no_gradients;
  const bool training = network.is_training();
  network.eval();
  std::vector<std::vector<std::uint8_t>> masks;
  for (const std::uint32_t index : indices) {
    const torch::Tensor image =
        examples.read({&index, 1}, 0).images.to(network.parameters().front().device());
    const torch::Tensor mask = (network.forward(image).output > 0).to(torch::kCPU, torch::kByte).contiguous();
    const std::uint8_t* const first = mask.data_ptr<std::uint8_t>();
    masks.emplace_back(first, first + mask.numel());
  }
  network.train(training);
  return masks;
}

}  // namespace dsc
