#include "theorems/networks/rounding_bound.h"

#include "theorems/networks/double_arithmetic.h"

namespace dsc {
namespace {

RationalMatrix absolute(RationalMatrix a) {
  for (Rational& entry : a.reshaped()) entry = abs(entry);
  return a;
}

/// The error of a sum over `terms` products, from sum |w| h, sum |w| e and |b|.
Rational error_of_sum(Eigen::Index terms, const Rational& size, const Rational& error, const Rational& bias) {
  const Rational u = unit_roundoff();
  return rounded_up(gamma(terms) * (1 + u) * (size + error + bias) + (1 + u) * error + u * (size + bias) +
                    2 * terms * smallest_double());
}

}  // namespace

RationalVector rounding_bound(const ConvolutionalNetwork<Rational>& network, const RationalVector& input) {
  const auto exact = features(network, input);
  Features<Rational> h{network.side, absolute(input.transpose())};
  Features<Rational> error = h;
  error.channels *= unit_roundoff();
  for (std::size_t j = 0; j < network.layers.size(); ++j) {
    ConvolutionalLayer<Rational> layer = network.layers[j];
    const RationalVector bias = absolute(layer.bias);
    layer.weights = absolute(layer.weights);
    layer.bias.setZero();
    const Features<Rational> size = convolve(layer, h, network.axes);
    error = convolve(layer, error, network.axes);
    for (Eigen::Index l = 0; l < error.channels.rows(); ++l) {
      for (Eigen::Index at = 0; at < error.channels.cols(); ++at) {
        error.channels(l, at) =
            error_of_sum(layer.weights.cols() + 1, size.channels(l, at), error.channels(l, at), bias[l]);
      }
    }
    h = exact[j];
  }
  RationalVector bound = flattened(error);
  if (network.read_out.rows() == 0) return bound;
  const RationalMatrix read_out = absolute(network.read_out);
  const RationalVector size = read_out * flattened(h), moved = read_out * bound;
  bound.resize(size.size());
  for (Eigen::Index i = 0; i < size.size(); ++i)
    bound[i] = error_of_sum(read_out.cols(), size[i], moved[i], 0);
  return bound;
}

}  // namespace dsc
