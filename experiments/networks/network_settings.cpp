#include "experiments/networks/network_settings.h"

#include <array>
#include <string_view>
#include <utility>

#include "harness/error.h"

namespace dsc {
namespace {

constexpr std::array kActivations{std::pair(Nonlinearity::relu, "ReLU"), std::pair(Nonlinearity::elu, "ELU"),
                                  std::pair(Nonlinearity::mish, "Mish")};
constexpr std::array kArchitectures{std::pair(Architecture::lenet5, "LeNet-5"),
                                    std::pair(Architecture::vgg11, "VGG11"),
                                    std::pair(Architecture::unet, "U-Net")};

constexpr std::array kGroups{std::pair(FeatureGroup::all, "all"), std::pair(FeatureGroup::early, "early"),
                             std::pair(FeatureGroup::late, "late")};

struct Groups {
  std::vector<std::string> early, between, late;
};

Groups groups(Architecture architecture) {
  switch (architecture) {
    case Architecture::lenet5:
      return {{"conv1", "conv2"}, {}, {"fc1", "fc2"}};
    case Architecture::vgg11:
      return {{"conv1", "conv2", "conv3", "conv4"}, {}, {"conv5", "conv6", "conv7", "conv8"}};
    case Architecture::unet:
      return {{"encoder1", "encoder2", "encoder3", "encoder4"},
              {"encoder5"},
              {"decoder1", "decoder2", "decoder3", "decoder4"}};
  }
  return {};
}

template <class Value, std::size_t n>
std::string name_of(const std::array<std::pair<Value, const char*>, n>& names, Value value) {
  for (const auto& [known, name] : names) {
    if (known == value) return name;
  }
  return "?";
}

template <class Value, std::size_t n>
Value value_of(const std::array<std::pair<Value, const char*>, n>& names, const std::string& what,
               const std::string& name) {
  std::string all;
  for (const auto& [value, known] : names) {
    if (name == known) return value;
    all += (all.empty() ? "" : ", ") + std::string(known);
  }
  throw InputError(what, "", "one of " + all, "'" + name + "'");
}

}  // namespace

std::string to_string(Nonlinearity value) { return name_of(kActivations, value); }
std::string to_string(Architecture value) { return name_of(kArchitectures, value); }
std::string to_string(FeatureGroup value) { return name_of(kGroups, value); }
Nonlinearity parse_activation(const std::string& name) { return value_of(kActivations, "activation", name); }
Architecture parse_architecture(const std::string& name) { return value_of(kArchitectures, "network", name); }
FeatureGroup parse_feature_group(const std::string& name) { return value_of(kGroups, "features", name); }

std::vector<std::string> feature_names(Architecture architecture, FeatureGroup group) {
  Groups names = groups(architecture);
  if (group == FeatureGroup::early) return names.early;
  if (group == FeatureGroup::late) return names.late;
  std::vector<std::string> all = std::move(names.early);
  all.insert(all.end(), names.between.begin(), names.between.end());
  all.insert(all.end(), names.late.begin(), names.late.end());
  return all;
}

}  // namespace dsc
