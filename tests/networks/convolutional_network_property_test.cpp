#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"
#include "theorems/networks/convolutional_network.h"

namespace dsc {
namespace {

using Eigen::Index;

RationalMatrix random_matrix(Index rows, Index columns, std::mt19937_64& generator) {
  RationalMatrix a(rows, columns);
  for (Rational& entry : a.reshaped())
    entry = Rational(static_cast<long>(uniform_below(generator, 15)) - 7,
                     1 + static_cast<long>(uniform_below(generator, 4)));
  return a;
}

/// (w *_t x)_i = sum_k w_k x_{(i-1)t+k} with 1-based indices and zeros outside, straight from the definition.
Rational entry_by_formula(const std::vector<RationalMatrix>& kernels, const RationalMatrix& x, Index stride,
                          Index i) {
  Rational sum = 0;
  for (std::size_t channel = 0; channel < kernels.size(); ++channel) {
    for (Index k = 1; k <= kernels[channel].cols(); ++k) {
      const Index at = (i - 1) * stride + k;
      if (at <= x.cols()) sum += kernels[channel](0, k - 1) * x(static_cast<Index>(channel), at - 1);
    }
  }
  return sum;
}

TEST(ConvolutionalNetwork, RandomNetworksFollowTheFormula) {
  std::mt19937_64 generator(7);
  for (int trial = 0; trial < 200; ++trial) {
    const Index d = 1 + static_cast<Index>(uniform_below(generator, 12));
    ConvolutionalNetwork<Rational> network{1, d, {}, {}};
    RationalMatrix x = random_matrix(1, d, generator);
    const RationalVector input = x.row(0).transpose();
    const Index depth = 1 + static_cast<Index>(uniform_below(generator, 3));
    for (Index j = 0; j < depth; ++j) {
      const Index s = 2 + static_cast<Index>(uniform_below(generator, 3));
      const Index t = 1 + static_cast<Index>(uniform_below(generator, 4));
      const Index channels = 1 + static_cast<Index>(uniform_below(generator, 3));
      ConvolutionalLayer<Rational> layer{s, t, false, random_matrix(channels, x.rows() * s, generator),
                                         random_matrix(channels, 1, generator).col(0)};
      RationalMatrix next(channels, (x.cols() + t - 1) / t);
      for (Index l = 0; l < channels; ++l) {
        std::vector<RationalMatrix> kernels;
        for (Index c = 0; c < x.rows(); ++c) kernels.push_back(layer.weights.block(l, c * s, 1, s));
        for (Index i = 1; i <= next.cols(); ++i) {
          next(l, i - 1) = entry_by_formula(kernels, x, t, i) + layer.bias[l];
          if (next(l, i - 1) < 0) next(l, i - 1) = 0;
        }
      }
      network.layers.push_back(layer);
      x = next;
    }
    ASSERT_EQ(features(network, input).back().channels, x);
  }
}

}  // namespace
}  // namespace dsc
