#include "experiments/networks/network_shape.h"

#include <algorithm>
#include <array>

#include "harness/error.h"

namespace dsc {
namespace {

constexpr std::array kActivations{Named<Nonlinearity>{Nonlinearity::relu, "relu", "ReLU"},
                                  Named<Nonlinearity>{Nonlinearity::elu, "elu", "ELU"},
                                  Named<Nonlinearity>{Nonlinearity::mish, "mish", "Mish"}};
constexpr std::array kArchitectures{Named<Architecture>{Architecture::lenet5, "lenet5", "LeNet-5"},
                                    Named<Architecture>{Architecture::vgg11, "vgg11", "VGG11"},
                                    Named<Architecture>{Architecture::unet, "unet", "U-Net"}};
constexpr std::array kPlaces{Named<TapPlace>{TapPlace::activation, "activation", "before pooling"},
                             Named<TapPlace>{TapPlace::pooling, "pooling", "after pooling"}};

/// Features from the input to the output; `early` of them come first and as many last.
struct Features {
  std::vector<std::string> all;
  std::ptrdiff_t early;
};

Features features(Architecture architecture) {
  switch (architecture) {
    case Architecture::lenet5:
      return {{"conv1", "conv2", "fc1", "fc2"}, 2};
    case Architecture::vgg11:
      return {{"conv1", "conv2", "conv3", "conv4", "conv5", "conv6", "conv7", "conv8"}, 4};
    case Architecture::unet:
      return {{"encoder1", "encoder2", "encoder3", "encoder4", "encoder5", "decoder1", "decoder2", "decoder3",
               "decoder4"},
              4};
  }
  return {};
}

std::vector<std::string> separated(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

}  // namespace

std::span<const Named<Nonlinearity>> names(Nonlinearity) { return kActivations; }
std::span<const Named<Architecture>> names(Architecture) { return kArchitectures; }
std::span<const Named<TapPlace>> names(TapPlace) { return kPlaces; }

std::vector<std::string> feature_names(Architecture architecture) { return features(architecture).all; }

std::vector<std::string> placed_features(Architecture architecture, const std::string& placement) {
  const auto [all, early] = features(architecture);
  if (placement == "early") return {all.begin(), all.begin() + early};
  if (placement == "late") return {all.end() - early, all.end()};
  const std::vector<std::string> wanted = separated(placement);
  for (const std::string& name : wanted) {
    if (std::count(all.begin(), all.end(), name) == 1 && std::count(wanted.begin(), wanted.end(), name) == 1)
      continue;
    std::string known = "early, late";
    for (const std::string& feature : all) known += ", " + feature;
    throw InputError("placement", "", known + ", each name once", "'" + placement + "'");
  }
  return wanted;
}

}  // namespace dsc
