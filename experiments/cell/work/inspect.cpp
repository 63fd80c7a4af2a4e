// The work "inspect": looks into a network that another cell trained. Parameters: that cell's Settings, and
// "pictures", of how many images of each test set the masks are shown. Data: none, or the test sets. Result:
// InspectionRecord.
#include "experiments/cell/work/cell_context.h"
#include "experiments/cell/work/filter_coherence.h"
#include "experiments/cell/work/mask_pictures.h"
#include "experiments/networks/stored_network.h"
#include "experiments/training/environment.h"
#include "experiments/training/examples.h"
#include "experiments/training/inspection_record.h"
#include "experiments/training/masked_examples.h"
#include "experiments/training/settings.h"
#include "harness/error.h"

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

/// The filters of a block of two convolutions are those of the second; a feature without filters of its own
/// has none.
LayerRecord layer_of(const Feature& feature, const Network& network) {
  LayerRecord layer{
      .name = feature.name, .channels = feature.value.size(1), .entries = feature.value.numel()};
  const auto parameters = network.named_parameters();
  const torch::Tensor* weight = parameters.find(feature.name + ".weight");
  if (weight == nullptr) weight = parameters.find(feature.name + "_conv2.weight");
  if (weight == nullptr) return layer;
  const FilterCoherence found = filter_coherence(filters_of(*weight));
  layer.rows = found.rows;
  layer.columns = found.columns;
  layer.zero_filters = found.zero_filters;
  layer.mu = found.mu;
  layer.mu_shifted = found.mu_shifted;
  return layer;
}

std::vector<LayerRecord> layers_of(Network& network) {
  const NetworkShape& shape = network.shape();
  const Tapped result = network.forward(torch::zeros({1, shape.channels, shape.height, shape.width}),
                                        {feature_names(shape.architecture)});
  std::vector<LayerRecord> layers;
  for (const Feature& feature : result.features) layers.push_back(layer_of(feature, network));
  return layers;
}

/// What the network takes for the object in the first images of a set, one mask after the other.
std::vector<std::uint8_t> first_masks(Network& network, const MaskedImages& set, std::uint32_t count) {
  const auto examples = masked_examples(set, Augmentation::none, 0);
  std::vector<std::uint8_t> masks;
  for (std::uint32_t i = 0; i < count; ++i) {
    const torch::Tensor image = examples->read({&i, 1}, 0).images;
    const torch::Tensor mask = (network.forward(image).output > 0).to(torch::kByte).contiguous();
    masks.insert(masks.end(), mask.data_ptr<std::uint8_t>(), mask.data_ptr<std::uint8_t>() + mask.numel());
  }
  return masks;
}

/// Writes image and truth, and the network's masks.
PictureRecord keep_pictures(const CellContext& context, const MaskedImages& set, std::size_t number,
                            Network& network, std::int64_t wanted) {
  const int count = static_cast<int>(std::min(wanted, static_cast<std::int64_t>(set.count())));
  const std::string stem = "set" + std::to_string(number);
  const auto file = [&](const std::string& name) { return context.pictures.string() + "-" + name + ".png"; };
  write_png(scene_column(set, count), file(stem + "-scene"));
  write_png(mask_column(first_masks(network, set, static_cast<std::uint32_t>(count)), set.side, count),
            file(stem + "-masks"));
  return {set.name, stem + "-scene", stem + "-masks"};
}

CellOutput inspect(const CellContext& context) {
  const std::string where = "parameters of a cell";
  ordered_json parameters = context.parameters;
  if (!parameters.is_object() || !parameters.contains("pictures") ||
      !parameters.at("pictures").is_number_unsigned() || parameters.at("pictures") > 1000)
    throw InputError(where, "pictures", "an integer from 0 to 1000", "another value or none");
  const std::int64_t pictures = parameters.at("pictures");
  parameters.erase("pictures");
  const Settings settings = settings_from(parameters, where);
  prepare_library(context.threads);
  const torch::NoGradGuard no_gradients;
  const std::shared_ptr<Network> network = kept_network(context.trained, context.networks);
  InspectionRecord record{.layers = layers_of(*network)};
  for (std::size_t i = 0; i < context.data.size() && pictures > 0; ++i) {
    const MaskedImages set = read_masked_set(context.data[i], static_cast<int>(settings.side),
                                             static_cast<std::size_t>(settings.test_images));
    record.pictures.push_back(keep_pictures(context, set, i, *network, pictures));
  }
  return {to_json(record), context.time.seconds()};
}

const CellWorkRegistration registration("inspect", inspect);

}  // namespace
}  // namespace dsc
