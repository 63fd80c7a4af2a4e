#include "theorems/networks/realise_lista.h"

namespace dsc {
namespace {

using Eigen::Index;
/// Affine map before a ReLU.
template <class Scalar>
struct Dense {
  Matrix<Scalar> weights;
  Vector<Scalar> bias;
};

Index power(Index base, Index exponent) {
  Index result = 1;
  while (exponent-- > 0) result *= base;
  return result;
}

/// The strides t_1 … t_L of a gathering: at most s each, product at least `side`.
std::vector<Index> gathering_strides(Index side, const RealisationOptions& options) {
  const Index levels = ceil_log(options.kernel, side);
  std::vector<Index> strides(static_cast<std::size_t>(levels), options.kernel);
  if (options.strides == Strides::fitted && levels > 1) {
    const Index rest = power(options.kernel, levels - 1);
    strides.front() = (side + rest - 1) / rest;
  }
  return strides;
}

/// What a channel holds at place p of a level with total stride T: sign times the input's entry at T p +
/// offset, or its positive part.
struct Content {
  Index row = 0, column = 0;
  int sign = 1;
};

/// Gathers the entries of the input and applies a dense map to them.
template <class Scalar>
class Gathering {
  using Layer = ConvolutionalLayer<Scalar>;

 public:
  /// `signed_input`: the entries may be negative, so the first of several layers splits them into pairs.
  Gathering(Index side, bool signed_input, bool flatten, const RealisationOptions& options)
      : side_(side), flatten_(flatten), options_(options) {
    const std::vector<Index> strides = gathering_strides(side, options);
    for (std::size_t level = 0; level + 1 < strides.size(); ++level) {
      unfold(strides[level], level == 0 && signed_input, strides[level]);
    }
  }

  std::vector<Layer> with(const Dense<Scalar>& dense) && {
    const Index taps = positions(options_.kernel, options_.axes);
    Layer last{options_.kernel, options_.kernel, flatten_ && layers_.empty(),
               Matrix<Scalar>::Zero(dense.weights.rows(), std::ssize(contents_) * taps), dense.bias};
    for (Index channel = 0; channel < std::ssize(contents_); ++channel) {
      const Content& content = contents_[static_cast<std::size_t>(channel)];
      for (Index tap = 0; tap < taps; ++tap) {
        const Content at = shifted(content, tap);
        if (at.row >= (options_.axes == 1 ? 1 : side_) || at.column >= side_) continue;
        last.weights.col(channel * taps + tap) =
            dense.weights.col(at.row * side_ + at.column) * Scalar(at.sign);
      }
    }
    layers_.push_back(std::move(last));
    return std::move(layers_);
  }

 private:
  Content shifted(const Content& content, Index tap) const {
    return {content.row + tap / options_.kernel * total_, content.column + tap % options_.kernel * total_,
            content.sign};
  }

  void unfold(Index stride, bool split, Index used_taps) {
    const Index taps = positions(options_.kernel, options_.axes);
    const Index channels = std::ssize(contents_) * positions(used_taps, options_.axes) * (split ? 2 : 1);
    Layer layer{options_.kernel, stride, flatten_ && layers_.empty(),
                Matrix<Scalar>::Zero(channels, std::ssize(contents_) * taps), Vector<Scalar>::Zero(channels)};
    std::vector<Content> next;
    for (Index tap = 0; tap < taps; ++tap) {
      if (tap % options_.kernel >= used_taps || tap / options_.kernel >= used_taps) continue;
      for (Index channel = 0; channel < std::ssize(contents_); ++channel) {
        for (const int sign : split ? std::vector<int>{1, -1} : std::vector<int>{1}) {
          layer.weights(std::ssize(next), channel * taps + tap) = sign;
          next.push_back(shifted(contents_[static_cast<std::size_t>(channel)], tap));
          next.back().sign *= sign;
        }
      }
    }
    layers_.push_back(std::move(layer));
    contents_ = std::move(next);
    total_ *= stride;
  }

  Index side_, total_ = 1;
  bool flatten_;
  RealisationOptions options_;
  std::vector<Content> contents_{Content{}};
  std::vector<Layer> layers_;
};

/// A dense map on channels of one entry each: only the first tap sees anything.
template <class Scalar>
ConvolutionalLayer<Scalar> on_channels(const Dense<Scalar>& dense, const RealisationOptions& options) {
  const Index taps = positions(options.kernel, options.axes);
  ConvolutionalLayer<Scalar> layer{options.kernel, options.kernel, false,
                                   Matrix<Scalar>::Zero(dense.weights.rows(), dense.weights.cols() * taps),
                                   dense.bias};
  for (Index channel = 0; channel < dense.weights.cols(); ++channel)
    layer.weights.col(channel * taps) = dense.weights.col(channel);
  return layer;
}

/// From y, or from the pairs of x^(k) and y, to the pairs of x^(k+1) and, unless it is the last step, of y.
template <class Scalar>
Dense<Scalar> step(const Iteration<Scalar>& lista, std::size_t k) {
  const Index m = lista.dictionary.rows(), d = lista.dictionary.cols();
  const bool first = k == 0, last = k + 1 == lista.thresholds.size();
  const Matrix<Scalar> wt = lista.analysis.transpose();
  const Matrix<Scalar> g = Matrix<Scalar>::Identity(d, d) - wt * lista.dictionary;
  const Index inputs = first ? m : 2 * (d + m), outputs = last ? 2 * d : 2 * (d + m);
  Dense<Scalar> dense{Matrix<Scalar>::Zero(outputs, inputs), Vector<Scalar>::Zero(outputs)};
  dense.bias.head(2 * d).setConstant(-lista.thresholds[k]);
  const Index y = first ? 0 : 2 * d;  // the column where y, or its positive part, begins
  for (const int sign : {1, -1}) {
    const Index x_row = sign > 0 ? 0 : d, y_row = 2 * d + (sign > 0 ? 0 : m);
    if (!first) {
      dense.weights.block(x_row, 0, d, d) = g * Scalar(sign);
      dense.weights.block(x_row, d, d, d) = g * Scalar(-sign);
      dense.weights.block(x_row, y + m, d, m) = wt * Scalar(-sign);
    }
    dense.weights.block(x_row, y, d, m) = wt * Scalar(sign);
    if (last) continue;
    // The pairs of y pass unchanged: relu is the identity on them.
    const Index column = first || sign > 0 ? y : y + m;
    dense.weights.block(y_row, column, m, m).setIdentity();
    if (first) dense.weights.block(y_row, column, m, m) *= Scalar(sign);
  }
  return dense;
}

/// The side of the signal as the network takes it.
Index signal_side(Index m, const RealisationOptions& options) {
  if (options.kernel < 2) throw std::invalid_argument("the kernel needs two taps or more");
  if (options.axes == 1) return m;
  if (options.axes != 2 || options.between == Between::vector)
    throw std::invalid_argument("one axis, or two with the state in channels");
  Index side = 1;
  while (side * side < m) ++side;
  if (side * side != m) throw std::invalid_argument("a signal of m entries is no square image");
  return side;
}

}  // namespace

template <class Scalar>
void require_sound(const Iteration<Scalar>& lista) {
  const Matrix<Scalar>&d = lista.dictionary, &w = lista.analysis;
  if (d.size() == 0 || d.rows() != w.rows() || d.cols() != w.cols())
    throw std::invalid_argument("D and W need the same size, not empty");
  if (lista.thresholds.empty()) throw std::invalid_argument("an iteration needs one threshold or more");
  for (const Scalar& theta : lista.thresholds)
    if (!(theta >= Scalar(0))) throw std::invalid_argument("a negative threshold");
}

template <class Scalar>
ConvolutionalNetwork<Scalar> realise(const Iteration<Scalar>& lista, const RealisationOptions& options) {
  require_sound(lista);
  const Index m = lista.dictionary.rows(), d = lista.dictionary.cols();
  ConvolutionalNetwork<Scalar> network{
      options.axes, signal_side(m, options), {}, Matrix<Scalar>::Zero(d, 2 * d)};
  network.read_out.leftCols(d).setIdentity();
  network.read_out.rightCols(d) = -network.read_out.leftCols(d);
  for (std::size_t k = 0; k < lista.thresholds.size(); ++k) {
    const Dense<Scalar> dense = step(lista, k);
    if (k > 0 && options.between == Between::channels) {
      network.layers.push_back(on_channels(dense, options));
      continue;
    }
    const Index side = k == 0 ? network.side : dense.weights.cols();
    for (auto& layer : Gathering<Scalar>(side, k == 0, k > 0, options).with(dense))
      network.layers.push_back(std::move(layer));
  }
  return network;
}

template void require_sound(const Iteration<Rational>&);
template void require_sound(const Iteration<double>&);
template ConvolutionalNetwork<Rational> realise(const Iteration<Rational>&, const RealisationOptions&);
template ConvolutionalNetwork<double> realise(const Iteration<double>&, const RealisationOptions&);

std::vector<LayerShape> realisation_shape(Index m, Index d, Index iterations,
                                          const RealisationOptions& options) {
  std::vector<LayerShape> layers;
  const Index signal = signal_side(m, options), state = 2 * (d + m);
  for (Index k = 0; k < iterations; ++k) {
    const Index outputs = k + 1 == iterations ? 2 * d : state;
    if (k > 0 && options.between == Between::channels) {
      layers.push_back({state, outputs, options.kernel, options.kernel, false});
      continue;
    }
    const std::vector<Index> strides = gathering_strides(k == 0 ? signal : state, options);
    Index channels = 1;
    for (std::size_t level = 0; level + 1 < strides.size(); ++level) {
      const Index next = channels * positions(strides[level], options.axes) * (k == 0 && level == 0 ? 2 : 1);
      layers.push_back({channels, next, options.kernel, strides[level], k > 0 && level == 0});
      channels = next;
    }
    layers.push_back({channels, outputs, options.kernel, options.kernel, k > 0 && strides.size() == 1});
  }
  return layers;
}

Index weight_count(const std::vector<LayerShape>& layers, int axes) {
  Index count = 0;
  for (const LayerShape& layer : layers)
    count += layer.channels_out * (layer.channels_in * positions(layer.kernel, axes) + 1);
  return count;
}

Index ceil_log(Index base, Index n) {
  Index levels = 1;
  for (Index reached = base; reached < n; reached *= base) ++levels;
  return levels;
}

}  // namespace dsc
