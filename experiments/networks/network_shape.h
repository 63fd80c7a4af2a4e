#pragma once

#include <span>
#include <string>
#include <vector>

namespace dsc {

/// The nonlinearity after every convolution and every fully connected layer but the last.
/// relu(x) = max(x, 0); elu(x) = x for x > 0, else e^x - 1; mish(x) = x tanh(ln(1 + e^x)).
enum class Nonlinearity { relu, elu, mish };

enum class Architecture { lenet5, vgg11, unet };

/// Where a feature is taken from: as it leaves its activation, or after the pooling that follows it, where
/// there is one.
enum class TapPlace { activation, pooling };

/// A value of an enumeration as files spell it ("lenet5") and as people read it ("LeNet-5").
template <class Value>
struct Named {
  Value value;
  const char *key, *name;
};
std::span<const Named<Nonlinearity>> names(Nonlinearity);
std::span<const Named<Architecture>> names(Architecture);
std::span<const Named<TapPlace>> names(TapPlace);

/// The entry of names(value) that is `value`'s.
template <class Value>
const Named<Value>& named(Value value) {
  const auto all = names(value);
  std::size_t i = 0;
  while (all[i].value != value) ++i;
  return all[i];
}

/// Which network to build, and for images of which size.
struct NetworkShape {
  Architecture architecture = Architecture::lenet5;
  Nonlinearity activation = Nonlinearity::relu;
  int channels = 3, height = 32, width = 32;  ///< of the images
  int classes = 10;                           ///< LeNet-5 and VGG11; U-Net has one output a pixel
  int base = 64;  ///< channels of VGG11's first layer or U-Net's first encoder; LeNet-5 has no such choice
};

/// Names of all features in the order of the layers. LeNet-5: conv1, conv2, fc1, fc2; VGG11: conv1 … conv8;
/// U-Net: encoder1 … encoder5, decoder1 … decoder4.
std::vector<std::string> feature_names(Architecture architecture);

/// The features that a placement names: "early", those the paper penalises ("far away from the classifiers",
/// the first four encoders); "late", as many near the output, for comparison; or names of features with
/// commas between them. Early are LeNet-5's conv1, conv2, VGG11's conv1 … conv4, U-Net's encoder1 …
/// encoder4; late fc1, fc2; conv5 … conv8; decoder1 … decoder4. The paper marks its choice for the first two
/// networks by a colour that its text does not carry. Throws InputError where a name is no feature's, or
/// stands twice.
std::vector<std::string> placed_features(Architecture architecture, const std::string& placement);

}  // namespace dsc
