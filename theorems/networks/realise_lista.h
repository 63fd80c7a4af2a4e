#pragma once

#include <vector>

#include "theorems/networks/convolutional_network.h"

/// LISTA-CP as a convolutional network (arXiv 2408.05540v2, Lemma 5.3).
namespace dsc {

/// x^(0) = 0, x^(k+1) = T_{theta_k}(x^(k) + W^T (y - D x^(k))), T_theta(x) = relu(x - theta) - relu(-x -
/// theta).
template <class Scalar>
struct Iteration {
  Matrix<Scalar> dictionary;       ///< D, m x d
  Matrix<Scalar> analysis;         ///< W, m x d
  std::vector<Scalar> thresholds;  ///< theta_0 … theta_{K-1}, none negative
};
using ListaIteration = Iteration<Rational>;

/// Throws std::invalid_argument unless D and W have the same size and there are thresholds, none negative.
template <class Scalar>
void require_sound(const Iteration<Scalar>& lista);

/// How the network gathers a vector's entries in the channels of one place before a dense layer.
enum class Strides {
  kernel,  ///< stride s: s^l channels after l layers
  fitted   ///< a first stride just large enough, so that the channels stay fewer than twice the entries
};
/// How the result of one iteration reaches the next.
enum class Between {
  vector,   ///< as a vector of one channel, which is gathered again: depth O(K log_s(d + m)) as in the lemma
  channels  ///< as channels of one entry: depth O(K + log_s m), and s taps of which one is used
};
struct RealisationOptions {
  Eigen::Index kernel = 2;  ///< s >= 2
  int axes = 1;             ///< 2: the signal is a square image, row by row; then Between::channels only
  Strides strides = Strides::fitted;
  Between between = Between::vector;
};

/// The network whose read-out is x^(K), for every y in R^m. Signs pass the ReLU as pairs (relu(v), relu(-v)),
/// which needs no bound on the entries; so the state between iterations is the pairs of x^(k) and of y, 2(d +
/// m) entries, and the last layer holds the pairs of x^(K), which the read-out (I, -I) joins. Throws
/// std::invalid_argument for an iteration that is not sound, a kernel below 2, a signal that is no square
/// image for two axes, or Between::vector with two axes.
/// For Rational and double.
template <class Scalar>
ConvolutionalNetwork<Scalar> realise(const Iteration<Scalar>& lista, const RealisationOptions& options);

/// One layer's sizes, without its weights.
struct LayerShape {
  Eigen::Index channels_in, channels_out, kernel, stride;
  bool flatten;
};
/// The layers of the network for an m x d dictionary and K iterations.
std::vector<LayerShape> realisation_shape(Eigen::Index m, Eigen::Index d, Eigen::Index iterations,
                                          const RealisationOptions& options);
/// Kernel entries and biases.
Eigen::Index weight_count(const std::vector<LayerShape>& layers, int axes);

/// The smallest L >= 1 with base^L >= n (n >= 1, base >= 2), in integers.
Eigen::Index ceil_log(Eigen::Index base, Eigen::Index n);

}  // namespace dsc
