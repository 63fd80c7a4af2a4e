// The work "classify": trains LeNet-5 or VGG11 on a labelled set with the penalty on early or late features.
#include "experiments/cell/parameters.h"
#include "experiments/cell/trained_layers.h"
#include "experiments/cell/training_run.h"
#include "experiments/data/named_sets.h"
#include "experiments/networks/network.h"
#include "experiments/training/examples.h"
#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

/// The first `count` images; all for 0 or where there are no more.
LabelledImages first_images(LabelledImages set, std::int64_t count) {
  const auto wanted = static_cast<std::size_t>(count);
  if (count > 0 && wanted < set.count()) {
    set.labels.resize(wanted);
    set.pixels.resize(wanted * set.image_size());
  }
  return set;
}

struct Plan {
  NetworkSettings network{};
  TrainingSettings training{};
  Augmentation augmentation = Augmentation::none;
  std::int64_t images = 0, test_images = 0;
  std::string set{};
  bool early = true;  ///< whether the early features are penalised, else the late ones
};

Plan read_plan(const CellContext& context) {
  constexpr std::int64_t many = 100'000'000;
  const CellParameters given(context.parameters);
  Plan plan;
  plan.set = given.text("set");
  if (context.data != std::vector<std::string>{plan.set}) {
    throw InputError("data of the cell", "", "its set, " + plan.set, ordered_json(context.data).dump());
  }
  plan.network.architecture = given.choice<Architecture>(
      "network", {{"lenet5", Architecture::lenet5}, {"vgg11", Architecture::vgg11}});
  plan.network.activation = activation_parameter(given);
  if (plan.network.architecture == Architecture::vgg11)
    plan.network.base = static_cast<int>(given.integer("base", 1, 4096));
  plan.early = given.choice<bool>("placement", {{"early", true}, {"late", false}});
  plan.augmentation = given.choice<Augmentation>(
      "augmentation", {{"none", Augmentation::none}, {"crop_and_flip", Augmentation::crop_and_flip}});
  plan.images = given.integer("images", 0, many);
  plan.test_images = given.integer("test_images", 0, many);
  plan.training = training_settings(given, OptimizerSettings::Kind::sgd, context);
  plan.training.optimizer.momentum = given.number("momentum", 0, 1);
  given.finish();
  return plan;
}

ordered_json classify(const CellContext& context) {
  Plan plan = read_plan(context);
  const LabelledImages train_set =
      first_images(read_labelled_set(plan.set, Split::train, context.data_folder), plan.images);
  const LabelledImages test_set =
      first_images(read_labelled_set(plan.set, Split::test, context.data_folder), plan.test_images);
  plan.network.channels = train_set.channels;
  plan.network.height = train_set.height;
  plan.network.width = train_set.width;
  plan.network.classes = train_set.classes;
  plan.training.penalised =
      feature_names(plan.network.architecture, plan.early ? FeatureGroup::early : FeatureGroup::late);

  const ChannelStatistics statistics = channel_statistics(train_set);
  const auto training = classified_examples(train_set, statistics, plan.augmentation, plan.training.seed);
  const auto test = classified_examples(test_set, statistics, Augmentation::none, plan.training.seed);
  const TrainingResult trained =
      train(plan.network, plan.training, *training, {test}, training_files(context), training_hooks(context));

  ordered_json result = training_result(trained);
  result["training_set"] = {
      {"name", train_set.name}, {"images", train_set.count()}, {"treatment", training->treatment()}};
  result["test_set"] = {{"name", test_set.name}, {"images", test_set.count()}};
  result["penalised"] = plan.training.penalised;
  result["layers"] = trained_layers(*trained.network, *test, torch::Device(context.device));
  return result;
}

const CellWorkRegistration registration("classify", classify);

}  // namespace
}  // namespace dsc
