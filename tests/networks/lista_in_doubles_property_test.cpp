// What lista_in_doubles proves, tried on the networks that it proves it of: in doubles and in exact
// arithmetic.
#include <gtest/gtest.h>

#include <cmath>

#include "theorems/dictionaries/families.h"
#include "theorems/networks/lista_in_doubles.h"

namespace dsc {
namespace {

using Eigen::Index;

struct Case {
  const char* name;
  Eigen::MatrixXd dictionary, analysis;
  SignalClass signals{};
};

Eigen::MatrixXd own_analysis(const Eigen::MatrixXd& d) {
  return d.array().rowwise() / d.colwise().squaredNorm().array();
}

std::vector<Case> cases() {
  std::mt19937_64 generator(1);
  const Eigen::MatrixXd bases = nearest(three_bases().atoms), wide = gaussian(64, 96, generator),
                        hadamard = nearest(identity_hadamard(64).atoms);
  Eigen::MatrixXd apart = nearest(dsc::hadamard(8)) / 3;  // orthogonal, norms over four decades
  for (Index j = 0; j < 8; ++j) apart.col(j) *= std::pow(10, j / 2.0);
  // w.d = 1 from products near 1e8 that cancel.
  Eigen::MatrixXd one(3, 1);
  one << .1, .2, .3;
  const Eigen::MatrixXd large = own_analysis(one) + 3e9 * Eigen::Vector3d(.3, .3, -.3);
  return {{"three bases", bases, own_analysis(bases)},
          {"three bases, noise", bases, own_analysis(bases), {1, 3, Rational(1, 1000)}},
          {"three bases in sevenths", bases / 7, own_analysis(bases / 7), {1, 1, 0}},
          {"gaussian 64x96", wide, own_analysis(wide)},
          {"[I|H] 64x128, three nonzeros", hadamard, own_analysis(hadamard), {3, 10, 0}},
          {"norms over four decades", apart, own_analysis(apart), {2, 1, Rational(1, 1'000'000)}},
          {"an analysis of large entries", one, large}};
}

/// A code of the class, on its edge every other time, and its signal in doubles.
struct Drawn {
  Eigen::VectorXd code, signal;
};
Drawn draw(const Case& c, std::mt19937_64& generator) {
  const auto d = static_cast<std::uint64_t>(c.dictionary.cols()),
             m = static_cast<std::uint64_t>(c.dictionary.rows());
  const double bound = nearest(c.signals.magnitude);
  const bool edge = generator() % 2 == 0;
  Drawn drawn{Eigen::VectorXd::Zero(c.dictionary.cols()), {}};
  for (Index k = 0; k < c.signals.sparsity; ++k) {
    const double share = edge ? 1.0 : static_cast<double>(uniform_below(generator, 1000)) / 1000;
    drawn.code[static_cast<Index>(uniform_below(generator, d))] =
        (generator() % 2 == 0 ? bound : -bound) * share;
  }
  Eigen::VectorXd noise = Eigen::VectorXd::Zero(c.dictionary.rows());
  noise[static_cast<Index>(uniform_below(generator, m))] = nearest(c.signals.noise);
  drawn.signal = c.dictionary * drawn.code + noise;
  return drawn;
}

template <class Scalar>
Rational l1_error(const Vector<Scalar>& found, const Eigen::VectorXd& code) {
  Rational error = 0;
  for (Index i = 0; i < code.size(); ++i) error += abs(Rational(found[i]) - exactly(code[i]));
  return error;
}
RationalVector exact(const Eigen::VectorXd& v) { return exactly(Eigen::MatrixXd(v)).col(0); }

TEST(ListaInDoublesProperty, TheNetworksRunStaysWithinTheEnvelope) {
  std::mt19937_64 generator(2);
  for (const Case& c : cases()) {
    for (const int layers : {1, 16, 80, 110, 150}) {
      const ListaInDoubles lista = lista_in_doubles(c.dictionary, c.analysis, c.signals, layers);
      ASSERT_LT(lista.schedule.rate, 1) << c.name;
      const Rational promised = envelope(lista.schedule, layers).back();
      const auto network =
          realise(lista.iteration,
                  {.kernel = 2, .axes = 1, .strides = Strides::fitted, .between = Between::channels});
      for (int k = 0; k < 8; ++k) {
        const Drawn drawn = draw(c, generator);
        const Eigen::VectorXd found = evaluate(network, drawn.signal);
        EXPECT_LE(nearest(Rational(l1_error(exact(found), drawn.code) / promised)), 1)
            << c.name << ", " << layers << " layers";
        for (Index i = 0; i < found.size(); ++i) {
          if (drawn.code[i] == 0) {
            ASSERT_EQ(found[i], 0) << c.name << ": off the support";
          }
        }
      }
    }
  }
}

TEST(ListaInDoublesProperty, SoDoesExactArithmeticOnTheStoredWeights) {
  std::mt19937_64 generator(3);
  for (const Case& c : cases()) {
    if (c.dictionary.size() > 100) continue;
    const int layers = 12;
    const ListaInDoubles lista = lista_in_doubles(c.dictionary, c.analysis, c.signals, layers);
    const auto network = realise(
        lista.iteration, {.kernel = 2, .axes = 1, .strides = Strides::fitted, .between = Between::channels});
    ConvolutionalNetwork<Rational> same{network.axes, network.side, {}, exactly(network.read_out)};
    for (const auto& layer : network.layers)
      same.layers.push_back(
          {layer.kernel, layer.stride, layer.flatten, exactly(layer.weights), exact(layer.bias)});
    for (int k = 0; k < 3; ++k) {
      const Drawn drawn = draw(c, generator);
      EXPECT_LE(l1_error(evaluate(same, exact(drawn.signal)), drawn.code),
                envelope(lista.schedule, layers).back())
          << c.name;
    }
  }
}

TEST(ListaInDoubles, IsTheExactScheduleButForRounding) {
  const Encoder encoder = self_encoder(three_bases().atoms);
  const SignalClass signals{1, 2, Rational(1, 8)};
  const Schedule exact_schedule =
      convergence_schedule(cross_coherence(encoder), largest_entry(encoder.analysis), signals);
  const ListaInDoubles lista =
      lista_in_doubles(nearest(encoder.dictionary), nearest(encoder.analysis), signals, 5);
  const auto compare = [](const Rational& rounded, const Rational& wanted) {
    EXPECT_GE(rounded, wanted);
    EXPECT_LE(rounded, wanted + Rational(1, 1'000'000'000'000));
  };
  compare(lista.mu, Rational(1, 2));
  compare(lista.defect, 0);
  compare(lista.schedule.start, exact_schedule.start);
  compare(lista.schedule.rate, exact_schedule.rate);
  compare(lista.schedule.drift, exact_schedule.drift);
  compare(lista.schedule.weight, exact_schedule.weight);
  compare(lista.schedule.offset, exact_schedule.offset);
  for (std::size_t k = 0; k < 5; ++k)
    compare(exactly(lista.iteration.thresholds[k]), thresholds(exact_schedule, 5)[k]);
}

TEST(ListaInDoubles, RefusesWhatDoesNotFitOrOverflows) {
  const Eigen::MatrixXd d = Eigen::MatrixXd::Identity(2, 2);
  EXPECT_THROW(lista_in_doubles(d, Eigen::MatrixXd::Ones(2, 3), {}, 1), std::invalid_argument);
  EXPECT_THROW(lista_in_doubles(Eigen::MatrixXd(), Eigen::MatrixXd(), {}, 1), std::invalid_argument);
  EXPECT_THROW(lista_in_doubles(d * 1e300, d / 1e300, {1, exactly(1e10), 0}, 1), std::overflow_error);
  EXPECT_THROW(lista_in_doubles(d * 1e300, d * 1e300, {}, 1), std::overflow_error);
  const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(2, 2);
  EXPECT_THROW(lista_in_doubles(ones, ones / 2, {9, 1, 0}, 1000), std::overflow_error) << "a rate of 17";
}

}  // namespace
}  // namespace dsc
