#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/networks.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/instances/activation_chains.h"
#include "theorems/instances/smooth_activations.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/pursuit/activations.h"

namespace dsc {
namespace {

using certificate::ListaRun;
using certificate::RunConclusion;
using certificate::ScheduleFor;
using Eigen::Index;
using Shrink = std::function<double(double, double)>;

constexpr int steps = 16;

/// A network of the theorem: the ReLU of soft thresholding replaced by phi.
struct Network {
  std::string name;
  Shrink shrink;
};

double soft(double u, double theta) { return u > theta ? u - theta : u < -theta ? u + theta : 0; }

/// Every entry pushed away from 0 as far as epsilon lets two activations push it.
Network worst_steps(double epsilon) {
  return {"worst steps", [=](double u, double theta) {
            return soft(u, theta) + std::copysign(2 * epsilon - std::ldexp(1, -40), u);
          }};
}

std::vector<Network> networks(double epsilon, double range) {
  std::vector<Network> all;
  for (const SmoothActivation& activation : smooth_activations(epsilon, range)) {
    const auto phi = activation.phi;
    all.push_back(
        {activation.name, [phi](double u, double theta) { return phi(u - theta) - phi(-u - theta); }});
  }
  all.push_back(worst_steps(epsilon));
  return all;
}

/// One run with everything a certificate of it needs.
struct Stored {
  ListaRun run;
  std::vector<Rational> errors;  ///< of the deepest layer, k = 0 … K
};

Stored run_network(const Chain& chain, const std::vector<Schedule>& schedules, const Network& network,
                   const Rational& epsilon, const ChainSignal& signal, int count) {
  auto iterates = stored_iterates(chain.pursuit, signal.codes[0], schedules, count, network.shrink);
  std::vector<RationalVector> deepest = iterates.back();
  deepest.insert(deepest.begin(), RationalVector::Zero(deepest[0].size()));
  return {{.scheduled = {chain.pursuit, schedules, count},
           .code = signal.codes.back(),
           .noise = signal.noise,
           .stored = std::move(iterates),
           .step_error = 2 * epsilon},
          l1_errors(deepest, signal.codes.back())};
}

/// Arguments of phi reach at most so far: |u| <= B + theta.
double range_of(const Chain& chain, const std::vector<Schedule>& schedules) {
  double range = 0;
  for (std::size_t j = 0; j < schedules.size(); ++j) {
    for (const Rational& theta : thresholds(schedules[j], steps))
      range = std::max(range, nearest(chain.pursuit.classes[j].magnitude + 2 * theta));
  }
  return range;
}

/// The errors that each network leaves, against epsilon; the bound first.
class Floors {
 public:
  void add(const std::string& label, const Rational& epsilon, double error) {
    auto found =
        std::find_if(series_.begin(), series_.end(), [&](const Series& s) { return s.label == label; });
    if (found == series_.end()) found = series_.insert(series_.end(), {.label = label});
    found->add(nearest(epsilon), error);
  }
  Figure figure(const Chain& chain) const {
    return {.name = "floor",
            .title = "Error left by activations within epsilon of the ReLU, " + chain.name,
            .x_label = "epsilon",
            .y_label = "l1 error after 16 steps",
            .log_x = true,
            .log_y = true,
            .series = series_};
  }

 private:
  std::vector<Series> series_;
};

/// One network on signals of the class, within the bound; the largest error.
double follow(const Chain& chain, const ActivatedSchedules& scheduled, const Network& network,
              const Rational& epsilon, const Effort& effort, Outcome& outcome) {
  const Rational& bound = scheduled.bounds.back();
  std::mt19937_64 generator(effort.seed);
  double worst = 0;
  for (int sample = 0; sample < effort.long_runs(); ++sample) {
    const ChainSignal signal = draw_signal(chain.pursuit, {.random = sample > 0, .least = 2}, generator);
    Stored stored = run_network(chain, scheduled.schedules, network, epsilon, signal, steps);
    stored.run.hypothesis = ScheduleFor::inexact;
    stored.run.conclusion = RunConclusion::bounded;
    const double ratio = nearest(stored.errors.back()) / nearest(bound);
    worst = std::max(worst, nearest(stored.errors.back()));
    outcome.add({.violated = stored.errors.back() > bound,
                 .instance = fmt::format("{}, epsilon {}", chain.name, to_text(epsilon)),
                 .finding = fmt::format("{}: error / bound = {:.4f}", network.name, ratio),
                 .tightness = ratio,
                 .certificate = certificate::lista_run(stored.run)});
  }
  return worst;
}

void decide(const Chain& chain, const Rational& epsilon, const Effort& effort, Outcome& outcome, Table& table,
            Floors& floors) {
  const ActivatedSchedules scheduled =
      activated_schedules(chain.pursuit, steps, StepProof::inexact, {}, 2 * epsilon);
  const Rational& bound = scheduled.bounds.back();
  if (is_empty(scheduled.bounds, chain.pursuit.classes)) {
    table.rows.push_back({chain.name, to_text(epsilon), "any", "-", "empty"});
    return;
  }
  outcome.add({.scope = Scope::all_signals,
               .instance = fmt::format("{}, epsilon {}", chain.name, to_text(epsilon)),
               .finding = fmt::format("any phi: error at most {:.4g} after {} steps", nearest(bound), steps),
               .certificate = certificate::activation_envelope({chain.pursuit, scheduled.schedules, steps},
                                                               ScheduleFor::inexact, {}, 2 * epsilon,
                                                               scheduled.bounds)});
  floors.add("bound", epsilon, nearest(bound));
  for (const Network& network : networks(nearest(epsilon), range_of(chain, scheduled.schedules))) {
    const double worst = follow(chain, scheduled, network, epsilon, effort, outcome);
    table.rows.push_back({chain.name, to_text(epsilon), network.name, fmt::format("{:.4g}", worst),
                          fmt::format("{:.4g}", nearest(bound))});
    floors.add(network.name, epsilon, worst);
  }
}

std::vector<Chain> chains() {
  const Rational noise(1, 1000);
  return {activation_chain("hadamard-16-1", noise), activation_chain("three-bases", noise),
          activation_chain("two-simplices", noise)};
}

Outcome check_existence(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table table{.title = "Runs with other activations; empty where 0 is as good an estimate",
              .columns = {"chain", "epsilon", "activation", "largest error", "bound"}};
  const auto all = chains();
  for (const Chain& chain : all) {
    Floors floors;
    for (const long inverse : {100, 1000, 10000})
      decide(chain, Rational(1, inverse), effort, outcome, table, floors);
    if (chain.id == "hadamard-16-1") outcome.add(floors.figure(chain));
    progress(static_cast<double>(&chain - all.data() + 1) / static_cast<double>(all.size()));
  }
  outcome.add(table);
  return outcome;
}

/// The bound and thresholds without what epsilon leaves off the support.
Outcome control_existence(const Effort& effort, const Progress&) {
  Outcome outcome;
  const Rational epsilon(1, 1000);
  for (const Chain& chain : chains()) {
    const ActivatedSchedules true_ones =
        activated_schedules(chain.pursuit, steps, StepProof::inexact, {}, 2 * epsilon);
    outcome.add(tightened(chain.name, {chain.pursuit, true_ones.schedules, steps}, ScheduleFor::inexact, {},
                          2 * epsilon, true_ones.bounds));
    if (chain.depth() > 1) continue;
    const SignalClass& signals = chain.deepest_class();
    const std::vector<Schedule> schedules = {inexact_schedule(
        chain.constants[0].mu, chain.constants[0].largest, signals, signals.sparsity, 2 * epsilon)};
    std::mt19937_64 generator(effort.seed);
    const ChainSignal signal = draw_signal(chain.pursuit, {}, generator);
    const Stored stored =
        run_network(chain, schedules, worst_steps(nearest(epsilon)), epsilon, signal, steps);
    const Rational bound = envelope(schedules[0], steps).back(), error = stored.errors.back();
    outcome.add(within({.instance = chain.name,
                        .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound))},
                       stored.run, error, bound));
  }
  return outcome;
}

/// The code of -d_1 is -e_1. The ReLU itself is an activation that imitates the ReLU, and its outputs are not
/// negative.
Outcome negative_outputs(const Rational& shift) {
  Outcome outcome;
  for (const Chain& chain : activation_chains(0)) {
    if (chain.depth() > 1) continue;
    const Encoder& encoder = chain.pursuit.encoders[0];
    const ListaIteration lista{encoder.dictionary, encoder.analysis,
                               thresholds(chain.schedules(steps)[0], steps)};
    const RationalVector y = encoder.dictionary.col(1) * shift - encoder.dictionary.col(0);
    const Rational entry = lista_iterates(encoder, y, lista.thresholds).back()[0];
    if (entry >= 0) continue;
    outcome.add(
        {.violated = true,
         .instance = chain.name,
         .finding = fmt::format("an entry of the code is -1, of LISTA-CP's iterate {:.4g}; a ReLU's output "
                                "is 0 at least",
                                nearest(entry)),
         .certificate = certificate::negative_iterate(lista, y, 0)});
  }
  return outcome;
}

/// The thresholds of the ReLU's network, which without noise fall to 0: on three bases I - W^T D doubles
/// whatever it is given.
struct Growth {
  Chain chain = activation_chain("three-bases", 0);
  Rational epsilon = Rational(1, 1000);
  ChainSignal signal;
  int count = 32;
  std::vector<Schedule> printed;
  ActivatedSchedules repaired;

  Growth() {
    std::mt19937_64 generator(1);
    signal = draw_signal(chain.pursuit, {}, generator);
    printed = chain.schedules(count, LayerComposition::printed);
    repaired = activated_schedules(chain.pursuit, count, StepProof::inexact, {}, 2 * epsilon);
  }
  Stored run(const std::vector<Schedule>& schedules) const {
    return run_network(chain, schedules, networks(nearest(epsilon), 4).front(), epsilon, signal, count);
  }
  Series over_epsilon(const std::string& label, const std::vector<Rational>& errors) const {
    Series series{.label = label};
    for (int k = 1; k <= count; ++k) series.add(k, nearest(errors[static_cast<std::size_t>(k)] / epsilon));
    return series;
  }
};

void draw(const Growth& growth, const Stored& printed, Outcome& outcome) {
  const Schedule& schedule = growth.repaired.schedules[0];
  const Index atoms = growth.chain.deepest_dictionary().cols();
  const Rational ratio = Rational(atoms - 1) * growth.chain.constants[0].mu,
                 beyond = off_support_error(growth.chain.deepest_class(), atoms, 2 * growth.epsilon);
  Series constant{.label = "printed constant"}, bound{.label = "repaired bound"};
  Rational sum = 0, power = 1;
  for (int k = 1; k <= growth.count; ++k) {
    power *= ratio, sum += power;
    constant.add(k, nearest(sum));
    bound.add(k, nearest((envelope(schedule, k).back() + beyond) / growth.epsilon));
  }
  outcome.add(Figure{
      .name = "growth",
      .title = "Extra error over epsilon: softplus on three bases, epsilon = 1/1000",
      .x_label = "iteration K",
      .y_label = "l1 error / epsilon",
      .log_y = true,
      .series = {growth.over_epsilon("thresholds of the printed proof", printed.errors),
                 growth.over_epsilon("repaired thresholds", growth.run(growth.repaired.schedules).errors),
                 constant, bound}});
}

/// For D D^T = 3 I and W = D, p = D^T v is a left eigenvector of I - W^T D with eigenvalue -2. From the first
/// step at which some unit vector v has |v.(D x - y)| > |D^T v|_1 (theta + 2 epsilon) on, the error doubles
/// for ever.
std::optional<std::pair<int, RationalVector>> start_of_growth(const Growth& growth, const Stored& stored) {
  const RationalMatrix& d = growth.chain.deepest_dictionary();
  const std::vector<Rational> theta = thresholds(growth.printed[0], growth.count + 1);
  for (int k = 1; k <= growth.count; ++k) {
    const auto at = static_cast<std::size_t>(k);
    const RationalVector residual = multiply(d, stored.run.stored[0][at - 1]) - growth.signal.codes[0];
    for (Index i = 0; i < d.rows(); ++i) {
      const RationalVector p = d.row(i).transpose();
      if (abs(residual[i]) > l1_norm(p) * (theta[at] + 2 * growth.epsilon)) return std::pair{k, p};
    }
  }
  return std::nullopt;
}

Outcome check_proof(const Effort&, const Progress&) {
  Outcome outcome;
  const Growth growth;
  const Stored stored = growth.run(growth.printed);
  const auto found = start_of_growth(growth, stored);
  if (!found) throw std::runtime_error(growth.chain.name + ": no step from which the error grows");
  const auto& [steps_taken, direction] = *found;
  std::vector<RationalVector> until = stored.run.stored[0];
  until.resize(static_cast<std::size_t>(steps_taken));
  outcome.add({.violated = true,
               .instance = growth.chain.name + ", softplus, epsilon 1/1000",
               .finding = fmt::format(
                   "from step {} on the error grows without bound, whatever the later steps within 2 "
                   "epsilon; it is {:.3g} after {} steps",
                   steps_taken, nearest(stored.errors.back()), growth.count),
               .certificate = certificate::lista_unbounded(
                   {.scheduled = {growth.chain.pursuit, growth.printed, steps_taken},
                    .code = growth.signal.codes[1],
                    .noise = growth.signal.noise,
                    .direction = direction,
                    .stored = until,
                    .step_error = 2 * growth.epsilon})});
  draw(growth, stored, outcome);
  return outcome;
}

/// The repaired thresholds with the worst steps, claimed to keep within half of the bound.
Outcome control_proof(const Effort&, const Progress&) {
  Outcome outcome;
  const Growth growth;
  const Stored stored =
      run_network(growth.chain, growth.repaired.schedules, worst_steps(nearest(growth.epsilon)),
                  growth.epsilon, growth.signal, growth.count);
  const Rational claimed = growth.repaired.bounds[0] / 2, error = stored.errors.back();
  outcome.add(within({.instance = growth.chain.name + ", worst steps, epsilon 1/1000",
                      .finding = fmt::format("error {:.4g} after {} steps, claimed {:.4g}", nearest(error),
                                             growth.count, nearest(claimed))},
                     stored.run, error, claimed));
  return outcome;
}

const Registration existence(Claim{
    .id = "T3.5",
    .position = 9,
    .title = "Any activation that approximates the ReLU",
    .source = "arXiv 2408.05540v2, Theorem 3.5, with a linear read-out",
    .statement = R"(
        Where an activation can imitate the ReLU up to epsilon, some network of it finds the deep codes as
        ReLU networks do, up to a constant times epsilon.)",
    .latex = R"(
        \|\phi_\rho - \sigma\|_{L_\infty([-M, M])} = \varepsilon \;\Longrightarrow\; \|\tilde x_j - x_j\|_2
        \le C e^{-cK} + C \sum_{i \le j} \delta_i + C \varepsilon)",
    .reading = R"(
        The statement says that a network exists. The one shown has thresholds that know epsilon; the formal
        theorem has the activation in every step of the iteration, and states no depth. Each step is
        within 2 epsilon of soft thresholding in every entry, so off the support the error is at most 2
        epsilon, and on it E_{k+1} = q E_k + 4 s (d - s) mu~ epsilon + 2 s C_W delta + 2 s epsilon with
        theta_k = mu~ (E_k + 2 (d - s) epsilon) + C_W delta; the error is at most E_k + 2 (d - s) epsilon
        under the theorem's own condition q = (2s - 1) mu~ < 1. Layer by layer, the bound joins the next
        layer's noise. M = B + 2 theta is large enough; that is no certificate's. The network of the printed
        proof does otherwise (T3.5p), and without a read-out none does (T3.5d).)",
    .instances = R"(
        [I | H/4], three bases and a chain of two layers; softplus, Swish, Mish and GELU scaled to epsilon =
        1e-2, 1e-3, 1e-4, a fitted network of two layers of tanh where it comes so close, and the worst
        steps epsilon allows. The runs are computed in doubles; a certificate holds the iterates as stored
        and decides that each is within 2 epsilon of the exact step, whatever produced it. Bounds no better
        than that of the estimate 0 are empty and no evidence.)",
    .falsified = "What epsilon leaves off the support is left out of bound and thresholds.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "T3_5_iteration_statement",
    .formal_theorem = "T3_5_true",
    .formal_verdict = Verdict::proved,
    .check = check_existence,
    .control = control_existence,
});

const Registration literal(Claim{
    .id = "T3.5d",
    .position = 10,
    .title = "A network that ends in its activation, for all layers",
    .source = "arXiv 2408.05540v2, Theorem 3.5 with Definition 3.1",
    .statement = R"(
        With Definition 3.1 imposed on it, which the print does not do here: where an activation can imitate
        the ReLU up to epsilon, some network of it, every layer of which ends in the activation, finds the
        deep codes up to a constant times epsilon.)",
    .latex = R"(\tilde x_j = \rho(\cdots),\qquad \|\tilde x_j - x_j\|_2 \le C e^{-cK} + C \varepsilon)",
    .reading = R"(
        The ReLU imitates itself for every epsilon, and no output of it is negative; a code is. Read as in
        T3.1d and L5.3d.)",
    .instances = "The signal -d_1 on single layers.",
    .falsified = "A second entry, of a fourth, is positive.",
    .expected = {.printed = Verdict::refuted},
    .formal_statement = "T3_5_statement",
    .formal_theorem = "T3_5_false",
    .formal_verdict = Verdict::refuted,
    .check = [](const Effort&, const Progress&) { return negative_outputs(0); },
    .control = [](const Effort&, const Progress&) { return negative_outputs(Rational(1, 4)); },
});

const Registration proof(Claim{
    .id = "T3.5p",
    .position = 11,
    .title = "The network of the printed proof of Theorem 3.5",
    .source = "arXiv 2408.05540v2, Appendix, proof of Theorem 3.5",
    .statement = R"(
        The network that keeps the weights and thresholds of the ReLU network keeps within the theorem's
        bound, with some constants, for every K.)",
    .latex = R"(\|x^{(K)} - x^*\| \le C e^{-cK} + C \varepsilon)",
    .reading = R"(
        The constant of that proof is the sum of ((d - 1) mu~)^i up to i = K, not one that depends on D
        alone, and without noise the thresholds fall to 0, where I - W^T D has eigenvalues beyond 1. Refuted
        for all K and all constants: once the residual exceeds what thresholds and epsilon can hold, it
        doubles for ever.)",
    .instances = "Softplus on the three bases of R^4, epsilon 1/1000, no noise.",
    .falsified = "The repaired thresholds with the worst steps are claimed to keep within half of the bound.",
    .expected = {.printed = Verdict::refuted},
    .formal_statement = "T3_5_network_statement",
    .formal_theorem = "T3_5_network_false",
    .formal_verdict = Verdict::refuted,
    .check = check_proof,
    .control = control_proof,
});

}  // namespace
}  // namespace dsc
