// The work "segment": trains U-Net on images with masks, with the penalty on the first four encoders.
#include <numeric>

#include "experiments/cell/parameters.h"
#include "experiments/cell/trained_layers.h"
#include "experiments/cell/training_run.h"
#include "experiments/data/named_sets.h"
#include "experiments/networks/network.h"
#include "experiments/segmentation/work/mask_pictures.h"
#include "experiments/training/examples.h"
#include "experiments/training/inspect.h"
#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

struct Plan {
  NetworkSettings network{};
  TrainingSettings training{};
  Mirror mirror = Mirror::never;
  std::int64_t images = 0, test_images = 0;
  int side = 0, pictures = 0;
};

Plan read_plan(const CellContext& context) {
  constexpr std::int64_t many = 100'000'000;
  const CellParameters given(context.parameters);
  if (context.data.size() < 2) {
    throw InputError("data of the cell", "", "a training set and at least one test set",
                     ordered_json(context.data).dump());
  }
  Plan plan;
  given.text("set");  // a name for people; the sets are the cell's data
  plan.network.architecture = Architecture::unet;
  plan.network.activation = activation_parameter(given);
  plan.network.base = static_cast<int>(given.integer("base", 1, 4096));
  plan.side = static_cast<int>(given.integer("side", 16, 4096));
  plan.network.height = plan.network.width = plan.side;
  plan.mirror = given.choice<Mirror>("mirror", {{"never", Mirror::never}, {"at_random", Mirror::at_random}});
  plan.images = given.integer("images", 0, many);
  plan.test_images = given.integer("test_images", 0, many);
  plan.pictures = static_cast<int>(given.integer("pictures", 0, 1000));
  plan.training = training_settings(given, OptimizerSettings::Kind::adam, context);
  given.finish();
  return plan;
}

/// The network's masks of the first `count` pictures, one after the other.
std::vector<std::uint8_t> first_masks(Network& network, const Examples& examples, int count) {
  std::vector<std::uint32_t> first(static_cast<std::size_t>(count));
  std::iota(first.begin(), first.end(), 0u);
  std::vector<std::uint8_t> masks;
  for (const std::vector<std::uint8_t>& mask : predicted_masks(network, examples, first)) {
    masks.insert(masks.end(), mask.begin(), mask.end());
  }
  return masks;
}

/// Writes image and truth, and the network's masks; returns their names.
ordered_json keep_pictures(const CellContext& context, const MaskedImages& set, std::size_t number,
                           Network& network, const Examples& examples, int wanted) {
  const int count = std::min(wanted, static_cast<int>(set.count()));
  const std::string stem = "set" + std::to_string(number);
  const auto file = [&](const std::string& name) { return context.pictures.string() + "-" + name + ".png"; };
  write_png(scene_column(set, count), file(stem + "-scene"));
  const std::vector<std::uint8_t> masks = first_masks(network, examples, count);
  write_png(mask_column(masks, set.side, count), file(stem + "-masks"));
  return {{"set", set.name}, {"scene", stem + "-scene"}, {"masks", stem + "-masks"}};
}

ordered_json segment(const CellContext& context) {
  Plan plan = read_plan(context);
  const auto read = [&](const std::string& name, std::int64_t limit) {
    return read_masked_set(name, plan.side, static_cast<std::size_t>(limit), context.data_folder);
  };
  const MaskedImages train_set = read(context.data.front(), plan.images);
  std::vector<MaskedImages> test_sets;
  for (std::size_t i = 1; i < context.data.size(); ++i)
    test_sets.push_back(read(context.data[i], plan.test_images));
  const auto training = masked_examples(train_set, plan.mirror, plan.training.seed);
  std::vector<std::shared_ptr<const Examples>> tests;
  for (const MaskedImages& set : test_sets)
    tests.push_back(masked_examples(set, Mirror::never, plan.training.seed));
  plan.training.penalised = feature_names(plan.network.architecture, FeatureGroup::early);
  const TrainingResult trained =
      train(plan.network, plan.training, *training, tests, training_files(context), training_hooks(context));

  ordered_json result = training_result(trained);
  result["training_set"] = {
      {"name", train_set.name}, {"images", train_set.count()}, {"treatment", training->treatment()}};
  result["test_sets"] = ordered_json::array();
  for (const MaskedImages& set : test_sets)
    result["test_sets"].push_back({{"name", set.name}, {"images", set.count()}});
  result["penalised"] = plan.training.penalised;
  result["layers"] = trained_layers(*trained.network, *tests.front(), torch::Device(context.device));
  if (plan.pictures > 0) {
    result["pictures"] = ordered_json::array();
    for (std::size_t i = 0; i < tests.size(); ++i) {
      result["pictures"].push_back(
          keep_pictures(context, test_sets[i], i, *trained.network, *tests[i], plan.pictures));
    }
  }
  return result;
}

const CellWorkRegistration registration("segment", segment);

}  // namespace
}  // namespace dsc
