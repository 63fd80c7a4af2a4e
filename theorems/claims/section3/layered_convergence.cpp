#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/lista.h"
#include "theorems/claims/section3/layered_instances.h"
#include "theorems/exact/short_bounds.h"
#include "theorems/statistics/decay_fit.h"

namespace dsc {
namespace {

using certificate::RunConclusion;
using certificate::ScheduleFor;

/// |x_j^(K) - x_j|_1 at every layer, K steps in each.
std::vector<Rational> errors_of(const LayeredInstance& item, int steps, LayerComposition composition) {
  const auto found = item.found(steps, composition);
  std::vector<Rational> errors;
  for (std::size_t j = 0; j < found.size(); ++j) errors.push_back(l1_norm(found[j] - item.codes[j + 1]));
  return errors;
}

std::string run_certificate(const LayeredInstance& item, int steps, LayerComposition composition,
                            RunConclusion conclusion, const Rational& value) {
  const auto schedules = item.schedules(steps, composition);
  const bool printed = composition == LayerComposition::printed;
  return certificate::lista_run({.scheduled = {item.pursuit, schedules, steps},
                                 .code = item.codes.back(),
                                 .noise = item.noise,
                                 .hypothesis = printed ? ScheduleFor::own_noise : ScheduleFor::input_error,
                                 .conclusion = conclusion,
                                 .value = value});
}

/// The network of the printed proof: layer 2's thresholds know nothing of layer 1's error.
void show_divergence(const LayeredInstance& item, Outcome& outcome) {
  for (const int steps : {20, 40, 60}) {
    const auto errors = errors_of(item, steps, LayerComposition::printed);
    outcome.add(
        {.violated = errors.back() > item.bounds(steps).back(),
         .instance = item.name,
         .finding = fmt::format("K = {}: l1 error {:.2g} at layer 1, {:.2g} at layer 2", steps,
                                nearest(errors[0]), nearest(errors[1])),
         .certificate = run_certificate(item, steps, LayerComposition::printed, RunConclusion::error_above,
                                        short_below(errors.back() * Rational(1023, 1024)))});
  }
}

/// After K steps in each layer the deepest error is within what the bounds promise after `promised` steps:
/// refuted by the run, or proven for all signals of the classes.
void decide(const LayeredInstance& item, Form form, int steps, int promised, Outcome& outcome) {
  const auto bounds = item.bounds(steps);
  const Rational claimed = item.bounds(promised).back();
  const Rational error = errors_of(item, steps, LayerComposition::repaired).back();
  const bool noisy = item.pursuit.classes[0].noise != 0;
  Evidence found{.form = form,
                 .scope = Scope::all_signals,
                 .violated = error > claimed,
                 .instance = item.name + (noisy ? ", noisy" : "")};
  found.finding = fmt::format("{} steps in each layer: deepest l1 error {:.3g}, claimed at most {:.3g}",
                              steps, nearest(error), nearest(claimed));
  if (!found.violated) found.tightness = nearest(error / claimed);
  if (bounds.back() <= claimed) {
    const auto schedules = item.schedules(steps);
    std::vector<Rational> stated;
    for (const Rational& bound : bounds) stated.push_back(short_above(bound));
    found.certificate = certificate::lista_envelope({item.pursuit, schedules, steps}, stated);
  } else {
    found.scope = Scope::one_signal;
    found.certificate = run_certificate(
        item, steps, LayerComposition::repaired,
        found.violated ? RunConclusion::error_above : RunConclusion::error_at_most, short_above(claimed));
  }
  outcome.add(found);
  if (form == Form::printed) return;
  outcome.add(
      {.form = form,
       .instance = found.instance,
       .finding = fmt::format("the run: at every layer and step the support is contained and the error "
                              "within its bound, in the end {:.3g} of it",
                              *found.tightness),
       .tightness = found.tightness,
       .certificate = run_certificate(item, steps, LayerComposition::repaired, RunConclusion::envelope, 0)});
}

/// Both networks on one instance, against the number of steps.
void draw(const LayeredInstance& item, Outcome& outcome) {
  Figure figure{"composition",
                "Layer by layer: the printed network and the repaired one",
                "steps in each layer",
                "l1 error",
                false,
                true,
                Figure::Style::lines,
                {{"layer 1", {}, {}},
                 {"layer 2 as printed", {}, {}},
                 {"layer 2 repaired", {}, {}},
                 {"bound of layer 2 repaired", {}, {}}},
                {}};
  Table table{"l1 errors of both networks, " + item.name,
              {"K", "layer 1", "layer 2 as printed", "layer 2 repaired", "its bound"},
              {}};
  std::vector<double> late, logarithms;
  for (int steps = 4; steps <= 60; steps += 4) {
    const auto repaired = errors_of(item, steps, LayerComposition::repaired);
    const auto printed = errors_of(item, steps, LayerComposition::printed);
    const Rational values[] = {repaired[0], printed[1], repaired[1], item.bounds(steps).back()};
    std::vector<std::string> row = {std::to_string(steps)};
    for (std::size_t i = 0; i < 4; ++i) {
      figure.series[i].x.push_back(steps);
      figure.series[i].y.push_back(nearest(values[i]));
      row.push_back(fmt::format("{:.3g}", nearest(values[i])));
    }
    table.rows.push_back(row);
    // At first the thresholds exceed the code, and its error stays.
    if (steps >= 32) late.push_back(steps), logarithms.push_back(std::log(nearest(repaired[1])));
  }
  const LineFit fit = fit_line(late, logarithms);
  const double c = -std::log(nearest(item.schedules(1)[0].rate));
  outcome.add(figure);
  outcome.add(table);
  outcome.add(
      Table{"Decay of the repaired layer 2 with K from 32 on: least squares of the logarithm, 95% interval",
            {"c = -ln q_1", "measured", "interval", "c", "2c"},
            {{fmt::format("{:.5f}", c), fmt::format("{:.5f}", -fit.slope),
              fmt::format("{:.5f} to {:.5f}", -fit.slope_upper, -fit.slope_lower),
              fit.slope_may_be(-c) ? "inside" : (-fit.slope > c ? "below" : "above"),
              fit.slope_may_be(-2 * c) ? "not rejected" : "rejected"}}});
}

/// The slowest layer's E_0 q^K is below E_0 e^-8.
int steps_to_shrink(const LayeredInstance& item) {
  double q = 0;
  for (const Schedule& schedule : item.schedules(1)) q = std::max(q, nearest(schedule.rate));
  return static_cast<int>(std::ceil(-8 / std::log(q)));
}

Outcome examine(Form form, int promise, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  if (form == Form::repaired) {
    const LayeredInstance tied = tied_bases();
    show_divergence(tied, outcome);
    draw(tied, outcome);
  }
  progress(0.3);
  for (const Rational& noise : {Rational(0), Rational(1, 1024)}) {
    for (const LayeredInstance& item : layered_instances(effort.seed, noise)) {
      const int steps = steps_to_shrink(item);
      decide(item, form, steps, promise * steps, outcome);
    }
    progress(noise == 0 ? 0.65 : 1);
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "T3.1",
    .position = 1,
    .title = "Layered pursuit by a network converges at a linear rate",
    .source = "arXiv 2408.05540v2, Theorem 3.1",
    .statement = "A convolutional network of depth proportional to K finds the codes of all layers up to an "
                 "error that falls exponentially in K, plus a multiple of the sum of the noise levels.",
    .latex = "\\|\\tilde x_j - x_j\\|_2 \\le C_{D,B,\\lambda} e^{-c_{D,\\lambda} K} + C_D \\sum_{i=1}^{j} "
             "\\delta_i",
    .reading = "The theorem says that a network exists, and the repaired one shows it. Refuted as printed is "
               "the network that its proof builds: layer j runs LISTA-CP with thresholds for its own noise, "
               "and Lemma 5.2, which fails, is to carry the error of layer j-1 through. That a network runs "
               "LISTA-CP exactly is Lemma 5.3; here the iterations are run. The supremum in the thresholds "
               "is read as its bound E_k.",
    .repair = "Layer j gets thresholds for the noise level delta_j + eta_{j-1}, where eta_{j-1} = E_K bounds "
              "the l1 error of layer j-1: eta_j <= lambda_j B_j q_j^K + 2 lambda_j C_W (delta_j + "
              "eta_{j-1}) / (1 - q_j). That is the printed form with every constant explicit and c the least "
              "-ln q_j.",
    .instances = "A union of two bases of R^64 above three unbiased bases of R^4; chains of block designs "
                 "and bases of two and three layers; without and with noise. All in rationals.",
    .falsified = "The error after K steps is claimed to be within the bound for 2K steps.",
    .subject = "the network of its proof",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .check = [](const Effort& e, const Progress& p) { return examine(Form::repaired, 1, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(Form::printed, 2, e, p); },
});

}  // namespace
}  // namespace dsc
