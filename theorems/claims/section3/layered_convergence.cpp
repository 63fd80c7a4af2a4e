#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/networks.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/dictionaries/families.h"
#include "theorems/exact/short_bounds.h"
#include "theorems/instances/layered_chains.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/statistics/decay_fit.h"

/// Theorem 3.1: a network with a linear read-out, one of Definition 3.1 to the letter, and the network of the
/// printed proof, each a row.
namespace dsc {
namespace {

using certificate::ListaRun;
using certificate::RunConclusion;
using certificate::ScheduleFor;

/// |x_j^(K) - x_j|_1 at every layer, K steps in each.
std::vector<Rational> errors_of(const Chain& chain, int steps, LayerComposition composition) {
  const auto found = chain.estimates(steps, composition);
  std::vector<Rational> errors;
  for (std::size_t j = 0; j < found.size(); ++j)
    errors.push_back(l1_norm(found[j] - chain.signal.codes[j + 1]));
  return errors;
}

/// A chain with its schedules, which a run refers to.
struct Scheduled {
  const Chain& chain;
  int steps;
  LayerComposition composition;
  std::vector<Schedule> schedules;

  Scheduled(const Chain& at, int count, LayerComposition how)
      : chain(at), steps(count), composition(how), schedules(at.schedules(count, how)) {}

  ListaRun run() const {
    const bool printed = composition == LayerComposition::printed;
    return {.scheduled = {chain.pursuit, schedules, steps},
            .code = chain.signal.codes.back(),
            .noise = chain.signal.noise,
            .hypothesis = printed ? ScheduleFor::own_noise : ScheduleFor::input_error};
  }
};

std::string name_of(const Chain& chain) {
  return chain.name + (chain.pursuit.classes[0].noise != 0 ? ", noisy" : "");
}

/// After K steps in each layer the deepest error is within `claimed`: for all signals, where the schedules
/// prove it.
void decide(const Chain& chain, int steps, const Rational& claimed, Outcome& outcome) {
  const Scheduled at(chain, steps, LayerComposition::repaired);
  const Rational error = errors_of(chain, steps, LayerComposition::repaired).back();
  outcome.add(within_for_all(
      {.instance = name_of(chain),
       .finding = fmt::format("{} steps in each layer: deepest l1 error {:.3g}, claimed at most {:.3g}",
                              steps, nearest(error), nearest(claimed))},
      at.run(), error, short_above(claimed), chain.bounds(steps)));
}

/// The run of the chain's own signal, at every layer and step.
void follow(const Chain& chain, int steps, Outcome& outcome) {
  const Scheduled at(chain, steps, LayerComposition::repaired);
  const double ratio = nearest(errors_of(chain, steps, LayerComposition::repaired).back()) /
                       nearest(chain.bounds(steps).back());
  ListaRun run = at.run();
  run.conclusion = RunConclusion::envelope;
  outcome.add(
      {.instance = name_of(chain),
       .finding = fmt::format("the run: at every layer and step the support is contained and the error "
                              "within its bound, in the end {:.3g} of it",
                              ratio),
       .tightness = ratio,
       .certificate = certificate::lista_run(run)});
}

/// The slowest layer's E_0 q^K is below E_0 e^-8.
int steps_to_shrink(const Chain& chain) {
  double q = 0;
  for (const Schedule& schedule : chain.schedules(1)) q = std::max(q, nearest(schedule.rate));
  return static_cast<int>(std::ceil(-8 / std::log(q)));
}

std::vector<Chain> chains(std::uint64_t seed) {
  std::vector<Chain> all = layered_chains(seed, 0);
  for (const Chain& noisy : layered_chains(seed, Rational(1, 1024))) all.push_back(noisy);
  return all;
}

Outcome check_existence(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table empty{.title = "Chains whose bound is no better than that of the estimate 0, and is no evidence",
              .columns = {"chain", "steps", "bound"}};
  const auto all = chains(effort.seed);
  for (const Chain& chain : all) {
    const int steps = steps_to_shrink(chain);
    const Rational bound = chain.bounds(steps).back();
    if (is_empty(chain.bounds(steps), chain.pursuit.classes)) {
      empty.rows.push_back({name_of(chain), std::to_string(steps), fmt::format("{:.4g}", nearest(bound))});
    } else {
      decide(chain, steps, bound, outcome);
      follow(chain, steps, outcome);
    }
    progress(static_cast<double>(&chain - all.data() + 1) / static_cast<double>(all.size()));
  }
  if (!empty.rows.empty()) outcome.add(empty);
  return outcome;
}

/// The bound of 2K steps is claimed after K, and a bound that is a 2^20th too small for all signals.
Outcome control_existence(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Chain& chain : chains(effort.seed)) {
    const int steps = steps_to_shrink(chain);
    decide(chain, steps, chain.bounds(2 * steps).back(), outcome);
    const auto schedules = chain.schedules(steps);
    outcome.add(tightened(name_of(chain), {chain.pursuit, schedules, steps}, chain.bounds(steps)));
  }
  return outcome;
}

/// The signal of x_1 = -e_1 under one layer: a network that ends in a ReLU is off by B at least.
Outcome check_literal(const Effort&, const Progress&) {
  Outcome outcome;
  for (const Chain& layer : hard_single_layers()) {
    if (layer.deepest_dictionary().cols() > 32) continue;
    const Encoder& encoder = layer.pursuit.encoders[0];
    const int steps = 6;
    const ListaIteration lista{encoder.dictionary, encoder.analysis,
                               thresholds(layer.schedules(steps)[0], steps)};
    const RationalVector y = -encoder.dictionary.col(0);
    const Rational entry = lista_iterates(encoder, y, lista.thresholds).back()[0];
    if (entry >= 0) continue;
    outcome.add(
        {.violated = true,
         .instance = layer.name,
         .finding = fmt::format("y = -d_1 has the code -e_1; LISTA-CP's entry is {:.4g} after {} steps, a "
                                "ReLU's output is 0 at least and off by 1, for every K",
                                nearest(entry), steps),
         .certificate = certificate::negative_iterate(lista, y, 0)});
  }
  return outcome;
}

/// y = d_2 - d_1 / 2: one of two entries is negative all the same.
Outcome control_literal(const Effort&, const Progress&) {
  Outcome outcome;
  for (const Chain& layer : hard_single_layers()) {
    if (layer.deepest_dictionary().cols() > 32 || layer.deepest_class().sparsity < 2) continue;
    const Encoder& encoder = layer.pursuit.encoders[0];
    const int steps = 12;
    const ListaIteration lista{encoder.dictionary, encoder.analysis,
                               thresholds(layer.schedules(steps)[0], steps)};
    const RationalVector y = encoder.dictionary.col(1) - encoder.dictionary.col(0) / Rational(2);
    if (lista_iterates(encoder, y, lista.thresholds).back()[0] >= 0) continue;
    outcome.add({.violated = true,
                 .instance = layer.name,
                 .finding = "the negative one of two entries",
                 .certificate = certificate::negative_iterate(lista, y, 0)});
  }
  return outcome;
}

/// Both networks on one chain, against the number of steps.
void draw(const Chain& chain, Outcome& outcome) {
  Figure figure{.name = "composition",
                .title = "Layer by layer: the printed network and the repaired one",
                .x_label = "steps in each layer",
                .y_label = "l1 error",
                .log_y = true};
  Series first{.label = "layer 1"}, printed{.label = "layer 2 as printed"},
      repaired{.label = "layer 2 repaired"}, bound{.label = "bound of layer 2 repaired"};
  Table table{.title = "l1 errors of both networks, " + chain.name,
              .columns = {"K", "layer 1", "layer 2 as printed", "layer 2 repaired", "its bound"}};
  std::vector<double> late, logarithms;
  for (int steps = 4; steps <= 60; steps += 4) {
    const auto errors = doubles(errors_of(chain, steps, LayerComposition::repaired));
    const double wrong = nearest(errors_of(chain, steps, LayerComposition::printed)[1]),
                 promised = nearest(chain.bounds(steps).back());
    first.add(steps, errors[0]);
    printed.add(steps, wrong);
    repaired.add(steps, errors[1]);
    bound.add(steps, promised);
    const auto shown = [](double value) { return fmt::format("{:.3g}", value); };
    table.rows.push_back(
        {std::to_string(steps), shown(errors[0]), shown(wrong), shown(errors[1]), shown(promised)});
    // At first the thresholds exceed the code, and its error stays.
    if (steps >= 32) late.push_back(steps), logarithms.push_back(std::log(errors[1]));
  }
  figure.series = {first, printed, repaired, bound};
  const LineFit fit = fit_line(late, logarithms);
  const double c = -std::log(nearest(chain.schedules(1)[0].rate));
  outcome.add(figure);
  outcome.add(table);
  outcome.add(Table{
      .title =
          "Decay of the repaired layer 2 with K from 32 on: least squares of the logarithm, 95% interval",
      .columns = {"c = -ln q_1", "measured", "interval", "c", "2c"},
      .rows = {{fmt::format("{:.5f}", c), fmt::format("{:.5f}", -fit.slope),
                fmt::format("{:.5f} to {:.5f}", -fit.slope_upper, -fit.slope_lower),
                fit.slope_may_be(-c) ? "inside" : (-fit.slope > c ? "below" : "above"),
                fit.slope_may_be(-2 * c) ? "not rejected" : "rejected"}}});
}

/// D_1 = I: layer 1 rests after one step, off by its threshold, which is the level of the noise. x_2 is one
/// atom of the middle basis, and the noise lies on one row, so that the error is not along that atom.
Chain resting_layer(const Rational& noise) {
  const RationalMatrix first = RationalMatrix::Identity(4, 4), bases = three_bases().atoms;
  RationalVector deepest = RationalVector::Zero(12), error = RationalVector::Zero(4);
  deepest[5] = 1;
  error[0] = noise;
  const RationalVector code = multiply(bases, deepest);
  Chain chain = self_encoded_chain("resting-layer", "identity 4x4, three bases 4x12", {first, bases},
                                   {{4, Rational(1, 2), noise}, {1, 1, 0}});
  chain.signal = {{code + error, code, deepest}, {error, RationalVector::Zero(4)}};
  return chain;
}

/// For D D^T = 3 I and W = D, p = D^T v is a left eigenvector of I - W^T D with eigenvalue -2, and p.x - c =
/// v.(D x
/// - y). From the first step at which some unit vector v has |v.(D x - y)| > |D^T v|_1 (theta + tau) on, the
/// error doubles for ever: that step and p, or none within the steps given.
std::optional<std::pair<int, RationalVector>> start_of_growth(const RationalMatrix& d,
                                                              const std::vector<RationalVector>& iterates,
                                                              const RationalVector& y,
                                                              const std::vector<Rational>& theta) {
  for (std::size_t k = 2; k < theta.size(); ++k) {
    const RationalVector residual = multiply(d, iterates[k]) - y;
    for (Eigen::Index i = 0; i < d.rows(); ++i) {
      const RationalVector p = d.row(i).transpose();
      if (abs(residual[i]) > l1_norm(p) * theta[k]) return std::pair{static_cast<int>(k), p};
    }
  }
  return std::nullopt;
}

Outcome check_proof(const Effort&, const Progress&) {
  Outcome outcome;
  for (const Rational& noise : {Rational(1, 16), Rational(1, 1024)}) {
    const Chain chain = resting_layer(noise);
    const int most = 40;
    const Scheduled at(chain, most, LayerComposition::printed);
    const auto iterates = layered_iterates(chain.pursuit, chain.signal.codes[0], at.schedules, most);
    const auto growth = start_of_growth(chain.deepest_dictionary(), iterates[1], iterates[0].back(),
                                        thresholds(at.schedules[1], most));
    if (!growth) throw std::runtime_error(chain.name + ": no step from which the error grows");
    const auto& [steps, direction] = *growth;
    outcome.add(
        {.violated = true,
         .instance = fmt::format("{}, noise {}", chain.name, to_text(noise)),
         .finding =
             fmt::format("from step {} on the error of layer 2 grows without bound; it is {:.3g} after "
                         "{} steps",
                         steps, nearest(l1_norm(iterates[1].back() - chain.signal.codes[2])), most),
         .certificate = certificate::lista_unbounded({.scheduled = {chain.pursuit, at.schedules, steps},
                                                      .code = chain.signal.codes[2],
                                                      .noise = chain.signal.noise,
                                                      .direction = direction})});
  }
  draw(tied_bases(), outcome);
  return outcome;
}

/// The repaired network, claimed to keep within half of its bound, on the chain where the printed one grows.
Outcome control_proof(const Effort&, const Progress&) {
  Outcome outcome;
  const Chain chain = tied_bases();
  for (const int steps : {20, 40, 60}) {
    const auto errors = errors_of(chain, steps, LayerComposition::repaired);
    const Scheduled at(chain, steps, LayerComposition::repaired);
    outcome.add(within({.instance = chain.name,
                        .finding = fmt::format("K = {}: l1 error {:.2g} at layer 2, its bound {:.2g}", steps,
                                               nearest(errors.back()), nearest(chain.bounds(steps).back()))},
                       at.run(), errors.back(), short_above(chain.bounds(steps).back() / 2)));
  }
  return outcome;
}

const Registration existence(Claim{
    .id = "T3.1",
    .position = 1,
    .title = "A network for all layers that converges at a linear rate",
    .source = "arXiv 2408.05540v2, Theorem 3.1, with a linear read-out after the last ReLU",
    .statement = R"(
        Some convolutional network with depth proportional to K finds the codes of all layers up to an error
        that falls exponentially in K, plus a multiple of the sum of the noise levels.)",
    .latex = R"(
        \|\tilde x_j - x_j\|_2 \le C_{D,B,\lambda} e^{-c_{D,\lambda} K} + C_D \sum_{i=1}^{j} \delta_i)",
    .reading = R"(
        The theorem says that a network exists. The one shown runs LISTA-CP layer by layer, which Lemma 5.3
        makes a network with a linear read-out; here the iterations are run. Layer j has thresholds for the
        noise level delta_j + eta_{j-1}, where eta_{j-1} = E_K bounds the l1 error of layer j-1, so that eta_j
        <= lambda_j B_j q_j^K + 2 lambda_j C_W (delta_j + eta_{j-1}) / (1 - q_j): every constant is explicit,
        and c the least -ln q_j. The network of the printed
        proof does otherwise (T3.1p); with a ReLU after the last layer no network does it (T3.1d). Columns of
        any common norm stand for unit columns: codes are in units of that norm, which at the deepest layer
        of the chains 16-26-169 and 272-56-98-343 is the root of 2.)",
    .instances = R"(
        A union of two bases of R^64 above three unbiased bases of R^4; chains of block designs and bases of
        two and three layers; without and with noise. All in rationals.)",
    .falsified = "The error after K steps is claimed to be within the bound for 2K steps.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "T3_1_repaired_statement",
    .formal_theorem = "T3_1_repaired",
    .formal_verdict = Verdict::proved,
    .check = check_existence,
    .control = control_existence,
});

const Registration literal(Claim{
    .id = "T3.1d",
    .position = 2,
    .title = "A network of Definition 3.1 to the letter for all layers",
    .source = "arXiv 2408.05540v2, Theorem 3.1 with Definition 3.1",
    .statement = R"(
        Some network of Definition 3.1, every layer of which ends in the ReLU, finds the codes of all layers
        up to an error that falls exponentially in K, plus a multiple of the noise.)",
    .latex = R"(
        \|\tilde x_j - x_j\|_2 \le C e^{-cK} + C \sum_i \delta_i,\qquad \tilde x_j = \sigma(\cdots) \ge 0)",
    .reading = R"(
        Its output has no negative entry, and codes have: for x_1 = -B e_1 without noise every output is off
        by B at least, for every K. The certificate holds the negative entry that LISTA-CP has there; that
        0 is the nearest output is this sentence. A convention, not an error of the mathematics; read alike
        in L5.3d and T3.5d.)",
    .instances = "Single layers of at most 32 atoms, the signal -d_1.",
    .falsified = "One of the entries is positive.",
    .expected = {.printed = Verdict::refuted},
    .formal_statement = "T3_1_statement",
    .formal_theorem = "T3_1_false",
    .formal_verdict = Verdict::refuted,
    .check = check_literal,
    .control = control_literal,
});

const Registration proof(Claim{
    .id = "T3.1p",
    .position = 3,
    .title = "The network of the printed proof of Theorem 3.1",
    .source = "arXiv 2408.05540v2, Appendix, proof of Theorem 3.1",
    .statement = R"(
        Layer by layer, each with thresholds for its own noise only, LISTA-CP keeps within the theorem's bound,
        with some constants, for every K.)",
    .latex = R"(
        \|\tilde x_2 - x_2\| \le C e^{-cK} + C (\delta_1 + \delta_2),\qquad \theta^{(k)} \text{ of layer 2 for
        the noise level } \delta_2)",
    .reading = R"(
        The proof composes Theorem 5.1 with Lemma 5.2, which fails, to carry the error of layer j-1 through.
        Refuted for all K and all constants: layer 1 comes to rest off by its threshold, layer 2's thresholds
        fall to 0, and I - W^T D doubles what remains of its input. The figure has the same on a chain without
        noise, where layer 1's error falls with K and layer 2 grows all the same. The theorem itself only says
        that a network exists (T3.1).)",
    .instances = R"(
        The identity of R^4 above the three bases, x_2 one atom of the middle basis, noise 1/16 and 1/1024 on
        one row. Figure: [I|H/8], 64x128, four nonzeros allowed, above the three bases on four of its atoms.)",
    .falsified = "The repaired network is claimed to keep within half of its bound.",
    .expected = {.printed = Verdict::refuted},
    .formal_statement = "T3_1_network_statement",
    .formal_theorem = "T3_1_network_false",
    .formal_verdict = Verdict::refuted,
    .check = check_proof,
    .control = control_proof,
});

}  // namespace
}  // namespace dsc
