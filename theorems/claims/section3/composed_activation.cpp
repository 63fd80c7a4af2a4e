#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/dictionaries/families.h"
#include "theorems/instances/activation_chains.h"
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
                       const Activation& rho, const ChainSignal& signal) {
  return l1_errors(layered_iterates(pursuit, signal.codes[0], schedules, steps, rho).back(),
                   signal.codes.back())
      .back();
}

ListaRun run_of(const Chain& chain, const std::vector<Schedule>& schedules, const Activation& rho,
                const ChainSignal& signal) {
  return {.scheduled = {chain.pursuit, schedules, steps},
          .code = signal.codes.back(),
          .noise = signal.noise,
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
  bool empty = false;  ///< the bound is no better than that of the estimate 0
  double rate = 0, bound = 0, error = 0;

  std::string shown(double value) const {
    return !converges ? "none" : empty ? "empty" : fmt::format("{:.4g}", value);
  }
};

Found decide(const Chain& chain, const std::string& name, const Activation& rho, StepProof proof, Form form,
             const Effort& effort, Outcome& outcome) {
  const ActivatedSchedules scheduled = activated_schedules(chain.pursuit, steps, proof, rho);
  const Rational& bound = scheduled.bounds.back();
  Found found{scheduled.converges, is_empty(scheduled.bounds, chain.pursuit.classes),
              nearest(scheduled.schedules.back().rate), nearest(bound), 0};
  if (!found.converges || found.empty) return found;
  const auto hypothesis = proof == StepProof::lipschitz ? ScheduleFor::lipschitz : ScheduleFor::inexact;
  const std::string by = proof == StepProof::lipschitz ? "by L" : "by beta";
  const std::string instance = chain.name + ", " + name;
  outcome.add({.form = form,
               .scope = Scope::all_signals,
               .instance = instance,
               .finding = fmt::format("bound {}: rate {:.4g}, after {} steps {:.4g}", by, found.rate, steps,
                                      found.bound),
               .certificate = certificate::activation_envelope({chain.pursuit, scheduled.schedules, steps},
                                                               hypothesis, rho, 0, scheduled.bounds)});
  std::mt19937_64 generator(effort.seed);
  for (int sample = 0; sample < effort.long_runs(); ++sample) {
    const ChainSignal signal = draw_signal(chain.pursuit, {.random = sample > 0, .least = 2}, generator);
    const Rational error = deepest_error(chain.pursuit, scheduled.schedules, rho, signal);
    found.error = std::max(found.error, nearest(error));
    ListaRun run = run_of(chain, scheduled.schedules, rho, signal);
    run.hypothesis = hypothesis;
    run.conclusion = RunConclusion::bounded;
    outcome.add({.form = form,
                 .violated = error > bound,
                 .instance = instance,
                 .finding = fmt::format("bound {}: error / bound = {:.4f} at the deepest layer", by,
                                        nearest(error) / found.bound),
                 .tightness = nearest(error) / found.bound,
                 .certificate = certificate::lista_run(run)});
  }
  return found;
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  show_vacuity(outcome);
  Table table{
      .title =
          "Leaky ReLU of slope a, clipped at -2a, composed m times; empty where 0 is as good an estimate",
      .columns = {"chain", "a", "m", "beta L^(m-1)", "rate by L", "rate by beta", "bound by L",
                  "bound by beta", "largest error"}};
  const std::vector<Chain> chains = activation_chains(0);
  for (const Chain& chain : chains) {
    std::vector<Series> curves;
    for (const Rational& slope : {Rational(1, 10), Rational(1, 100)}) {
      Series measured{.label = "error, slope " + to_text(slope)},
          bounded{.label = "bound, slope " + to_text(slope)},
          floor{.label = "beta L^(m-1), slope " + to_text(slope)};
      for (int times = 1; times <= 3; ++times) {
        const Activation rho = composed(leaky(slope), times);
        const std::string name = fmt::format("slope {}, m = {}", to_text(slope), times);
        const Found by_slope =
                        decide(chain, name, rho, StepProof::lipschitz, Form::repaired, effort, outcome),
                    by_floor = decide(chain, name, rho, StepProof::inexact, Form::repaired, effort, outcome);
        table.rows.push_back({chain.name, to_text(slope), std::to_string(times), to_text(rho.floor),
                              fmt::format("{:.4g}", by_slope.rate), fmt::format("{:.4g}", by_floor.rate),
                              by_slope.shown(by_slope.bound), by_floor.shown(by_floor.bound),
                              fmt::format("{:.4g}", std::max(by_slope.error, by_floor.error))});
        measured.add(times, by_floor.error);
        bounded.add(times, by_floor.bound);
        floor.add(times, nearest(rho.floor));
      }
      curves.insert(curves.end(), {bounded, measured, floor});
    }
    if (chain.id == "hadamard-16-1")
      outcome.add(Figure{.name = "floor",
                         .title = "Error left by a leaky ReLU composed m times, " + chain.name,
                         .x_label = "compositions m",
                         .y_label = "l1 error after 16 steps",
                         .log_y = true,
                         .series = curves});
    progress(static_cast<double>(&chain - chains.data() + 1) / static_cast<double>(chains.size()));
  }
  outcome.add(table);
  return outcome;
}

/// The bounds of the composition, a 2^20th too small for all signals.
void add_falsehoods(const Activation& rho, Outcome& outcome) {
  for (const Chain& chain : activation_chains(0)) {
    const ActivatedSchedules scheduled = activated_schedules(chain.pursuit, steps, StepProof::inexact, rho);
    if (!scheduled.converges) continue;
    outcome.add(tightened(chain.name, {chain.pursuit, scheduled.schedules, steps}, ScheduleFor::inexact, rho,
                          0, scheduled.bounds));
  }
}

/// rho(v) = min(|v|/10, 1/5) below 0: composing it changes nothing, so its distance from the ReLU stays beta.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  const Activation rho{Rational(-1, 10), Rational(1, 5)};
  std::mt19937_64 generator(effort.seed);
  for (const Chain& chain : activation_chains(0)) {
    for (const int times : {2, 3}) {
      const Activation claimed{abs(rho.slope), rho.floor * (times == 2 ? Rational(1, 10) : Rational(1, 100))};
      const ActivatedSchedules scheduled =
          activated_schedules(chain.pursuit, steps, StepProof::inexact, claimed);
      const ChainSignal signal = draw_signal(chain.pursuit, {}, generator);
      const Rational error = deepest_error(chain.pursuit, scheduled.schedules, composed(rho, times), signal),
                     bound = scheduled.bounds.back();
      outcome.add(
          within({.instance = fmt::format("{}, m = {}", chain.name, times),
                  .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound))},
                 run_of(chain, scheduled.schedules, composed(rho, times), signal), error, bound));
    }
  }
  add_falsehoods(composed(leaky(Rational(1, 10)), 2), outcome);
  return outcome;
}

/// rho(v) = max(2v, -b), L = 2; composed m times it is max(2^m v, -b).
Activation steep(const Rational& floor, int times) {
  return {boost::multiprecision::pow(Integer(2), static_cast<unsigned>(times)), floor};
}

/// The printed hypothesis for L > 1 allows lambda < (2 L^m d - 1/mu)/(2 L^m - 2), more than 11 for every L, m
/// and d
/// >= 12; the bound by beta needs Assumption 1 only.
Outcome check_literal(const Effort& effort, const Progress&) {
  Outcome outcome;
  Table table{
      .title = "rho(v) = max(2v, -beta) composed m times",
      .columns = {"chain", "beta", "m", "lambda below", "rate by beta", "bound by beta", "largest error"}};
  for (const Chain& chain : activation_chains(0)) {
    const double mu = nearest(chain.constants.back().mu);
    const auto d = static_cast<double>(chain.deepest_dictionary().cols());
    for (const int times : {1, 2}) {
      const Activation rho = steep(Rational(1, 1000), times);
      const double slope = nearest(rho.slope);
      const Found found = decide(chain, fmt::format("slope {}, m = {}", to_text(rho.slope), times), rho,
                                 StepProof::inexact, Form::printed, effort, outcome);
      table.rows.push_back({chain.name, to_text(rho.floor), std::to_string(times),
                            fmt::format("{:.4g}", (2 * slope * d - 1 / mu) / (2 * slope - 2)),
                            fmt::format("{:.4g}", found.rate), found.shown(found.bound),
                            fmt::format("{:.4g}", found.error)});
    }
  }
  outcome.add(table);
  return outcome;
}

/// beta is left out of the bound: soft thresholding's own.
Outcome control_literal(const Effort& effort, const Progress&) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  const Activation rho = steep(Rational(1, 1000), 1);
  for (const Chain& chain : activation_chains(0)) {
    const auto schedules = chain.schedules(steps);
    const ChainSignal signal = draw_signal(chain.pursuit, {}, generator);
    const Rational error = deepest_error(chain.pursuit, schedules, rho, signal),
                   bound = envelope(schedules.back(), steps).back();
    outcome.add(within(
        {.instance = chain.name,
         .finding = fmt::format("error {:.4g}, bound without beta {:.4g}", nearest(error), nearest(bound))},
        run_of(chain, schedules, rho, signal), error, bound));
  }
  add_falsehoods(rho, outcome);
  return outcome;
}

const Registration below_zero(Claim{
    .id = "T3.4",
    .position = 7,
    .title = "Networks with a composed generalised ReLU, L = 1, more atoms than rows",
    .source = "arXiv 2408.05540v2, Theorem 3.4, L on the whole line, at its least value 1",
    .statement = R"(
        A network with a generalised ReLU of Lipschitz constant 1 composed m times finds the deep codes at an
        exponential rate, up to the noise and a term that shrinks like beta L^(m-1).)",
    .latex = R"(
        \|\tilde x_j - x_j\|_2 \le C e^{-cK} + C \sum_{i \le j} \delta_i + C \beta L^{m-1},\quad \mu\bigl(2
        L^m d + (2 - 2 L^m) \lambda_j\bigr) < 1)",
    .reading = R"(
        L is the Lipschitz constant of rho on the whole line, as printed; rho is the identity on x >= 0, so L
        >= 1. At L = 1, as for the ELU and the clipped leaky ReLU, the printed hypothesis divides by 2 - 2L =
        0; it is read as the proof uses it, and then needs mu < 1/(2d). For every W with w_i.d_i = 1 the trace
        of W^T D is d and its rank at most m, so mu_W^2 >= (d - m)/(m (d - 1)), and with d > m that is more
        than 1/(4 d^2); the certificates hold this for four shapes. For L > 1 see T3.4L. Step (b) of the
        proof, Lipschitz constant L^(m-1) for rho composed m times, fails on x > 0, where the composition is
        the identity. The leaky ReLU is not bounded below: it is in the class only where it is clipped.)",
    .repair = R"(
        Let L be the constant on x < 0, let rho <= 0 there (the control shows that the floor else does not
        fall with m), and let each layer know the error of its input, as in Theorem 3.1. Then the
        composition has slope L^m and floor beta L^(m-1), and the bounds of Theorem 5.4 repaired hold layer
        by layer. The bound by beta needs only (2 lambda - 1) mu < 1. Bounds no better than that of the
        estimate 0 are empty and no evidence.)",
    .instances = R"(
        Three dictionaries and a chain of two layers, leaky ReLUs of slopes 1/10 and 1/100 clipped where v <
        -2, m = 1, 2, 3, 16 steps in each layer; for all signals at once and on random ones.)",
    .falsified = "rho may be positive below 0.",
    .expected = {.printed = Verdict::vacuous, .repaired = Verdict::certified},
    .formal_statement = "T3_4_vacuous_statement",
    .formal_theorem = "T3_4_vacuous",
    .formal_verdict = Verdict::vacuous,
    .check = check,
    .control = control,
});

const Registration whole_line(Claim{
    .id = "T3.4L",
    .position = 8,
    .title = "Networks with a composed generalised ReLU, L > 1",
    .source = "arXiv 2408.05540v2, Theorem 3.4 as printed, L > 1 on the whole line",
    .statement = R"(
        A network with a generalised ReLU of Lipschitz constant L > 1 composed m times finds the deep codes at
        an exponential rate, up to the noise and a multiple of beta L^(m-1).)",
    .latex = R"(
        \lambda_j < \frac{2 L^m d - 1/\mu}{2 L^m - 2} \;\Longrightarrow\; \|\tilde x_j - x_j\|_2 \le C e^{-cK} +
        C \sum_{i \le j} \delta_i + C \beta L^{m-1})",
    .reading = R"(
        For L > 1 the printed hypothesis, divided by a negative number, asks for little, and the theorem's
        Assumption 1 for the rest. The conclusion then follows without any condition on L: every step is
        within beta of soft thresholding, and beta <= beta L^(m-1). So a theorem that is not the one meant is
        true; the meant one is T3.4. Composed m times, max(2v, -beta) is max(2^m v, -beta).)",
    .instances = R"(
        Three dictionaries and a chain of two layers, rho(v) = max(2v, -1/1000), m = 1, 2, 16 steps in each
        layer; for all signals at once and on random ones.)",
    .falsified = "beta is left out of the bound.",
    .expected = {.printed = Verdict::certified},
    .check = check_literal,
    .control = control_literal,
});

}  // namespace
}  // namespace dsc
