#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/lista.h"
#include "theorems/claims/section3/activation_chains.h"
#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/activations.h"

namespace dsc {
namespace {

using certificate::ListaRun;
using certificate::RunConclusion;
using certificate::ScheduleFor;

constexpr int steps = 16;

/// A leaky ReLU clipped where v < -2, so that it is bounded below: beta = 2 a.
Activation leaky(const Rational& slope) { return {slope, 2 * slope}; }

Rational deepest_error(const LayeredPursuit& pursuit, const std::vector<Schedule>& schedules,
                       const Activation& rho, const DrawnChain& drawn) {
  return l1_errors(layered_iterates(pursuit, drawn.codes[0], schedules, steps, rho).back(),
                   drawn.codes.back())
      .back();
}

ListaRun run_of(const ActivationChain& chain, const std::vector<Schedule>& schedules, const Activation& rho,
                const DrawnChain& drawn) {
  return {.scheduled = {chain.pursuit, schedules, steps},
          .code = drawn.codes.back(),
          .noise = drawn.noise,
          .activation = rho};
}

/// No dictionary of this shape has mu~ < 1/(2d): for ELU, and any rho read with its Lipschitz constant on the
/// whole line.
void show_vacuity(Outcome& outcome) {
  for (const Dictionary& d : {identity_hadamard(16), identity_hadamard(64), simplex(16), three_bases()}) {
    outcome.add({.scope = Scope::hypotheses,
                 .instance = d.name,
                 .finding = "L = 1: the hypothesis needs mu~ < 1/(2d), which no dictionary with d > m has",
                 .certificate = certificate::lipschitz_vacuity(d.atoms.rows(), d.atoms.cols(), 1, 1)});
  }
}

/// What one chain, activation and proof gave: rate of the deepest layer, bound, largest error measured.
struct Found {
  bool converges = false;
  double rate = 0, bound = 0, error = 0;
};

Found decide(const ActivationChain& chain, const std::string& name, const Activation& rho, StepProof proof,
             const Effort& effort, Outcome& outcome) {
  const ActivatedSchedules scheduled = activated_schedules(chain.pursuit, steps, proof, rho);
  Found found{scheduled.converges, nearest(scheduled.schedules.back().rate), nearest(scheduled.bounds.back()),
              0};
  if (!found.converges) return found;
  const auto hypothesis = proof == StepProof::lipschitz ? ScheduleFor::lipschitz : ScheduleFor::inexact;
  const std::string by = proof == StepProof::lipschitz ? "by L" : "by beta";
  const std::string instance = chain.name + ", " + name;
  outcome.add({.form = Form::repaired,
               .scope = Scope::all_signals,
               .instance = instance,
               .finding = fmt::format("bound {}: rate {:.4g}, after {} steps {:.4g}", by, found.rate, steps,
                                      found.bound),
               .certificate = certificate::activation_envelope({chain.pursuit, scheduled.schedules, steps},
                                                               hypothesis, rho, 0, scheduled.bounds)});
  std::mt19937_64 generator(effort.seed);
  for (int sample = 0; sample < std::max(1, effort.samples / 8); ++sample) {
    const DrawnChain drawn = draw_chain(chain.pursuit, sample > 0, generator);
    const Rational error = deepest_error(chain.pursuit, scheduled.schedules, rho, drawn);
    found.error = std::max(found.error, nearest(error));
    ListaRun run = run_of(chain, scheduled.schedules, rho, drawn);
    run.hypothesis = hypothesis;
    run.conclusion = RunConclusion::bounded;
    outcome.add({.form = Form::repaired,
                 .violated = error > scheduled.bounds.back(),
                 .instance = instance,
                 .finding = fmt::format("bound {}: error / bound = {:.4f} at the deepest layer", by,
                                        nearest(error) / found.bound),
                 .tightness = nearest(error) / found.bound,
                 .certificate = certificate::lista_run(run)});
  }
  return found;
}

std::string shown(const Found& found, double value) {
  return found.converges ? fmt::format("{:.4g}", value) : "none";
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  show_vacuity(outcome);
  Table table{"Leaky ReLU of slope a, clipped at -2a, composed m times",
              {"chain", "a", "m", "beta L^(m-1)", "rate by L", "rate by beta", "bound by L", "bound by beta",
               "largest error"},
              {}};
  Figure figure{"floor",
                "Error left by a leaky ReLU composed m times, " + activation_chains(0)[0].name,
                "compositions m",
                "l1 error after 16 steps",
                false,
                true,
                Figure::Style::lines,
                {},
                {}};
  const std::vector<ActivationChain> chains = activation_chains(0);
  for (const ActivationChain& chain : chains) {
    for (const Rational& slope : {Rational(1, 10), Rational(1, 100)}) {
      Series measured{"error, slope " + to_text(slope), {}, {}},
          bounded{"bound, slope " + to_text(slope), {}, {}},
          floor{"beta L^(m-1), slope " + to_text(slope), {}, {}};
      for (int times = 1; times <= 3; ++times) {
        const Activation rho = composed(leaky(slope), times);
        const std::string name = fmt::format("slope {}, m = {}", to_text(slope), times);
        const Found by_slope = decide(chain, name, rho, StepProof::lipschitz, effort, outcome),
                    by_floor = decide(chain, name, rho, StepProof::inexact, effort, outcome);
        table.rows.push_back({chain.name, to_text(slope), std::to_string(times), to_text(rho.floor),
                              fmt::format("{:.4g}", by_slope.rate), fmt::format("{:.4g}", by_floor.rate),
                              shown(by_slope, by_slope.bound), shown(by_floor, by_floor.bound),
                              fmt::format("{:.4g}", std::max(by_slope.error, by_floor.error))});
        for (Series* series : {&measured, &bounded, &floor}) series->x.push_back(times);
        measured.y.push_back(by_floor.error);
        bounded.y.push_back(by_floor.bound);
        floor.y.push_back(nearest(rho.floor));
      }
      if (&chain == chains.data()) figure.series.insert(figure.series.end(), {bounded, measured, floor});
    }
    progress(static_cast<double>(&chain - chains.data() + 1) / static_cast<double>(chains.size()));
  }
  outcome.add(figure);
  outcome.add(table);
  return outcome;
}

/// rho(v) = min(|v|/10, 1/5) below 0: composing it changes nothing, so its distance from the ReLU stays beta.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  const Activation rho{Rational(-1, 10), Rational(1, 5)};
  std::mt19937_64 generator(effort.seed);
  for (const ActivationChain& chain : activation_chains(0)) {
    for (const int times : {2, 3}) {
      const Activation claimed{abs(rho.slope), rho.floor * (times == 2 ? Rational(1, 10) : Rational(1, 100))};
      const ActivatedSchedules scheduled =
          activated_schedules(chain.pursuit, steps, StepProof::inexact, claimed);
      const DrawnChain drawn = draw_chain(chain.pursuit, false, generator);
      const Rational error = deepest_error(chain.pursuit, scheduled.schedules, composed(rho, times), drawn),
                     bound = scheduled.bounds.back();
      ListaRun run = run_of(chain, scheduled.schedules, composed(rho, times), drawn);
      run.conclusion = error > bound ? RunConclusion::error_above : RunConclusion::error_at_most;
      run.value = bound;
      outcome.add({.violated = error > bound,
                   .instance = fmt::format("{}, m = {}", chain.name, times),
                   .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound)),
                   .certificate = certificate::lista_run(run)});
    }
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "T3.4",
    .position = 4,
    .title = "Networks with a composed generalised ReLU",
    .source = "arXiv 2408.05540v2, Theorem 3.4",
    .statement = "A network with a generalised ReLU composed m times finds the deep codes at an exponential "
                 "rate, up to "
                 "the noise and a term that shrinks like beta L^(m-1).",
    .latex =
        "\\|\\tilde x_j - x_j\\|_2 \\le C e^{-cK} + C \\sum_{i \\le j} \\delta_i + C \\beta L^{m-1},\\quad "
        "\\lambda_j < \\frac{1}{2 - 2L^m}\\Bigl(\\frac1\\mu - 2 L^m d\\Bigr)",
    .reading = "L is the Lipschitz constant of rho on the whole line, as printed; then L >= 1, and the "
               "hypothesis, read as the "
               "proof uses it, mu (2 L^m d + (2 - 2 L^m) lambda) < 1, needs mu < 1/(2d). For every W with "
               "w_i.d_i = 1 the trace "
               "of W^T D is d and its rank at most m, so mu_W^2 >= (d - m)/(m (d - 1)), and with d > m that "
               "is more than "
               "1/(4 d^2). Step (b) of the proof, Lipschitz constant L^(m-1) for rho composed m times, fails "
               "on x > 0, where the "
               "composition is the identity. The leaky ReLU is not bounded below: it is in the class only "
               "where it is clipped.",
    .repair = "Let L be the constant on x < 0, let rho <= 0 there (the control shows that the floor else "
              "does not fall with "
              "m), and let each layer know the error of its input, as in Theorem 3.1. Then the composition "
              "has slope L^m and "
              "floor beta L^(m-1), and the bounds of Theorem 5.4 repaired hold layer by layer. The bound by "
              "beta needs only "
              "(2 lambda - 1) mu < 1.",
    .instances = "Three dictionaries and a chain of two layers, leaky ReLUs of slopes 1/10 and 1/100 clipped "
                 "where v < -2, m "
                 "= 1, 2, 3, 16 steps in each layer; for all signals at once and on random ones.",
    .falsified = "rho may be positive below 0.",
    .subject = "the hypothesis of its proof",
    .expected = {.printed = Verdict::vacuous, .repaired = Verdict::certified},
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
