#pragma once

#include <stdexcept>
#include <vector>

#include "theorems/exact/matrix.h"

/// Convolutional networks to the letter of arXiv 2408.05540v2, Definition 3.1 (one axis) and 3.2 (two axes of
/// the same length): stride t, output side ceil(d/t), entries outside the input read as 0, one bias a
/// channel, and the ReLU after every layer.
namespace dsc {

/// h'_l = relu(sum_i w_{l,i} *_t h_i + b_l).
template <class Scalar>
struct ConvolutionalLayer {
  Eigen::Index kernel = 2;  ///< taps along each axis
  Eigen::Index stride = 1;
  /// The channels of the input, of one entry each, are first read as one channel (only with one axis).
  bool flatten = false;
  /// channels_out x (channels_in kernel^axes): column (channel kernel^axes + tap), taps row by row.
  Matrix<Scalar> weights;
  Vector<Scalar> bias;  ///< channels_out
};

template <class Scalar>
struct ConvolutionalNetwork {
  int axes = 1;
  Eigen::Index side = 1;  ///< the input has side^axes entries, row by row, in one channel
  std::vector<ConvolutionalLayer<Scalar>> layers;
  /// Applied to the last layer's output, channel by channel; no part of Definition 3.1. No rows: there is
  /// none.
  Matrix<Scalar> read_out;
};

/// base^axes.
inline Eigen::Index positions(Eigen::Index base, int axes) { return axes == 1 ? base : base * base; }

/// Features after a layer: channels x side^axes.
template <class Scalar>
struct Features {
  Eigen::Index side;
  Matrix<Scalar> channels;
};

template <class Scalar>
void require_fit(const ConvolutionalLayer<Scalar>& layer, const Features<Scalar>& input, int axes) {
  const bool flat = layer.flatten;
  const Eigen::Index channels = flat ? 1 : input.channels.rows();
  if (axes < 1 || axes > 2 || layer.kernel < 1 || layer.stride < 1)
    throw std::invalid_argument("a layer needs one or two axes, a kernel and a stride");
  if (flat && (axes != 1 || input.side != 1))
    throw std::invalid_argument("only channels of one entry can be read as a vector");
  if (layer.weights.cols() != channels * positions(layer.kernel, axes) ||
      layer.bias.size() != layer.weights.rows())
    throw std::invalid_argument("weights or bias of another size than the layer's channels");
}

/// The sums before the ReLU, one layer. Throws std::invalid_argument where the sizes do not fit.
template <class Scalar>
Features<Scalar> convolve(const ConvolutionalLayer<Scalar>& layer, Features<Scalar> input, int axes) {
  using Eigen::Index;
  require_fit(layer, input, axes);
  if (layer.flatten) {
    input.side = input.channels.rows();
    input.channels.transposeInPlace();
  }
  const Index side = input.side, k = layer.kernel, taps = positions(k, axes);
  const Index output_side = (side + layer.stride - 1) / layer.stride;
  Features<Scalar> output{output_side, Matrix<Scalar>(layer.weights.rows(), positions(output_side, axes))};
  for (Index at = 0; at < output.channels.cols(); ++at) {
    const Index top = axes == 1 ? 0 : at / output_side * layer.stride, left = at % output_side * layer.stride;
    for (Index l = 0; l < output.channels.rows(); ++l) {
      Scalar sum = layer.bias[l];
      for (Index column = 0; column < layer.weights.cols(); ++column) {
        const Scalar& weight = layer.weights(l, column);
        const Index tap = column % taps, row = top + tap / k, along = left + tap % k;
        if (weight == Scalar(0) || along >= side || (axes == 2 && row >= side)) continue;
        sum += weight * input.channels(column / taps, axes == 1 ? along : row * side + along);
      }
      output.channels(l, at) = sum;
    }
  }
  return output;
}

/// All entries in order, channel by channel.
template <class Scalar>
Vector<Scalar> flattened(const Features<Scalar>& h) {
  Vector<Scalar> all(h.channels.size());
  for (Eigen::Index c = 0; c < h.channels.rows(); ++c)
    all.segment(c * h.channels.cols(), h.channels.cols()) = h.channels.row(c).transpose();
  return all;
}

/// The features after each layer. Throws std::invalid_argument where the sizes do not fit.
template <class Scalar>
std::vector<Features<Scalar>> features(const ConvolutionalNetwork<Scalar>& network,
                                       const Vector<Scalar>& input) {
  if (input.size() != positions(network.side, network.axes))
    throw std::invalid_argument("an input of another size than the network's");
  std::vector<Features<Scalar>> all;
  Features<Scalar> h{network.side, input.transpose()};
  for (const ConvolutionalLayer<Scalar>& layer : network.layers) {
    h = convolve(layer, std::move(h), network.axes);
    for (Scalar& value : h.channels.reshaped()) {
      if (value < Scalar(0)) value = Scalar(0);
    }
    all.push_back(h);
  }
  return all;
}

/// What the network makes of an input: the last layer's output in order, read out where there is a read-out.
template <class Scalar>
Vector<Scalar> evaluate(const ConvolutionalNetwork<Scalar>& network, const Vector<Scalar>& input) {
  const auto all = features(network, input);
  Vector<Scalar> output = all.empty() ? input : flattened(all.back());
  if (network.read_out.rows() == 0) return output;
  if (network.read_out.cols() != output.size())
    throw std::invalid_argument("a read-out of another size than the last layer's output");
  return network.read_out.lazyProduct(output);
}

/// Kernel entries and biases of one layer or of all, the read-out not counted.
template <class Scalar>
Eigen::Index weight_count(const ConvolutionalNetwork<Scalar>& network) {
  Eigen::Index count = 0;
  for (const auto& layer : network.layers) count += layer.weights.size() + layer.bias.size();
  return count;
}

/// The weights other than zero among them.
template <class Scalar>
Eigen::Index nonzero_weight_count(const ConvolutionalNetwork<Scalar>& network) {
  Eigen::Index count = 0;
  for (const auto& layer : network.layers)
    count += (layer.weights.array() != Scalar(0)).count() + (layer.bias.array() != Scalar(0)).count();
  return count;
}

/// Every weight to the nearest double.
ConvolutionalNetwork<double> nearest(const ConvolutionalNetwork<Rational>& network);

}  // namespace dsc
