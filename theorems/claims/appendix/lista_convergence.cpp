#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/generalized.h"
#include "theorems/certificates/lista.h"
#include "theorems/coherence/generalized.h"
#include "theorems/exact/short_bounds.h"
#include "theorems/pursuit/lista_instances.h"
#include "theorems/statistics/decay_fit.h"

namespace dsc {
namespace {

using certificate::RunConclusion;
using certificate::ScheduleFor;
using Eigen::Index;

constexpr int steps = 12;

/// One encoder and one class of signals, with its schedule.
struct Case {
  ListaInstance instance;
  LayeredPursuit pursuit;
  std::vector<Schedule> schedules;

  Case(const ListaInstance& item, const Rational& noise)
      : instance(item),
        pursuit{{item.encoder}, {{item.sparsity, 1, noise}}},
        schedules{convergence_schedule(item.mu, item.largest, pursuit.classes[0])} {}

  const SignalClass& signals() const { return pursuit.classes[0]; }
  std::string name() const {
    return fmt::format("{}, s = {}{}", instance.name, signals().sparsity,
                       signals().noise == 0 ? "" : ", noisy");
  }
  ScheduleFor hypothesis() const {
    return instance.exact ? ScheduleFor::own_noise : ScheduleFor::input_error;
  }
  std::vector<RationalVector> run(const RationalVector& code, const RationalVector& noise,
                                  int length = steps) const {
    return lista_iterates(instance.encoder, multiply(instance.encoder.dictionary, code) + noise,
                          thresholds(schedules[0], length));
  }
  /// s B r^K + 2 s C delta / (1 - q).
  Rational bound_at_rate(const Rational& r) const {
    Rational power = 1;
    for (int k = 0; k < steps; ++k) power *= r;
    return schedules[0].start * power + schedules[0].drift / (1 - schedules[0].rate);
  }
};

/// One run: the envelope met, attained where it is.
void follow(const Case& c, const std::string& how, const RationalVector& code, const RationalVector& noise,
            Outcome& outcome) {
  const auto errors = l1_errors(c.run(code, noise), code);
  const auto bounds = envelope(c.schedules[0], steps);
  const bool attained = errors == bounds;
  outcome.add(
      {.form = Form::repaired,
       .instance = c.name(),
       .finding = fmt::format("{}: support within that of the code, error / bound = {:.4g} after {} steps{}",
                              how, nearest(errors.back() / bounds.back()), steps,
                              attained ? ", the bound attained at every step" : ""),
       .tightness = nearest(errors.back() / bounds.back()),
       .certificate = certificate::lista_run(
           {.scheduled = {c.pursuit, c.schedules, steps},
            .code = code,
            .noise = {noise},
            .hypothesis = c.hypothesis(),
            .conclusion = attained ? RunConclusion::attains : RunConclusion::envelope})});
}

/// |x^(K) - x*|_1 <= s B q^(power K) + 2 s C delta / (1 - q): refuted by the hardest code, or proven for all.
void decide_rate(const Case& c, Form form, int power, Outcome& outcome) {
  const RationalVector code = hardest_code(c.instance.encoder, c.signals().sparsity, 1);
  const RationalVector noise = hardest_noise(c.instance.encoder, code, c.signals().noise);
  const Rational q = c.schedules[0].rate, claimed = c.bound_at_rate(power == 1 ? q : Rational(q * q));
  const Rational error = l1_errors(c.run(code, noise), code).back();
  Evidence item{.form = form, .scope = Scope::all_signals, .violated = error > claimed, .instance = c.name()};
  item.finding = fmt::format("q = {}, {} steps: error / bound = {:.4g} on the hardest code found", nearest(q),
                             steps, nearest(error / claimed));
  const certificate::ScheduledPursuit scheduled{c.pursuit, c.schedules, steps};
  if (!item.violated) item.tightness = nearest(error / claimed);
  if (envelope(c.schedules[0], steps).back() <= claimed) {
    item.certificate = certificate::lista_envelope(scheduled, {short_above(claimed)});
  } else {
    item.scope = Scope::one_signal;
    item.certificate = certificate::lista_run(
        {.scheduled = scheduled,
         .code = code,
         .noise = {noise},
         .hypothesis = c.hypothesis(),
         .conclusion = item.violated ? RunConclusion::error_above : RunConclusion::error_at_most,
         .value = short_above(claimed)});
  }
  outcome.add(item);
}

/// The supports differ: at k = 0 always, later for a code as small as the threshold. The thresholds are those
/// of (7) themselves where the envelope is attained.
void lose_support(const Case& c, Outcome& outcome) {
  const RationalVector none = RationalVector::Zero(c.instance.encoder.dictionary.rows());
  const RationalVector hardest = hardest_code(c.instance.encoder, c.signals().sparsity, 1);
  const RationalVector against = hardest_noise(c.instance.encoder, hardest, c.signals().noise);
  if (l1_errors(c.run(hardest, against), hardest) != envelope(c.schedules[0], steps)) return;
  const GeneralizedCoherence least = generalized_coherence(c.instance.encoder.dictionary);
  if (least.lower != c.instance.mu || least.upper != c.instance.mu)
    throw std::runtime_error(c.name() + ": W does not attain the generalized coherence");
  outcome.add({.scope = Scope::all_signals,
               .instance = c.name(),
               .finding = "the generalized coherence is mu_W = " + to_text(c.instance.mu) +
                          ", so that the thresholds are those of (7)",
               .certificate = certificate::generalized_coherence(c.instance.encoder.dictionary, least)});
  RationalVector small = RationalVector::Zero(hardest.size());
  small[0] = thresholds(c.schedules[0], steps).back();
  const auto iterates = c.run(small, none);
  for (const int k : {0, 1, steps}) {
    const RationalVector& code = k == 0 ? hardest : small;
    const bool differs = support(iterates[static_cast<std::size_t>(k)]) != support(code);
    if (!differs) throw std::runtime_error(c.name() + ": a code at the threshold was not lost");
    outcome.add({.violated = differs,
                 .instance = c.name(),
                 .finding = fmt::format("after {} steps x = 0, the code has {} nonzeros, the largest {:.3g}",
                                        k, support(code).size(), nearest(code.maxCoeff())),
                 .certificate = certificate::lista_run({.scheduled = {c.pursuit, c.schedules, k},
                                                        .code = code,
                                                        .noise = {none},
                                                        .hypothesis = ScheduleFor::own_noise,
                                                        .conclusion = RunConclusion::support_differs})});
  }
}

std::vector<double> doubles(const std::vector<Rational>& values) {
  std::vector<double> result;
  for (const Rational& value : values) result.push_back(nearest(value));
  return result;
}

/// The rates measured, against c = -ln q, over the second half of the steps: at first the thresholds exceed
/// small entries, whose error then stays.
void measure(const Case& c, const Effort& effort, Table& fits, Figure& figure) {
  std::mt19937_64 generator(effort.seed);
  const int length = c.instance.exact ? 2 * steps : steps;
  const RationalVector none = RationalVector::Zero(c.instance.encoder.dictionary.rows());
  const double rate = -std::log(nearest(c.schedules[0].rate));
  const bool drawn = c.instance.name.starts_with("simplex 15") || c.instance.name.starts_with("[I|H] 64");
  const auto add_series = [&](const std::string& label, const std::vector<double>& values) {
    Series series{c.instance.name + ": " + label, {}, values};
    for (std::size_t k = 0; k < values.size(); ++k) series.x.push_back(static_cast<double>(k));
    if (drawn) figure.series.push_back(series);
  };
  add_series("bound", doubles(envelope(c.schedules[0], length)));
  for (const bool hardest : {true, false}) {
    const RationalVector code = hardest ? hardest_code(c.instance.encoder, c.signals().sparsity, 1)
                                        : random_code(c.instance.encoder, c.signals().sparsity, 1, generator);
    const std::vector<double> errors = doubles(l1_errors(c.run(code, none, length), code));
    add_series(hardest ? "hardest code" : "random code", errors);
    const LineFit fit = fit_decay({errors.begin() + length / 2, errors.end()}, 0);
    fits.rows.push_back({c.name(), hardest ? "hardest" : "random", fmt::format("{:.8f}", rate),
                         fmt::format("{:.8f}", -fit.slope),
                         fmt::format("{:.8f} to {:.8f}", -fit.slope_upper, -fit.slope_lower),
                         fit.slope_may_be(-rate) ? "inside" : (-fit.slope > rate ? "below" : "above"),
                         fit.slope_may_be(-2 * rate) ? "not rejected" : "rejected"});
  }
}

Outcome examine(Form form, int power, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table fits{
      "Decay of the l1 error: least squares of its logarithm over the second half of the steps, 95% "
      "intervals",
      {"instance", "code", "c = -ln q", "measured", "interval", "c", "2c"},
      {}};
  Figure figure{"decay", "LISTA-CP: error and bound", "step", "l1 error", false,
                true,    Figure::Style::lines,        {},     {}};
  const auto all = lista_instances();
  double done = 0;
  for (const ListaInstance& item : all) {
    for (const Rational& noise : {Rational(0), Rational(1, 64)}) {
      const Case c(item, noise);
      decide_rate(c, form, power, outcome);
      if (form == Form::printed) continue;  // the control
      const RationalVector code = hardest_code(item.encoder, item.sparsity, 1);
      follow(c, "hardest code", code, hardest_noise(item.encoder, code, noise), outcome);
      std::mt19937_64 generator(effort.seed);
      for (int sample = 0; sample < (effort.samples + 3) / 4; ++sample) {
        const RationalVector random = random_code(item.encoder, item.sparsity, 1, generator);
        follow(c, fmt::format("random {}", sample + 1), random, random_noise(item.encoder, noise, generator),
               outcome);
      }
      if (item.optimal) lose_support(c, outcome);
      if (noise == 0) measure(c, effort, fits, figure);
    }
    outcome.number(item.name + ": q", to_text(item.rate(item.sparsity)));
    progress(done += 1.0 / static_cast<double>(all.size()));
  }
  if (form == Form::repaired) {
    outcome.add(figure);
    outcome.add(fits);
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "T5.1",
    .position = 1,
    .title = "LISTA-CP converges at a linear rate",
    .source = "arXiv 2408.05540v2, Theorem 5.1 (after Chen, Liu, Wang and Yin 2018, Theorem 2)",
    .statement =
        "With W of least generalized coherence and thresholds that follow the worst error of the class, "
        "every iterate has the support of the code, and its error is at most s B e^(-ck) + C delta.",
    .latex = "\\operatorname{supp} x^{(k)} = \\operatorname{supp} x^*,\\quad \\|x^{(k)} - x^*\\|_2 \\le s B "
             "e^{-ck} + C\\delta",
    .reading =
        "The supremum in (7) is over the class X(B, s, delta). Where a signal attains the bound E_k at every "
        "step, E_k is that supremum, so the thresholds used are those of (7) to the letter; the supports "
        "are refuted on such instances only, unions of bases and simplices. There W = D / |d|^2 is in X(D): "
        "an atom is a "
        "combination of another basis with coefficients of l1 norm 1/mu, so mu~ = mu, and an identity atom "
        "e_i needs "
        "W_ii = 1, so no W has smaller entries; the atoms of a simplex sum to zero, which leaves one W.",
    .repair =
        "Supports are contained, not equal: x^(0) = 0, and a code as small as the threshold is lost at any "
        "step. Constants made explicit: with q = (2s-1) mu_W, E_0 = s B, E_{k+1} = q E_k + 2 s C_W delta and "
        "theta_k = mu_W E_k + C_W delta, the l1 error is at most E_k <= s B q^k + 2 s C_W delta / (1 - q), "
        "so c = "
        "-ln q and C = 2 s C_W / (1 - q). This holds for any W with w_i.d_i = 1, for every signal of the "
        "class; "
        "the checker decides the inequalities that the induction needs.",
    .instances =
        "Unions of bases, simplices, a block design and rational unit vectors, at the largest sparsity with "
        "q < 1, without and with noise; W = D, or from linear programs. Hardest and random codes, twelve "
        "steps, all "
        "in rationals.",
    .falsified = "The error is claimed to fall at the rate q^2.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .check = [](const Effort& e, const Progress& p) { return examine(Form::repaired, 1, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(Form::printed, 2, e, p); },
});

}  // namespace
}  // namespace dsc
