#include <gtest/gtest.h>

#include "harness/check/checker.h"
#include "iterate.h"
#include "theorems/certificates/networks.h"
#include "theorems/dictionaries/families.h"
#include "theorems/networks/realise_lista.h"

namespace dsc {
namespace {

using Eigen::Index;

RationalVector random_signal(Index size, std::mt19937_64& generator) {
  RationalVector y(size);
  for (Rational& entry : y) entry = Rational(static_cast<long>(uniform_below(generator, 41)) - 20, 7);
  return y;
}

ListaIteration random_iteration(Index m, Index d, Index iterations, std::mt19937_64& generator) {
  ListaIteration lista{RationalMatrix(m, d), RationalMatrix(m, d), {}};
  for (RationalMatrix* a : {&lista.dictionary, &lista.analysis})
    for (Rational& entry : a->reshaped())
      entry = Rational(static_cast<long>(uniform_below(generator, 9)) - 4, 5);
  for (Index k = 0; k < iterations; ++k) lista.thresholds.emplace_back(uniform_below(generator, 4), 3);
  return lista;
}

std::string name(Index m, Index d, Index iterations, const RealisationOptions& options) {
  return std::to_string(m) + "x" + std::to_string(d) + ", K " + std::to_string(iterations) + ", s " +
         std::to_string(options.kernel) + ", axes " + std::to_string(options.axes) +
         (options.strides == Strides::fitted ? ", fitted" : ", stride s") +
         (options.between == Between::vector ? ", vector" : ", channels");
}

/// Calls `visit` with every small size and every option.
void for_each_case(const std::function<void(Index, Index, Index, const RealisationOptions&)>& visit) {
  for (const Index m : {1, 2, 3, 4, 5, 8, 9})
    for (const Index d : {1, 2, 4, 7})
      for (const Index iterations : {1, 2, 3})
        for (const Index kernel : {2, 3, 5, 16})
          for (const Strides strides : {Strides::kernel, Strides::fitted}) {
            visit(m, d, iterations, {kernel, 1, strides, Between::vector});
            visit(m, d, iterations, {kernel, 1, strides, Between::channels});
            const bool square = m == 1 || m == 4 || m == 9;
            if (square) visit(m, d, iterations, {kernel, 2, strides, Between::channels});
          }
}

TEST(Realise, EqualsTheIterationEntryByEntry) {
  std::mt19937_64 generator(1);
  for_each_case([&](Index m, Index d, Index iterations, const RealisationOptions& options) {
    const ListaIteration lista = random_iteration(m, d, iterations, generator);
    const ConvolutionalNetwork<Rational> network = realise(lista, options);
    for (int trial = 0; trial < 3; ++trial) {
      const RationalVector y = random_signal(m, generator);
      ASSERT_EQ(evaluate(network, y), iterate(lista, y)) << name(m, d, iterations, options);
    }
  });
}

TEST(Realise, TheCheckerProvesItForAllSignals) {
  std::mt19937_64 generator(2);
  int tried = 0;
  for_each_case([&](Index m, Index d, Index iterations, const RealisationOptions& options) {
    if (m * d > 12 || ++tried % 5 != 0) return;
    const ListaIteration lista = random_iteration(m, d, iterations, generator);
    const auto result = check::check_certificate(certificate::network(lista, realise(lista, options)));
    ASSERT_TRUE(result.ok) << name(m, d, iterations, options) << ": " << result.reason;
  });
  EXPECT_GT(tried, 100);
}

TEST(Realise, HasTheShapeThatIsCounted) {
  std::mt19937_64 generator(3);
  for_each_case([&](Index m, Index d, Index iterations, const RealisationOptions& options) {
    const auto network = realise(random_iteration(m, d, iterations, generator), options);
    const std::vector<LayerShape> shape = realisation_shape(m, d, iterations, options);
    ASSERT_EQ(shape.size(), network.layers.size()) << name(m, d, iterations, options);
    for (std::size_t j = 0; j < shape.size(); ++j) {
      const auto& layer = network.layers[j];
      ASSERT_EQ(layer.weights.rows(), shape[j].channels_out);
      ASSERT_EQ(layer.weights.cols(), shape[j].channels_in * positions(layer.kernel, options.axes));
      ASSERT_EQ(layer.stride, shape[j].stride);
      ASSERT_EQ(layer.flatten, shape[j].flatten);
    }
    ASSERT_EQ(weight_count(shape, options.axes), weight_count(network));
  });
}

TEST(Realise, EveryLayerHasTheGivenKernelAndTheLastHoldsOnePlace) {
  std::mt19937_64 generator(4);
  for_each_case([&](Index m, Index d, Index iterations, const RealisationOptions& options) {
    const auto network = realise(random_iteration(m, d, iterations, generator), options);
    for (const auto& layer : network.layers) ASSERT_EQ(layer.kernel, options.kernel);
    ASSERT_EQ(features(network, random_signal(m, generator)).back().side, 1);
  });
}

TEST(Realise, RefusesWhatIsNotSound) {
  std::mt19937_64 generator(5);
  const ListaIteration good = random_iteration(3, 2, 2, generator);
  const auto refuses = [](const ListaIteration& lista, const RealisationOptions& options) {
    EXPECT_THROW(realise(lista, options), std::invalid_argument);
  };
  refuses(good, {1, 1, Strides::kernel, Between::vector});
  refuses(good, {2, 2, Strides::kernel, Between::channels});  // three entries are no image
  refuses(good, {2, 3, Strides::kernel, Between::channels});
  ListaIteration lista = random_iteration(4, 2, 2, generator);
  refuses(lista, {2, 2, Strides::kernel, Between::vector});
  lista.thresholds[1] = Rational(-1, 2);
  refuses(lista, {});
  lista.thresholds.clear();
  refuses(lista, {});
  lista = good;
  lista.analysis = RationalMatrix::Zero(2, 3);
  refuses(lista, {});
}

TEST(CeilLog, IsExact) {
  EXPECT_EQ(ceil_log(2, 1), 1);
  EXPECT_EQ(ceil_log(2, 2), 1);
  EXPECT_EQ(ceil_log(2, 3), 2);
  EXPECT_EQ(ceil_log(3, 27), 3);
  EXPECT_EQ(ceil_log(3, 28), 4);
  EXPECT_EQ(ceil_log(10, 7), 1);
}

}  // namespace
}  // namespace dsc
