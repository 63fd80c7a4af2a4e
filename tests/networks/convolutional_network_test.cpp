#include "theorems/networks/convolutional_network.h"

#include <gtest/gtest.h>

namespace dsc {
namespace {

using Layer = ConvolutionalLayer<Rational>;

RationalVector entries(std::initializer_list<Rational> values) {
  RationalVector v(std::ssize(values));
  std::copy(values.begin(), values.end(), v.begin());
  return v;
}
RationalMatrix row(std::initializer_list<Rational> values) { return entries(values).transpose(); }

TEST(ConvolutionalNetwork, StrideAndZerosOutsideByHand) {
  // d = 5, s = 3, t = 2: ceil(5/2) = 3 outputs; the last reads x_5 and two zeros.
  const ConvolutionalNetwork<Rational> network{
      1, 5, {Layer{3, 2, false, row({1, 10, 100}), entries({0})}}, {}};
  EXPECT_EQ(evaluate(network, entries({1, 2, 3, 4, 5})), entries({321, 543, 5}));
}

TEST(ConvolutionalNetwork, AStrideBeyondTheKernelSkipsEntries) {
  const ConvolutionalNetwork<Rational> network{1, 7, {Layer{2, 3, false, row({1, 1}), entries({0})}}, {}};
  EXPECT_EQ(evaluate(network, entries({1, 2, 100, 4, 5, 100, 7})), entries({3, 9, 7}));
}

TEST(ConvolutionalNetwork, BiasReachesThePaddingAndReluCutsEveryLayer) {
  // The second layer sees relu(-x + 1/2), also where the first read a zero outside.
  const Layer first{2, 1, false, row({-1, 0}), entries({Rational(1, 2)})};
  const Layer second{2, 2, false, row({1, 1}), entries({-1})};
  const ConvolutionalNetwork<Rational> network{1, 3, {first, second}, {}};
  const auto h = features(network, entries({2, Rational(1, 4), -1}));
  EXPECT_EQ(flattened(h[0]), entries({0, Rational(1, 4), Rational(3, 2)}));
  EXPECT_EQ(flattened(h[1]), entries({0, Rational(1, 2)}));
}

TEST(ConvolutionalNetwork, ChannelsAreSummedAndFlattened) {
  // Two channels (x, 2x) at each of the two places of a kernel of 2, then both as one vector.
  RationalMatrix split(2, 2), join(1, 2);
  split << 1, 0, 0, 1;
  join << 1, 3;
  const Layer first{2, 2, false, split, entries({0, 1})};
  const Layer second{2, 2, true, join, entries({0})};
  const ConvolutionalNetwork<Rational> network{1, 2, {first, second}, {}};
  EXPECT_EQ(evaluate(network, entries({5, 7})), entries({5 + 3 * 8}));
}

TEST(ConvolutionalNetwork, TwoAxesByHand) {
  // A 3x3 image, stride 2: four places, each reads a 2x2 window, zeros outside.
  const ConvolutionalNetwork<Rational> network{
      2, 3, {Layer{2, 2, false, row({1, 10, 100, 1000}), entries({0})}}, {}};
  EXPECT_EQ(evaluate(network, entries({1, 2, 3, 4, 5, 6, 7, 8, 9})), entries({5421, 603 / 1, 87, 9}));
}

TEST(ConvolutionalNetwork, ReadOutMayBeNegative) {
  ConvolutionalNetwork<Rational> network{1, 1, {Layer{2, 1, false, row({1, 0}), entries({0})}}, {}};
  EXPECT_EQ(evaluate(network, entries({3})), entries({3}));
  EXPECT_EQ(evaluate(network, entries({-3})), entries({0}));
  network.read_out = row({-2});
  EXPECT_EQ(evaluate(network, entries({3})), entries({-6}));
}

TEST(ConvolutionalNetwork, SizesThatDoNotFitThrow) {
  const Layer good{2, 1, false, row({1, 0}), entries({0})};
  ConvolutionalNetwork<Rational> network{1, 2, {good}, {}};
  EXPECT_THROW(evaluate(network, entries({1})), std::invalid_argument);
  network.layers[0].weights = row({1, 0, 0});
  EXPECT_THROW(evaluate(network, entries({1, 2})), std::invalid_argument);
  network.layers[0] = good;
  network.layers[0].bias = entries({0, 0});
  EXPECT_THROW(evaluate(network, entries({1, 2})), std::invalid_argument);
  network.layers[0] = good;
  network.layers[0].stride = 0;
  EXPECT_THROW(evaluate(network, entries({1, 2})), std::invalid_argument);
  network.layers = {good, good};
  network.layers[1].flatten = true;  // the channel has two entries
  EXPECT_THROW(evaluate(network, entries({1, 2})), std::invalid_argument);
  network.layers = {good};
  network.read_out = row({1});
  EXPECT_THROW(evaluate(network, entries({1, 2})), std::invalid_argument);
}

TEST(ConvolutionalNetwork, CountsWeights) {
  const ConvolutionalNetwork<Rational> network{1, 4, {Layer{3, 1, false, row({1, 0, 2}), entries({0})}}, {}};
  EXPECT_EQ(weight_count(network), 4);
  EXPECT_EQ(nonzero_weight_count(network), 2);
}

}  // namespace
}  // namespace dsc
