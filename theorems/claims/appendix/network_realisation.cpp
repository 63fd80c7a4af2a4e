#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/networks.h"
#include "theorems/claims/appendix/network_counts.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/dictionaries/families.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/pursuit/lista_cp.h"

namespace dsc {
namespace {

using Eigen::Index;

struct Instance {
  std::string name;
  ListaIteration lista;
  RationalVector negative;  ///< a signal D x* with x* = -e_1
};

/// LISTA-CP with the thresholds of (7) for one nonzero of size 1 and some noise. Columns of any common norm
/// stand for unit columns.
Instance instance(const Dictionary& dictionary, int iterations) {
  const Encoder encoder = self_encoder(dictionary.atoms);
  const Schedule schedule = convergence_schedule(cross_coherence(encoder), largest_entry(encoder.analysis),
                                                 {.sparsity = 1, .magnitude = 1, .noise = Rational(1, 64)});
  return {fmt::format("{}, K = {}", dictionary.name, iterations),
          {encoder.dictionary, encoder.analysis, thresholds(schedule, iterations)},
          -encoder.dictionary.col(0)};
}

std::vector<Instance> instances(const Effort& effort) {
  return {instance(identity_hadamard(4), 2), instance(simplex(4), 3), instance(three_bases(), 3),
          instance(integer_gaussian(3, 5, effort.seed), 2),
          instance(subdictionary(identity_hadamard(16), {0, 3, 17, 18, 25}), 4)};
}

std::vector<RealisationOptions> options_for(Index rows) {
  std::vector<RealisationOptions> all = {{2, 1, Strides::kernel, Between::vector},
                                         {2, 1, Strides::fitted, Between::channels},
                                         {3, 1, Strides::fitted, Between::vector},
                                         {5, 1, Strides::kernel, Between::vector}};
  if (rows == 4 || rows == 16) all.push_back({2, 2, Strides::kernel, Between::channels});
  return all;
}

std::string text(const RealisationOptions& options) {
  return fmt::format("{}-D, kernel {}, {}, {}", options.axes, options.kernel,
                     options.strides == Strides::kernel ? "stride s" : "first stride fitted",
                     options.between == Between::vector ? "gathered again" : "state in channels");
}

/// The negative parts of the signal no longer pass the first layer.
void lose_signs(ConvolutionalNetwork<Rational>& network, const ListaIteration& lista) {
  ConvolutionalLayer<Rational>& first = network.layers.front();
  const Index m = lista.dictionary.rows();
  if (first.kernel >= network.side) {  // one layer: the pairs of y are its last channels
    first.weights.bottomRows(m).setZero();
  } else {
    for (Index l = 1; l < first.weights.rows(); l += 2) first.weights.row(l).setZero();
  }
}

RationalVector random_signal(Index size, std::mt19937_64& generator) {
  RationalVector y(size);
  for (Rational& entry : y) entry = Rational(static_cast<long>(uniform_below(generator, 65)) - 32, 8);
  return y;
}

RationalVector last_iterate(const ListaIteration& lista, const RationalVector& y) {
  return lista_iterates({lista.dictionary, lista.analysis}, y, lista.thresholds).back();
}

/// The first signal at which the network differs from the iteration.
std::optional<RationalVector> difference(const ConvolutionalNetwork<Rational>& network,
                                         const Instance& instance, int samples, std::mt19937_64& generator) {
  std::vector<RationalVector> signals = {instance.negative};
  for (int k = 0; k < samples; ++k) signals.push_back(random_signal(instance.negative.size(), generator));
  for (const RationalVector& y : signals) {
    if (evaluate(network, y) != last_iterate(instance.lista, y)) return y;
  }
  return std::nullopt;
}

/// Runs the network in rationals next to the iteration, entry by entry; where they agree, the certificate
/// says so for every signal.
Evidence compare(const Instance& instance, const RealisationOptions& options,
                 const ConvolutionalNetwork<Rational>& network, int samples, std::mt19937_64& generator) {
  Evidence item{.instance = instance.name + ", " + text(options)};
  if (const auto y = difference(network, instance, samples, generator)) {
    item.violated = true;
    item.finding = fmt::format("differs from x^(K) by {} in the l1 norm",
                               to_text(l1_norm(evaluate(network, *y) - last_iterate(instance.lista, *y))));
    item.certificate = certificate::network_failure(instance.lista, network, *y);
    return item;
  }
  item.scope = Scope::all_signals;
  item.finding = fmt::format("x^(K) for every signal: {} layers, {} weights ({} of them not 0)",
                             network.layers.size(), weight_count(network), nonzero_weight_count(network));
  item.certificate = certificate::network(instance.lista, network);
  return item;
}

Outcome check_realisation(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  const std::vector<Instance> all = instances(effort);
  for (const Instance& at : all) {
    for (const RealisationOptions& options : options_for(at.negative.size()))
      outcome.add(compare(at, options, realise(at.lista, options), effort.samples, generator));
    progress(static_cast<double>(&at - all.data() + 1) / static_cast<double>(all.size()));
  }
  return outcome;
}

/// The negative parts of the signal no longer pass the first layer; and one weight is off by a 2^20th.
Outcome control_realisation(const Effort& effort, const Progress&) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  for (const Instance& at : instances(effort)) {
    for (const RealisationOptions& options : options_for(at.negative.size())) {
      const ConvolutionalNetwork<Rational> network = realise(at.lista, options);
      ConvolutionalNetwork<Rational> unsigned_network = network, off = network;
      lose_signs(unsigned_network, at.lista);
      outcome.add(compare(at, options, unsigned_network, effort.samples, generator));
      off.read_out(0, 0) += 1 - almost_one();
      outcome.add(
          FalseStatement{.instance = at.name + ", " + text(options),
                         .statement = "the network with one weight off by 2^-20 is x^(K) for every signal",
                         .certificate = certificate::network(at.lista, off),
                         .neighbour = certificate::network(at.lista, network)});
    }
  }
  return outcome;
}

/// A layer of Definition 3.1 ends in a ReLU, whose output is never negative.
std::optional<Index> negative_entry(const Instance& instance, const RationalVector& signal) {
  const RationalVector x = last_iterate(instance.lista, signal);
  for (Index i = 0; i < x.size(); ++i) {
    if (x[i] < 0) return i;
  }
  return std::nullopt;
}

Outcome check_literal(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Instance& at : instances(effort)) {
    const auto entry = negative_entry(at, at.negative);
    if (!entry) continue;
    outcome.add(
        {.violated = true,
         .instance = at.name,
         .finding = fmt::format("entry {} of x^(K) is {}: no layer that ends in a ReLU has this output",
                                *entry + 1, to_text(last_iterate(at.lista, at.negative)[*entry])),
         .certificate = certificate::negative_iterate(at.lista, at.negative, *entry)});
  }
  return outcome;
}

/// On the signals D x* with x* = e_1 in place of -e_1 some entry is negative all the same.
Outcome control_literal(const Effort& effort, const Progress&) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  for (const Instance& at : instances(effort)) {
    for (int sample = 0; sample < 20; ++sample) {
      RationalVector y = random_signal(at.negative.size(), generator).cwiseAbs();
      const auto entry = negative_entry(at, y);
      if (!entry) continue;
      outcome.add({.violated = true,
                   .instance = at.name,
                   .finding = fmt::format("a signal without negative entries: entry {} of x^(K) is {}",
                                          *entry + 1, to_text(last_iterate(at.lista, y)[*entry])),
                   .certificate = certificate::negative_iterate(at.lista, y, *entry)});
      break;
    }
  }
  return outcome;
}

/// depth <= 3 K log_s(m + d) and weights <= 19 K (m + d)^2, in integers.
bool within_orders(const Instance& at, const RealisationOptions& options,
                   const ConvolutionalNetwork<Rational>& network) {
  const Integer size = at.lista.dictionary.rows() + at.lista.dictionary.cols(),
                iterations = static_cast<long>(at.lista.thresholds.size());
  const auto power = [](const Integer& base, unsigned exponent) {
    return boost::multiprecision::pow(base, exponent);
  };
  return power(Integer(options.kernel), static_cast<unsigned>(network.layers.size())) <=
             power(size, 3 * static_cast<unsigned>(at.lista.thresholds.size())) &&
         Integer(weight_count(network)) <= 19 * iterations * size * size;
}

RealisationOptions fitted(Index kernel) { return {kernel, 1, Strides::fitted, Between::vector}; }

Outcome check_orders(const Effort& effort, const Progress&) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  for (const Instance& at : instances(effort)) {
    for (const Index kernel : {2, 3, 5}) {
      const ConvolutionalNetwork<Rational> network = realise(at.lista, fitted(kernel));
      if (!within_orders(at, fitted(kernel), network))
        throw std::logic_error(at.name + ": a network exceeds the printed orders");
      outcome.add(compare(at, fitted(kernel), network, 1, generator));
    }
  }
  count_depth_and_weights(outcome);
  return outcome;
}

/// One layer fewer: the read-out is applied to the layer before the last; and one weight fewer is claimed.
Outcome control_orders(const Effort& effort, const Progress&) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  for (const Instance& at : instances(effort)) {
    const ConvolutionalNetwork<Rational> network = realise(at.lista, fitted(3));
    ConvolutionalNetwork<Rational> shorter = network;
    shorter.layers.pop_back();
    const Index outputs = static_cast<Index>(flattened(features(shorter, at.negative).back()).size());
    shorter.read_out = RationalMatrix::Zero(network.read_out.rows(), outputs);
    outcome.add(compare(at, fitted(3), shorter, 1, generator));
    outcome.add(FalseStatement{.instance = at.name,
                               .statement = "the network with one layer fewer is x^(K) for every signal",
                               .certificate = certificate::network(at.lista, shorter),
                               .neighbour = certificate::network(at.lista, network)});
  }
  return outcome;
}

const std::string tried_on = R"(
    Five dictionaries, one and two axes, kernels of 2, 3 and 5 taps, each for every signal.)";

const Registration realisation(Claim{
    .id = "L5.3",
    .position = 6,
    .title = "A convolutional network with a linear read-out that runs LISTA-CP",
    .source = "arXiv 2408.05540v2, Lemma 5.3, with a linear read-out after the last ReLU",
    .statement = R"(
        For every iteration of LISTA-CP there is a convolutional network of kernel size s whose read-out is
        its K-th iterate exactly.)",
    .latex = R"(R\,\Phi(y) = x^{(K)}\quad\text{for every } y)",
    .reading = R"(
        The network may depend on D, W, the thresholds, K and s, which the print's order of quantifiers
        denies; it serves every signal. A linear read-out (I, -I) joins the last layer's pairs (relu(v),
        relu(-v)); without it the lemma is false (L5.3d). In the proof A_k has d + m rows (printed 2d), B_k
        has a third row of blocks (0 I) and c_k ends in -M (both left out), e_k has d + m entries, and the
        base of the logarithms is s. The pairs carry the signal too, without the bound M on its entries that
        the print's bias shift needs. One W for all k; the print's W^(k) may change.)",
    .instances = tried_on,
    .falsified =
        "The negative parts of the signal do not pass the first layer, as without the print's shift.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "L5_3_repaired_statement",
    .formal_theorem = "L5_3_repaired",
    .formal_verdict = Verdict::proved,
    .check = check_realisation,
    .control = control_realisation,
});

const Registration literal(Claim{
    .id = "L5.3d",
    .position = 7,
    .title = "A network of Definition 3.1 to the letter that runs LISTA-CP",
    .source = "arXiv 2408.05540v2, Lemma 5.3 with Definition 3.1",
    .statement = R"(
        A convolutional network of Definition 3.1, every layer of which ends in the ReLU, outputs the K-th
        iterate exactly.)",
    .latex = R"(\Phi(y) = x^{(K)},\qquad \Phi = \sigma \circ \cdots)",
    .reading = R"(
        Definition 3.1 has the ReLU after the last layer. A convention, not an error of the mathematics: a
        linear read-out mends it (L5.3). The same reading makes Theorems 3.1 and 3.5 false (T3.1d, T3.5d).)",
    .instances = "The signals D x* of x* = -e_1 on five dictionaries.",
    .falsified = "Only signals without negative entries are asked for.",
    .expected = {.printed = Verdict::refuted},
    .formal_statement = "L5_3_statement",
    .formal_theorem = "L5_3_false",
    .formal_verdict = Verdict::refuted,
    .check = check_literal,
    .control = control_literal,
});

const Registration orders(Claim{
    .id = "L5.3c",
    .position = 8,
    .title = "Depth and weights of the network that runs LISTA-CP",
    .source = "arXiv 2408.05540v2, Lemma 5.3: depth and number of weights",
    .statement = R"(
        The network of Lemma 5.3 has depth of order K log_s(d + m) and a number of weights of order K (m +
        d)^2.)",
    .latex = R"(\text{depth} \le 3 K \log_s(d+m),\qquad \text{weights} \le 19 K (m+d)^2)",
    .reading = R"(
        The orders are read for 2 <= s <= d + m, and proved for a fixed s: a longer kernel alone has more weights than any multiple of
        (m + d)^2, and log_s(d + m) falls below any depth. Gathering with stride s throughout, as the print
        does, costs up to s times (m + d)^2; a first stride that just fits keeps both constants on these
        instances, whose certificates hold depth and weights, and on a grid of m, d, s and K, where they are
        computed and no certificate stands behind them. Kept in the channels of one place, the state needs no
        gathering and the depth falls to K - 1 + log_s m rounded up, but the weights exceed the order.)",
    .instances =
        "Five dictionaries, kernels of 2, 3 and 5 taps with a fitted first stride; counts on a grid.",
    .falsified = "One layer is left out.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "L5_3_orders_statement",
    .formal_theorem = "L5_3_orders",
    .formal_verdict = Verdict::proved,
    .check = check_orders,
    .control = control_orders,
});

}  // namespace
}  // namespace dsc
