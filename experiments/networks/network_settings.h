#pragma once

#include <string>
#include <vector>

namespace dsc {

/// The nonlinearity after every convolution and every fully connected layer but the last.
/// relu(x) = max(x, 0); elu(x) = x for x > 0, else e^x - 1; mish(x) = x tanh(ln(1 + e^x)).
enum class Nonlinearity { relu, elu, mish };

enum class Architecture { lenet5, vgg11, unet };

/// Which network to build, and for images of which size.
struct NetworkSettings {
  Architecture architecture = Architecture::lenet5;
  Nonlinearity activation = Nonlinearity::relu;
  int channels = 3, height = 32, width = 32;  ///< of the images
  int classes = 10;                           ///< LeNet-5 and VGG11; U-Net has one output a pixel
  int base = 64;  ///< channels of VGG11's first layer or U-Net's first encoder; LeNet-5 has no such choice
};

/// Which of a network's features: all; those the paper penalises ("far away from the classifiers", the first
/// four encoders); as many near the output, for comparison.
enum class FeatureGroup { all, early, late };

/// Names of features in the order of the layers.
/// LeNet-5: conv1, conv2 (early), fc1, fc2 (late). VGG11: conv1 … conv4 (early), conv5 … conv8 (late); the
/// paper marks its choice for these two by a colour that its text does not carry. U-Net: encoder1 … encoder4
/// (early), encoder5, decoder1 … decoder4 (late).
std::vector<std::string> feature_names(Architecture, FeatureGroup = FeatureGroup::all);

std::string to_string(Nonlinearity);
std::string to_string(Architecture);
std::string to_string(FeatureGroup);

/// The inverse of to_string. Errors (InputError): an unknown name, with the known ones.
Nonlinearity parse_activation(const std::string& name);
Architecture parse_architecture(const std::string& name);
FeatureGroup parse_feature_group(const std::string& name);

}  // namespace dsc
