#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/lista.h"
#include "theorems/claims/section3/activation_chains.h"
#include "theorems/claims/section3/smooth_activations.h"
#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/activations.h"

namespace dsc {
namespace {

using certificate::ListaRun;
using certificate::RunConclusion;
using certificate::ScheduleFor;
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

Stored run_network(const ActivationChain& chain, const std::vector<Schedule>& schedules,
                   const Network& network, const Rational& epsilon, const DrawnChain& drawn, int count) {
  auto iterates = stored_iterates(chain.pursuit, drawn.codes[0], schedules, count, network.shrink);
  std::vector<RationalVector> deepest = iterates.back();
  deepest.insert(deepest.begin(), RationalVector::Zero(deepest[0].size()));
  return {{.scheduled = {chain.pursuit, schedules, count},
           .code = drawn.codes.back(),
           .noise = drawn.noise,
           .stored = std::move(iterates),
           .step_error = 2 * epsilon},
          l1_errors(deepest, drawn.codes.back())};
}

/// Arguments of phi reach at most so far: |u| <= B + theta.
double range_of(const ActivationChain& chain, const std::vector<Schedule>& schedules) {
  double range = 0;
  for (std::size_t j = 0; j < schedules.size(); ++j) {
    for (const Rational& theta : thresholds(schedules[j], steps))
      range = std::max(range, nearest(chain.pursuit.classes[j].magnitude + 2 * theta));
  }
  return range;
}

void decide(const ActivationChain& chain, const Rational& epsilon, const Effort& effort, Outcome& outcome,
            Table& table, std::vector<Series>& floors) {
  const ActivatedSchedules scheduled =
      activated_schedules(chain.pursuit, steps, StepProof::inexact, {}, 2 * epsilon);
  const Rational& bound = scheduled.bounds.back();
  const std::string instance = fmt::format("{}, epsilon {}", chain.name, to_text(epsilon));
  outcome.add({.form = Form::repaired,
               .scope = Scope::all_signals,
               .instance = instance,
               .finding = fmt::format("any phi: error at most {:.4g} after {} steps", nearest(bound), steps),
               .certificate = certificate::activation_envelope({chain.pursuit, scheduled.schedules, steps},
                                                               ScheduleFor::inexact, {}, 2 * epsilon,
                                                               scheduled.bounds)});
  const auto all = networks(nearest(epsilon), range_of(chain, scheduled.schedules));
  for (std::size_t n = 0; n < all.size(); ++n) {
    std::mt19937_64 generator(effort.seed);
    double worst = 0;
    for (int sample = 0; sample < std::max(1, effort.samples / 8); ++sample) {
      const DrawnChain drawn = draw_chain(chain.pursuit, sample > 0, generator);
      Stored stored = run_network(chain, scheduled.schedules, all[n], epsilon, drawn, steps);
      stored.run.hypothesis = ScheduleFor::inexact;
      stored.run.conclusion = RunConclusion::bounded;
      const double ratio = nearest(stored.errors.back()) / nearest(bound);
      worst = std::max(worst, nearest(stored.errors.back()));
      outcome.add({.form = Form::repaired,
                   .violated = stored.errors.back() > bound,
                   .instance = instance,
                   .finding = fmt::format("{}: error / bound = {:.4f}", all[n].name, ratio),
                   .tightness = ratio,
                   .certificate = certificate::lista_run(stored.run)});
    }
    table.rows.push_back({chain.name, to_text(epsilon), all[n].name, fmt::format("{:.4g}", worst),
                          fmt::format("{:.4g}", nearest(bound))});
    auto series =
        std::find_if(floors.begin(), floors.end(), [&](const Series& s) { return s.label == all[n].name; });
    if (series == floors.end()) series = floors.insert(floors.end(), {all[n].name, {}, {}});
    series->x.push_back(nearest(epsilon));
    series->y.push_back(worst);
  }
  floors.front().x.push_back(nearest(epsilon));
  floors.front().y.push_back(nearest(bound));
}

/// The network of the printed proof keeps the thresholds of the ReLU's, which without noise fall to 0, and on
/// three bases I - W^T D doubles whatever it is given; both bounds' constants beside.
void show_growth(Outcome& outcome) {
  const Rational epsilon(1, 1000);
  ActivationChain chain{"three bases, s = 1", {{self_encoder(three_bases().atoms)}, {{1, 1, 0}}}};
  std::mt19937_64 generator(1);
  const DrawnChain drawn = draw_chain(chain.pursuit, false, generator);
  const int count = 32;
  const std::vector<Schedule> printed = layered_schedules(chain.pursuit, count, LayerComposition::printed);
  const ActivatedSchedules repaired =
      activated_schedules(chain.pursuit, count, StepProof::inexact, {}, 2 * epsilon);
  Figure figure{"growth",
                "Extra error over epsilon: softplus on three bases, epsilon = 1/1000",
                "iteration K",
                "l1 error / epsilon",
                false,
                true,
                Figure::Style::lines,
                {},
                {}};
  const Network softplus = networks(nearest(epsilon), 4).front();
  for (const bool as_printed : {true, false}) {
    const auto& schedules = as_printed ? printed : repaired.schedules;
    Stored stored = run_network(chain, schedules, softplus, epsilon, drawn, count);
    Series measured{as_printed ? "thresholds of the printed proof" : "repaired thresholds", {}, {}};
    for (int k = 1; k <= count; ++k) {
      measured.x.push_back(k);
      measured.y.push_back(nearest(stored.errors[static_cast<std::size_t>(k)] / epsilon));
    }
    figure.series.push_back(measured);
    if (!as_printed) continue;
    const auto& last = stored.errors.end();
    stored.run.hypothesis = ScheduleFor::own_noise;
    stored.run.conclusion = RunConclusion::error_above;
    stored.run.value = 1000 * repaired.bounds[0];
    outcome.add({.violated = last[-1] > stored.run.value,
                 .instance = chain.name + ", softplus, epsilon 1/1000",
                 .finding = fmt::format(
                     "error {:.4g} after {} steps, more than a thousand times the repaired bound; it "
                     "grows {:.4f} times a step",
                     nearest(last[-1]), count, nearest(last[-1] / last[-2])),
                 .certificate = certificate::lista_run(stored.run)});
  }
  Series printed_constant{"printed constant", {}, {}}, repaired_constant{"repaired bound", {}, {}};
  const Rational ratio = 11 * cross_coherence(chain.pursuit.encoders[0]);
  Rational sum = 0, power = 1;
  for (int k = 1; k <= count; ++k) {
    power *= ratio, sum += power;
    printed_constant.x.push_back(k), printed_constant.y.push_back(nearest(sum));
    const Rational bound = envelope(repaired.schedules[0], k).back() +
                           off_support_error(chain.pursuit.classes[0], 12, 2 * epsilon);
    repaired_constant.x.push_back(k), repaired_constant.y.push_back(nearest(bound / epsilon));
  }
  figure.series.insert(figure.series.end(), {printed_constant, repaired_constant});
  outcome.add(figure);
}

std::vector<ActivationChain> chains() {
  auto all = activation_chains(Rational(1, 1000));
  return {all[0], all[3], all[4]};
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  show_growth(outcome);
  Table table{
      "Runs with other activations", {"chain", "epsilon", "activation", "largest error", "bound"}, {}};
  const auto all = chains();
  for (const ActivationChain& chain : all) {
    std::vector<Series> floors = {{"bound", {}, {}}};
    for (const long inverse : {100, 1000, 10000})
      decide(chain, Rational(1, inverse), effort, outcome, table, floors);
    if (&chain == all.data()) {
      outcome.add(Figure{"floor",
                         "Error left by activations within epsilon of the ReLU, " + chain.name,
                         "epsilon",
                         "l1 error after 16 steps",
                         true,
                         true,
                         Figure::Style::lines,
                         floors,
                         {}});
    }
    progress(static_cast<double>(&chain - all.data() + 1) / static_cast<double>(all.size()));
  }
  outcome.add(table);
  return outcome;
}

/// The repaired bound and thresholds without what epsilon leaves off the support.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  const Rational epsilon(1, 1000);
  for (const ActivationChain& chain : chains()) {
    if (chain.pursuit.depth() > 1) continue;
    const Encoder& encoder = chain.pursuit.encoders[0];
    SignalClass signals = chain.pursuit.classes[0];
    const std::vector<Schedule> schedules = {inexact_schedule(
        cross_coherence(encoder), largest_entry(encoder.analysis), signals, signals.sparsity, 2 * epsilon)};
    std::mt19937_64 generator(effort.seed);
    const DrawnChain drawn = draw_chain(chain.pursuit, false, generator);
    Stored stored = run_network(chain, schedules, worst_steps(nearest(epsilon)), epsilon, drawn, steps);
    const Rational bound = envelope(schedules[0], steps).back(), error = stored.errors.back();
    stored.run.conclusion = error > bound ? RunConclusion::error_above : RunConclusion::error_at_most;
    stored.run.value = bound;
    outcome.add({.violated = error > bound,
                 .instance = chain.name,
                 .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound)),
                 .certificate = certificate::lista_run(stored.run)});
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "T3.5",
    .position = 5,
    .title = "Any activation that approximates the ReLU",
    .source = "arXiv 2408.05540v2, Theorem 3.5",
    .statement = "Networks whose activation can imitate the ReLU up to epsilon find the deep codes as ReLU "
                 "networks do, up to "
                 "a constant times epsilon.",
    .latex = "\\|\\phi_\\rho - \\sigma\\|_{L_\\infty([-M, M])} = \\varepsilon \\;\\Longrightarrow\\; "
             "\\|\\tilde x_j - x_j\\|_2 "
             "\\le C e^{-cK} + C \\sum_{i \\le j} \\delta_i + C \\varepsilon",
    .reading = "The statement only says that a network exists. As printed it is read with the network of its "
               "proof, which keeps "
               "the weights and thresholds of the ReLU network. The constant of that proof is the sum of ((d "
               "- 1) mu~)^i up to "
               "i = K, not one that depends on D alone, and without noise the thresholds fall to 0, where I "
               "- W^T D has "
               "eigenvalues beyond 1.",
    .repair = "Let the thresholds know epsilon. Each step is within 2 epsilon of soft thresholding in every "
              "entry, so off the "
              "support the error is at most 2 epsilon, and on it E_{k+1} = q E_k + 4 s (d - s) mu~ epsilon + "
              "2 s C_W delta + 2 s "
              "epsilon with theta_k = mu~ (E_k + 2 (d - s) epsilon) + C_W delta; the error is at most E_k + "
              "2 (d - s) epsilon "
              "under the theorem's own condition q = (2s - 1) mu~ < 1. Layer by layer, the bound joins the "
              "next layer's noise. M "
              "= B + 2 theta is large enough.",
    .instances = "[I | H/4], three bases and a chain of two layers; softplus, Swish, Mish and GELU scaled to "
                 "epsilon = 1e-2, "
                 "1e-3, 1e-4, a fitted network of two layers of tanh where it comes so close, and the worst "
                 "steps epsilon "
                 "allows. The runs are computed in doubles; a certificate holds the iterates as stored and "
                 "decides that "
                 "each is within 2 epsilon of the exact step, whatever produced it.",
    .falsified = "What epsilon leaves off the support is left out of bound and thresholds.",
    .subject = "the network of its proof",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
