#include "theorems/networks/convolutional_network.h"

namespace dsc {

ConvolutionalNetwork<double> nearest(const ConvolutionalNetwork<Rational>& network) {
  ConvolutionalNetwork<double> rounded{network.axes, network.side, {}, nearest(network.read_out)};
  for (const ConvolutionalLayer<Rational>& layer : network.layers) {
    rounded.layers.push_back(
        {layer.kernel, layer.stride, layer.flatten, nearest(layer.weights), nearest(layer.bias)});
  }
  return rounded;
}

}  // namespace dsc
