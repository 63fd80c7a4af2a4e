#include "experiments/training/settings.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/refusal.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

/// Every field away from its default.
Settings unusual() {
  return {.set = "composed",
          .network = Architecture::unet,
          .activation = Nonlinearity::mish,
          .base = 3,
          .side = 48,
          .gamma = 0.25,
          .placement = "encoder2,decoder1",
          .penalty_over_batch = OverBatch::sum,
          .penalty_after = TapPlace::pooling,
          .augmentation = Augmentation::flip,
          .images = 11,
          .test_images = 12,
          .epochs = 13,
          .batch = 14,
          .optimizer = Optimizer::adam,
          .rate = 0.5,
          .momentum = 0.75,
          .weight_decay = 0.125,
          .evaluate_every = 15,
          .seed = 16};
}

std::string refused(const char* key, const ordered_json& value) {
  ordered_json json = to_json(unusual());
  json[key] = value;
  return refusal([&] { settings_from(json, "cell"); });
}

TEST(Settings, WhatIsWrittenIsRead) {
  EXPECT_EQ(settings_from(to_json(unusual()), "cell"), unusual());
  EXPECT_EQ(settings_from(to_json(Settings{}), "cell"), Settings{});
  EXPECT_EQ(to_json(unusual()).size(), 20u);
}

// A reading that is added later changes no cell that has today's.
TEST(Settings, ReadingsAreWrittenWhereTheyAreUnusual) {
  const ordered_json usual = to_json(Settings{.set = "cifar-10"});
  for (const char* key : {"base", "side", "penalty_over_batch", "penalty_after", "optimizer"})
    EXPECT_FALSE(usual.contains(key)) << key;
  EXPECT_EQ(usual.at("placement"), "early");
  EXPECT_EQ(usual.at("augmentation"), "none");
}

TEST(Settings, NoFieldMayBeMissingOrUnknown) {
  for (const char* key : {"set", "network", "gamma", "epochs", "seed", "augmentation"}) {
    ordered_json json = to_json(unusual());
    json.erase(key);
    EXPECT_THAT(refusal([&] { settings_from(json, "cell"); }),
                HasSubstr(std::string("cell: expected the field ") + key));
  }
  EXPECT_THAT(refused("dropout", 0.5), HasSubstr("\"dropout\""));
  EXPECT_THAT(refusal([] { settings_from(ordered_json::array(), "cell"); }), HasSubstr("a JSON object"));
}

TEST(Settings, ValuesOfAnotherTypeAreRefused) {
  EXPECT_THAT(refused("epochs", 1.5), HasSubstr("epochs: expected an integer, found 1.5"));
  EXPECT_THAT(refused("rate", "fast"), HasSubstr("rate: expected a number"));
  EXPECT_THAT(refused("set", 3), HasSubstr("set: expected a text"));
  EXPECT_THAT(refused("activation", "sine"), HasSubstr("activation: expected one of relu, elu, mish"));
  EXPECT_THAT(refused("network", nullptr), HasSubstr("lenet5, vgg11, unet"));
}

// One range for each number, whoever checks it: at its ends it is accepted, beyond them refused.
TEST(Settings, EveryNumberHasItsRange) {
  const ordered_json all = to_json(unusual());
  for (const auto& [key, value] : all.items()) {
    if (!value.is_number() || key == "side") continue;
    const Range range = range_of(key);
    ordered_json json = to_json(unusual());
    const bool whole = value.is_number_integer();
    ordered_json& field = json[key];
    const auto at = [&](double number) {
      field = whole ? ordered_json(static_cast<std::int64_t>(number)) : ordered_json(number);
      settings_from(json, "cell");
    };
    EXPECT_NO_THROW(at(range.least)) << key;
    EXPECT_NO_THROW(at(range.most)) << key;
    EXPECT_THROW(at(range.least - 1), InputError) << key;
    EXPECT_THROW(at(2 * range.most + 1), InputError) << key;
  }
  EXPECT_THROW(range_of("network"), std::invalid_argument);
  Settings infinite;
  infinite.gamma = std::nan("");
  EXPECT_THROW(check(infinite), InputError);
}

TEST(Settings, WhatDoesNotFitTogetherIsRefused) {
  EXPECT_THAT(refused("placement", "conv1"), HasSubstr("encoder1"));
  EXPECT_THAT(refused("placement", "encoder1,encoder1"), HasSubstr("each name once"));
  EXPECT_THAT(refused("placement", ""), HasSubstr("placement"));
  EXPECT_THAT(refused("augmentation", "crop_and_flip"), HasSubstr("none or flip"));
  EXPECT_THAT(refused("side", 0), HasSubstr("the side of U-Net's images"));
  EXPECT_THAT(refused("network", "vgg11"), HasSubstr("placement"));
}

TEST(Settings, PlacementsNameFeatures) {
  EXPECT_EQ(placed_features(Architecture::lenet5, "early"), (std::vector<std::string>{"conv1", "conv2"}));
  EXPECT_EQ(placed_features(Architecture::lenet5, "late"), (std::vector<std::string>{"fc1", "fc2"}));
  EXPECT_EQ(placed_features(Architecture::vgg11, "conv5,conv1"),
            (std::vector<std::string>{"conv5", "conv1"}));
  EXPECT_EQ(placed_features(Architecture::unet, "late").size(), 4u);
}

TEST(Settings, CosineAnnealingFallsFromTheRateToZero) {
  const Settings settings{.epochs = 200, .rate = 0.1};
  EXPECT_DOUBLE_EQ(rate_in_epoch(settings, 0), 0.1);
  EXPECT_DOUBLE_EQ(rate_in_epoch(settings, 100), 0.05);
  EXPECT_DOUBLE_EQ(rate_in_epoch(settings, 50), 0.05 * (1 + std::sqrt(0.5)));
  EXPECT_NEAR(rate_in_epoch(settings, 200), 0, 1e-17);
}

}  // namespace
}  // namespace dsc
