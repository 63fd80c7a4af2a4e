#include "experiments/models/network_settings.h"

#include <array>
#include <string_view>
#include <utility>

#include "harness/error.h"

namespace dsc {
namespace {

constexpr std::array kActivations{std::pair(Activation::relu, "ReLU"), std::pair(Activation::elu, "ELU"),
                                  std::pair(Activation::mish, "Mish")};
constexpr std::array kArchitectures{std::pair(Architecture::lenet5, "LeNet-5"),
                                    std::pair(Architecture::vgg11, "VGG11"),
                                    std::pair(Architecture::unet, "U-Net")};

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

std::string to_string(Activation value) { return name_of(kActivations, value); }
std::string to_string(Architecture value) { return name_of(kArchitectures, value); }
Activation parse_activation(const std::string& name) { return value_of(kActivations, "activation", name); }
Architecture parse_architecture(const std::string& name) { return value_of(kArchitectures, "network", name); }

}  // namespace dsc
