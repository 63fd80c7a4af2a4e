#include "experiments/cell/trained_layers.h"

#include <array>

#include "experiments/cell/filter_coherence.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

Filters filters_of(const torch::Tensor& parameter) {
  const torch::Tensor weight = parameter.detach().to(torch::kCPU, torch::kFloat).contiguous();
  Filters filters;
  filters.count = static_cast<int>(weight.size(0));
  filters.channels = static_cast<int>(weight.size(1));
  filters.kernel = weight.dim() == 4 ? static_cast<int>(weight.size(2)) : 0;
  filters.weights.assign(weight.data_ptr<float>(), weight.data_ptr<float>() + weight.numel());
  return filters;
}

ordered_json describe(const Feature& feature, const Network& network) {
  const std::int64_t entries = feature.value.numel();
  ordered_json layer = {{"name", feature.name}, {"channels", feature.value.size(1)}, {"entries", entries}};
  const auto parameters = network.named_parameters();
  const torch::Tensor* weight = parameters.find(feature.name + ".weight");
  if (weight == nullptr) weight = parameters.find(feature.name + "_conv2.weight");
  if (weight == nullptr) return layer;
  const FilterCoherence found = filter_coherence(filters_of(*weight));
  layer["rows"] = found.rows;
  layer["columns"] = found.columns;
  layer["zero_filters"] = found.zero_filters;
  layer["mu"] = found.mu;
  if (found.mu_shifted) layer["mu_shifted"] = *found.mu_shifted;
  return layer;
}

}  // namespace

ordered_json trained_layers(Network& network, const Examples& examples, const torch::Device& device) {
  const torch::NoGradGuard no_gradients;
  const bool training = network.is_training();
  network.eval();
  const std::array<std::uint32_t, 1> first = {0};
  const Tapped result = network.forward(examples.read(first, 0).images.to(device),
                                        feature_names(network.settings().architecture));
  network.train(training);
  ordered_json layers = ordered_json::array();
  for (const Feature& feature : result.features) layers.push_back(describe(feature, network));
  return layers;
}

}  // namespace dsc
