#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/networks.h"
#include "theorems/claims/appendix/network_counts.h"
#include "theorems/dictionaries/families.h"
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

enum class Signs { pairs, lost };

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

/// Runs the network in rationals next to the iteration, entry by entry; where they agree, the certificate
/// says so for every signal.
void compare(const Instance& instance, const RealisationOptions& options, Signs signs, Form form, int samples,
             std::mt19937_64& generator, Outcome& outcome) {
  ConvolutionalNetwork<Rational> network = realise(instance.lista, options);
  if (signs == Signs::lost) lose_signs(network, instance.lista);
  Evidence item{.form = form, .instance = instance.name + ", " + text(options)};
  std::vector<RationalVector> signals = {instance.negative};
  for (int k = 0; k < samples; ++k) signals.push_back(random_signal(instance.negative.size(), generator));
  for (const RationalVector& y : signals) {
    const RationalVector output = evaluate(network, y), expected = last_iterate(instance.lista, y);
    if (output == expected) continue;
    item.violated = true;
    item.finding =
        fmt::format("differs from x^(K) by {} in the l1 norm", to_text(l1_norm(output - expected)));
    item.certificate = certificate::network_failure(instance.lista, network, y);
    outcome.add(item);
    return;
  }
  item.scope = Scope::all_signals;
  item.finding = fmt::format("x^(K) for every signal: {} layers, {} weights ({} of them not 0)",
                             network.layers.size(), weight_count(network), nonzero_weight_count(network));
  item.certificate = certificate::network(instance.lista, network);
  outcome.add(item);
}

/// The print ends in a ReLU, whose output is never negative.
void find_negative(const Instance& instance, Outcome& outcome) {
  const RationalVector x = last_iterate(instance.lista, instance.negative);
  for (Index i = 0; i < x.size(); ++i) {
    if (x[i] >= 0) continue;
    outcome.add(
        {.violated = true,
         .instance = instance.name,
         .finding = fmt::format("entry {} of x^(K) is {}: no layer that ends in a ReLU has this output",
                                i + 1, to_text(x[i])),
         .certificate = certificate::negative_iterate(instance.lista, instance.negative, i)});
    return;
  }
}

Outcome examine(Signs signs, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  const std::vector<Instance> all = instances(effort);
  for (std::size_t k = 0; k < all.size(); ++k) {
    const bool control = signs == Signs::lost;
    if (!control) find_negative(all[k], outcome);
    for (const RealisationOptions& options : options_for(all[k].negative.size())) {
      compare(all[k], options, signs, control ? Form::printed : Form::repaired, effort.samples, generator,
              outcome);
    }
    progress(static_cast<double>(k + 1) / static_cast<double>(all.size()));
  }
  if (signs == Signs::pairs) count_depth_and_weights(outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "L5.3",
    .position = 3,
    .title = "A convolutional network that runs LISTA-CP",
    .source = "arXiv 2408.05540v2, Lemma 5.3",
    .statement =
        "For every iteration of LISTA-CP there is a convolutional network of kernel size s that outputs its "
        "K-th iterate exactly, with depth of order K log_s(d + m) and weights of order K (m + d)^2.",
    .latex = "\\Phi(y) = x^{(K)},\\quad \\text{depth } O(K\\log_s(d+m)),\\quad \\text{weights } O(K(m+d)^2)",
    .reading = "The network may depend on D, W, the thresholds, K and s, which the print's order of "
               "quantifiers denies. In "
               "the proof A_k has d + m rows (printed 2d), B_k has a third row of blocks (0 I) and c_k ends "
               "in -M (both left "
               "out), e_k has d + m entries, and the base of the logarithms is s. The orders are read for 2 "
               "<= s <= d + m: a "
               "longer kernel alone has more weights than any multiple of (m + d)^2, and log_s(d + m) falls "
               "below any depth.",
    .repair = "Definition 3.1 ends every layer in the ReLU, so no output is negative; an affine read-out (I, "
              "-I) of the last "
              "layer's pairs (relu(v), relu(-v)) is needed. The same pairs carry the signal, without the "
              "bound M on its "
              "entries that the print's bias shift needs: the network is exact for every y. Gathering with "
              "stride s "
              "throughout costs up to s times (m + d)^2; a first stride that just fits brings it below 19 K "
              "(m + d)^2 for "
              "every s, with depth at most 3 K log_s(d + m). Kept in the channels of one place, the state "
              "needs no gathering "
              "and the depth falls to K - 1 + log_s m rounded up.",
    .instances =
        "Five dictionaries, one and two axes, kernels of 2, 3 and 5 taps, each for every signal; counts on a "
        "grid of m, d, s and K.",
    .falsified =
        "The negative parts of the signal do not pass the first layer, as without the print's shift.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .check = [](const Effort& e, const Progress& p) { return examine(Signs::pairs, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(Signs::lost, e, p); },
});

}  // namespace
}  // namespace dsc
