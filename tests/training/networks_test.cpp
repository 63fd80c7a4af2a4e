// Networks: parameters counted layer by layer, shapes of what they give, initial values.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <map>

#include "experiments/networks/network.h"
#include "experiments/networks/stored_network.h"
#include "harness/error.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using Shape = std::vector<std::int64_t>;

std::map<std::string, Shape> feature_shapes(const NetworkShape& shape, int images) {
  const auto network = build_network(shape);
  const Tapped result = network->forward(torch::zeros({images, shape.channels, shape.height, shape.width}),
                                         {feature_names(shape.architecture)});
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
  NetworkShape grey;
  grey.channels = 1;
  grey.height = grey.width = 28;
  EXPECT_EQ(parameter_count(*build_network(grey)),
            (25 * 6 + 6) + (150 * 16 + 16) + (256 * 120 + 120) + 10164 + 850);
}

TEST(Networks, Vgg11HasOverNineMillionParameters) {
  NetworkShape shape{Architecture::vgg11};
  const auto expected = [](std::int64_t base) {
    std::int64_t sum = 0, from = 3;
    for (const int factor : {1, 2, 4, 4, 8, 8, 8, 8}) {
      sum += convolution(from, factor * base, 3) + 3 * factor * base;  // bias, gain and shift
      from = factor * base;
    }
    return sum + from * 10 + 10;
  };
  EXPECT_EQ(expected(64), 9231114);
  EXPECT_EQ(parameter_count(*build_network(shape)), 9231114);
  shape.base = 8;
  EXPECT_EQ(parameter_count(*build_network(shape)), expected(8));
}

TEST(Networks, UNetHasFiveEncodersAndFourDecoders) {
  NetworkShape shape{Architecture::unet};
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
  EXPECT_EQ(parameter_count(*build_network(shape)), 31037633);
  shape.base = 4;
  EXPECT_EQ(parameter_count(*build_network(shape)), expected(4));
}

TEST(Networks, FeaturesHaveTheShapesOfTheirLayers) {
  EXPECT_EQ(feature_shapes({}, 2), (std::map<std::string, Shape>{{"conv1", {2, 6, 28, 28}},
                                                                 {"conv2", {2, 16, 10, 10}},
                                                                 {"fc1", {2, 120}},
                                                                 {"fc2", {2, 84}},
                                                                 {"output", {2, 10}}}));
  NetworkShape vgg{Architecture::vgg11, Nonlinearity::elu};
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
  NetworkShape unet{Architecture::unet, Nonlinearity::mish, 3, 32, 48};
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
    NetworkShape shape{architecture};
    shape.base = 2;
    const auto network = build_network(shape);
    const torch::Tensor images = torch::rand({2, 3, 32, 32});
    const std::vector<std::string> early = placed_features(architecture, "early"),
                                   late = placed_features(architecture, "late");
    EXPECT_EQ(early.size(), late.size());
    std::vector<std::string> seen;
    for (const Feature& feature : network->forward(images, {early}).features) seen.push_back(feature.name);
    EXPECT_EQ(seen, early);
    EXPECT_EQ(network->forward(images, {late}).features.size(), late.size());
    EXPECT_THROW(network->forward(images, {{"conv0"}}), std::invalid_argument);
  }
}

TEST(Networks, FeaturesLeaveTheirActivation) {
  const torch::Tensor images = torch::randn({4, 3, 32, 32});
  const auto least = [&](Nonlinearity activation) {
    torch::manual_seed(3);
    const auto network = build_network({Architecture::lenet5, activation});
    return network->forward(images, {{"conv1"}}).features.at(0).value.min().item<double>();
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
}

// The other reading of the paper's "convolution and max pooling": what comes after the pooling, where there
// is one.
TEST(Networks, FeaturesMayBeTakenAfterTheirPooling) {
  const auto sides = [](Architecture architecture, const std::vector<std::string>& names, TapPlace place) {
    NetworkShape shape{architecture};
    shape.base = 2;
    std::vector<std::int64_t> all;
    const Tapped result = build_network(shape)->forward(torch::rand({2, 3, 32, 32}), {names, place});
    for (const Feature& feature : result.features) all.push_back(feature.value.size(2));
    return all;
  };
  using Sides = std::vector<std::int64_t>;
  const std::vector<std::string> lenet = {"conv1", "conv2"}, vgg = {"conv1", "conv2", "conv3", "conv4"},
                                 unet = {"encoder1", "encoder4", "encoder5"};
  EXPECT_EQ(sides(Architecture::lenet5, lenet, TapPlace::activation), (Sides{28, 10}));
  EXPECT_EQ(sides(Architecture::lenet5, lenet, TapPlace::pooling), (Sides{14, 5}));
  EXPECT_EQ(sides(Architecture::vgg11, vgg, TapPlace::activation), (Sides{32, 16, 8, 8}));
  EXPECT_EQ(sides(Architecture::vgg11, vgg, TapPlace::pooling), (Sides{16, 8, 8, 4}));  // conv3 has none
  EXPECT_EQ(sides(Architecture::unet, unet, TapPlace::activation), (Sides{32, 4, 2}));
  EXPECT_EQ(sides(Architecture::unet, unet, TapPlace::pooling), (Sides{16, 2, 2}));
}

TEST(StoredNetwork, IsKnownByWhatItComputesWith) {
  const TemporaryFolder folder;
  for (const Architecture architecture : {Architecture::lenet5, Architecture::vgg11, Architecture::unet}) {
    NetworkShape shape{architecture, Nonlinearity::elu, 1, 16, 32, 5, 2};
    const auto network = build_network(shape);
    network->train();
    const torch::Tensor images = torch::rand({2, 1, 16, 32});
    network->forward(images);  // moves the running averages
    network->eval();
    const std::string sha256 = keep_network(*network, folder.path());
    const auto back = kept_network(sha256, folder.path());
    EXPECT_TRUE(torch::equal(back->forward(images).output, network->forward(images).output));
    EXPECT_EQ(back->shape().classes, 5);
    std::filesystem::copy_file(folder / (sha256 + ".pt"), folder / (std::string(64, '0') + ".pt"),
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_THROW(kept_network(std::string(64, '0'), folder.path()), InputError)
        << "another network's parameters";
  }
}

TEST(StoredNetwork, ItsAbsenceAndDamageAreToldWithTheFile) {
  const TemporaryFolder folder;
  const std::string sha256(64, 'a');
  const auto refused = [&] { return refusal([&] { kept_network(sha256, folder.path()); }); };
  EXPECT_NE(refused().find(sha256 + ".pt: expected the parameters of a trained network"), std::string::npos);
  EXPECT_NE(refused().find("training again brings it back"), std::string::npos);
  folder.write(sha256 + ".pt", "something else");
  EXPECT_NE(refused().find("found another file"), std::string::npos) << refused();
}

}  // namespace
}  // namespace dsc
