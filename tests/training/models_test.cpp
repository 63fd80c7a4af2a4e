// Networks: parameters counted layer by layer, shapes of what they give, initial values.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <map>

#include "experiments/networks/network.h"
#include "harness/error.h"

namespace dsc {
namespace {

using Shape = std::vector<std::int64_t>;

std::map<std::string, Shape> feature_shapes(const NetworkSettings& settings, int images) {
  const auto network = build_network(settings);
  const Tapped result =
      network->forward(torch::zeros({images, settings.channels, settings.height, settings.width}),
                       feature_names(settings.architecture));
  std::map<std::string, Shape> shapes{{"output", result.output.sizes().vec()}};
  for (const Feature& feature : result.features) shapes[feature.name] = feature.value.sizes().vec();
  return shapes;
}

/// Weights and biases of a convolution; gain and shift of a batch norm.
std::int64_t convolution(std::int64_t from, std::int64_t to, std::int64_t side) {
  return side * side * from * to;
}

TEST(Networks, LeNet5HasAboutSixtyThousandParameters) {
  EXPECT_EQ(parameter_count(*build_network({})), 62006);
  NetworkSettings grey;
  grey.channels = 1;
  grey.height = grey.width = 28;
  EXPECT_EQ(parameter_count(*build_network(grey)),
            (25 * 6 + 6) + (150 * 16 + 16) + (256 * 120 + 120) + 10164 + 850);
}

TEST(Networks, Vgg11HasOverNineMillionParameters) {
  NetworkSettings settings{Architecture::vgg11};
  const auto expected = [](std::int64_t base) {
    std::int64_t sum = 0, from = 3;
    for (const int factor : {1, 2, 4, 4, 8, 8, 8, 8}) {
      sum += convolution(from, factor * base, 3) + 3 * factor * base;  // bias, gain and shift
      from = factor * base;
    }
    return sum + from * 10 + 10;
  };
  EXPECT_EQ(expected(64), 9231114);
  EXPECT_EQ(parameter_count(*build_network(settings)), 9231114);
  settings.base = 8;
  EXPECT_EQ(parameter_count(*build_network(settings)), expected(8));
}

TEST(Networks, UNetHasFiveEncodersAndFourDecoders) {
  NetworkSettings settings{Architecture::unet};
  const auto block = [](std::int64_t from, std::int64_t to) {
    return convolution(from, to, 3) + convolution(to, to, 3) + 4 * to;
  };
  const auto expected = [&](std::int64_t b) {
    std::int64_t sum = block(3, b) + b + 1;  // with the last convolution
    for (const int i : {2, 4, 8, 16}) sum += block(i / 2 * b, i * b);
    for (const int i : {16, 8, 4, 2})
      sum += convolution(i * b, i / 2 * b, 2) + i / 2 * b + block(i * b, i / 2 * b);
    return sum;
  };
  EXPECT_EQ(expected(64), 31037633);
  EXPECT_EQ(parameter_count(*build_network(settings)), 31037633);
  settings.base = 4;
  EXPECT_EQ(parameter_count(*build_network(settings)), expected(4));
}

TEST(Networks, FeaturesHaveTheShapesOfTheirLayers) {
  EXPECT_EQ(feature_shapes({}, 2), (std::map<std::string, Shape>{{"conv1", {2, 6, 28, 28}},
                                                                 {"conv2", {2, 16, 10, 10}},
                                                                 {"fc1", {2, 120}},
                                                                 {"fc2", {2, 84}},
                                                                 {"output", {2, 10}}}));
  NetworkSettings vgg{Architecture::vgg11, Nonlinearity::elu};
  vgg.base = 2;
  EXPECT_EQ(feature_shapes(vgg, 3), (std::map<std::string, Shape>{{"conv1", {3, 2, 32, 32}},
                                                                  {"conv2", {3, 4, 16, 16}},
                                                                  {"conv3", {3, 8, 8, 8}},
                                                                  {"conv4", {3, 8, 8, 8}},
                                                                  {"conv5", {3, 16, 4, 4}},
                                                                  {"conv6", {3, 16, 4, 4}},
                                                                  {"conv7", {3, 16, 2, 2}},
                                                                  {"conv8", {3, 16, 2, 2}},
                                                                  {"output", {3, 10}}}));
  NetworkSettings unet{Architecture::unet, Nonlinearity::mish, 3, 32, 48};
  unet.base = 2;
  EXPECT_EQ(feature_shapes(unet, 2), (std::map<std::string, Shape>{{"encoder1", {2, 2, 32, 48}},
                                                                   {"encoder2", {2, 4, 16, 24}},
                                                                   {"encoder3", {2, 8, 8, 12}},
                                                                   {"encoder4", {2, 16, 4, 6}},
                                                                   {"encoder5", {2, 32, 2, 3}},
                                                                   {"decoder1", {2, 16, 4, 6}},
                                                                   {"decoder2", {2, 8, 8, 12}},
                                                                   {"decoder3", {2, 4, 16, 24}},
                                                                   {"decoder4", {2, 2, 32, 48}},
                                                                   {"output", {2, 1, 32, 48}}}));
}

TEST(Networks, EarlyAndLateFeaturesAreFeaturesOfTheNetwork) {
  for (const Architecture architecture : {Architecture::lenet5, Architecture::vgg11, Architecture::unet}) {
    NetworkSettings settings{architecture};
    settings.base = 2;
    const auto network = build_network(settings);
    const torch::Tensor images = torch::rand({2, 3, 32, 32});
    const std::vector<std::string> early = feature_names(architecture, FeatureGroup::early),
                                   late = feature_names(architecture, FeatureGroup::late);
    EXPECT_EQ(early.size(), late.size());
    std::vector<std::string> seen;
    for (const Feature& feature : network->forward(images, early).features) seen.push_back(feature.name);
    EXPECT_EQ(seen, early);
    EXPECT_EQ(network->forward(images, late).features.size(), late.size());
    EXPECT_THROW(network->forward(images, {"conv0"}), std::invalid_argument);
  }
}

TEST(Networks, FeaturesLeaveTheirActivation) {
  const torch::Tensor images = torch::randn({4, 3, 32, 32});
  const auto least = [&](Nonlinearity activation) {
    torch::manual_seed(3);
    const auto network = build_network({Architecture::lenet5, activation});
    return network->forward(images, {"conv1"}).features.at(0).value.min().item<double>();
  };
  EXPECT_EQ(least(Nonlinearity::relu), 0);
  const double elu = least(Nonlinearity::elu), mish = least(Nonlinearity::mish);
  EXPECT_LT(elu, -0.32);  // below all of Mish
  EXPECT_GT(elu, -1);
  EXPECT_LT(mish, -0.25);
  EXPECT_GT(mish, -0.3089);  // its least value is -0.30884
}

TEST(Networks, TheSeedDecidesTheInitialValues) {
  const auto weights = [](int seed) {
    torch::manual_seed(seed);
    return build_network({})->parameters().at(0).clone();
  };
  EXPECT_TRUE(torch::equal(weights(5), weights(5)));
  EXPECT_FALSE(torch::equal(weights(5), weights(6)));
}

TEST(Networks, SizesThatCannotBeAreRefused) {
  EXPECT_THROW(build_network({Architecture::lenet5, Nonlinearity::relu, 3, 15, 32}), InputError);
  EXPECT_THROW(build_network({Architecture::vgg11, Nonlinearity::relu, 3, 32, 8}), InputError);
  EXPECT_THROW(build_network({Architecture::unet, Nonlinearity::relu, 3, 32, 40}), InputError);
  EXPECT_THROW(build_network({Architecture::unet, Nonlinearity::relu, 0}), InputError);
  EXPECT_THROW(build_network({Architecture::vgg11, Nonlinearity::relu, 3, 32, 32, 10, 0}), InputError);
  EXPECT_THROW(parse_architecture("AlexNet"), InputError);
  EXPECT_EQ(parse_activation("Mish"), Nonlinearity::mish);
  EXPECT_EQ(to_string(parse_feature_group("late")), "late");
  EXPECT_EQ(to_string(parse_architecture("U-Net")), "U-Net");
}

}  // namespace
}  // namespace dsc
