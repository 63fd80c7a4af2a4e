#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/lista.h"
#include "theorems/claims/section3/layered_instances.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/statistics/decay_fit.h"

namespace dsc {
namespace {

using certificate::RunConclusion;
using certificate::ScheduleFor;

/// c = -ln q, q the largest of the layers.
double rate(const LayeredInstance& item) {
  double largest = 0;
  for (const Schedule& schedule : item.schedules(1)) largest = std::max(largest, nearest(schedule.rate));
  return -std::log(largest);
}

std::vector<LayeredInstance> instances(std::uint64_t seed) {
  std::vector<LayeredInstance> all = single_layers();
  for (const LayeredInstance& item : layered_instances(seed, 0)) all.push_back(item);
  return all;
}

/// The fewest steps in each layer after which the bound of the deepest layer is at most eps.
int steps_for(const LayeredInstance& item, const Rational& eps) {
  int low = 0, high = 1;
  while (item.bounds(high).back() > eps) low = high, high *= 2;
  while (high - low > 1) {
    const int middle = (low + high) / 2;
    (item.bounds(middle).back() > eps ? low : high) = middle;
  }
  return high;
}

/// "depth, weights" of the networks of Lemma 5.3 with kernel 3, one for each layer's steps, one after
/// another.
std::string network_size(const LayeredInstance& item, int steps) {
  std::size_t depth = 0;
  Eigen::Index weights = 0;
  for (const Encoder& encoder : item.pursuit.encoders) {
    const auto shape =
        realisation_shape(encoder.dictionary.rows(), encoder.dictionary.cols(), steps, {.kernel = 3});
    depth += shape.size();
    weights += weight_count(shape, 1);
  }
  return fmt::format("{}, {:.3g}", depth, static_cast<double>(weights));
}

Rational deepest_error(const LayeredInstance& item, int steps) {
  return l1_norm(item.found(steps).back() - item.codes.back());
}

std::string run_certificate(const LayeredInstance& item, int steps, RunConclusion conclusion,
                            const Rational& value) {
  const auto schedules = item.schedules(steps);
  return certificate::lista_run({.scheduled = {item.pursuit, schedules, steps},
                                 .code = item.codes.back(),
                                 .noise = item.noise,
                                 .hypothesis = ScheduleFor::input_error,
                                 .conclusion = conclusion,
                                 .value = value});
}

/// `steps` in each layer are enough for eps: refuted by the hard code, or proven for all signals.
void decide(const LayeredInstance& item, int steps, const Rational& eps, Outcome& outcome) {
  const Rational error = deepest_error(item, steps);
  Evidence found{.scope = Scope::all_signals, .violated = error > eps, .instance = item.name};
  found.finding = fmt::format("eps = {:.0e}: K = {}, deepest l1 error of the hard code {:.3g}", nearest(eps),
                              steps, nearest(error));
  if (!found.violated) found.tightness = nearest(error / eps);
  const auto bounds = item.bounds(steps);
  if (bounds.back() <= eps) {
    const auto schedules = item.schedules(steps);
    std::vector<Rational> errors = bounds;
    errors.back() = eps;
    found.certificate = certificate::lista_envelope({item.pursuit, schedules, steps}, errors);
  } else {
    found.scope = Scope::one_signal;
    found.certificate = run_certificate(
        item, steps, found.violated ? RunConclusion::error_above : RunConclusion::error_at_most, eps);
  }
  outcome.add(found);
}

/// One step fewer is too few: the hard code attains the bound, which is still above eps.
bool shown_to_be_fewest(const LayeredInstance& item, int steps, const Rational& eps, Outcome& outcome) {
  if (item.pursuit.depth() > 1 || deepest_error(item, steps - 1) != item.bounds(steps - 1).back())
    return false;
  outcome.add({.instance = item.name,
               .finding = fmt::format(
                   "eps = {:.0e}: K = {} is the least for all signals, since {} steps leave one at "
                   "the bound {:.3g}",
                   nearest(eps), steps, steps - 1, nearest(deepest_error(item, steps - 1))),
               .certificate = run_certificate(item, steps - 1, RunConclusion::attains, 0)});
  return true;
}

Outcome examine(bool halved, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table table{"Steps in each layer for an l1 error of eps in the deepest one, for all signals",
              {"instance", "1e-2", "1e-4", "1e-6", "1e-8", "1e-10", "1e-12", "shown to be the least"},
              {}};
  Table networks{"Depth and weights of the networks of Lemma 5.3 with kernel 3 for these steps",
                 {"instance", "1e-2", "1e-4", "1e-6", "1e-8", "1e-10", "1e-12"},
                 {}};
  Table fits{"Growth of K with ln(1/eps): least squares, 95% interval, K being whole",
             {"instance", "1/c", "measured", "interval", "1/c", "2/c"},
             {}};
  Figure figure{"depth",
                "Steps in each layer for a given accuracy",
                "1/eps",
                "steps K",
                true,
                false,
                Figure::Style::lines,
                {},
                {}};
  const auto all = instances(effort.seed);
  double done = 0;
  for (const LayeredInstance& item : all) {
    std::vector<std::string> row = {item.name}, sizes = {item.name};
    Series series{item.name, {}, {}};
    std::vector<double> logarithms;
    int least = 0;
    for (int digits = 2; digits <= 12; digits += 2) {
      const Rational eps(1, boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits)));
      const int steps = steps_for(item, eps);
      decide(item, halved ? steps / 2 : steps, eps, outcome);
      if (!halved && shown_to_be_fewest(item, steps, eps, outcome)) ++least;
      row.push_back(std::to_string(steps));
      sizes.push_back(network_size(item, steps));
      series.x.push_back(std::pow(10.0, digits));
      series.y.push_back(steps);
      logarithms.push_back(digits * std::log(10.0));
      if (!halved) outcome.number(fmt::format("{}: K for 1e-{}", item.name, digits), std::to_string(steps));
    }
    row.push_back(fmt::format("{} of 6", least));
    table.rows.push_back(row);
    networks.rows.push_back(sizes);
    const bool drawn =
        item.pursuit.depth() > 1 || item.name.starts_with("[I|H]") || item.name.starts_with("simplex 15");
    if (drawn) figure.series.push_back(series);
    const LineFit fit = fit_line(logarithms, series.y, 0.95, 0.5);
    const double slope = 1 / rate(item);
    fits.rows.push_back({item.name, fmt::format("{:.4f}", slope), fmt::format("{:.4f}", fit.slope),
                         fmt::format("{:.4f} to {:.4f}", fit.slope_lower, fit.slope_upper),
                         fit.slope_may_be(slope) ? "inside" : (fit.slope > slope ? "below" : "above"),
                         fit.slope_may_be(2 * slope) ? "not rejected" : "rejected"});
    progress(done += 1.0 / static_cast<double>(all.size()));
  }
  if (halved) return outcome;
  outcome.add(table);
  outcome.add(networks);
  outcome.add(fits);
  outcome.add(figure);
  return outcome;
}

const Registration registration(Claim{
    .id = "C3.2",
    .position = 2,
    .title = "Depth of order log 1/eps without noise",
    .source = "arXiv 2408.05540v2, Corollary 3.2",
    .statement = "Without noise a network of depth of order log 1/eps finds all codes up to eps.",
    .latex =
        "\\varepsilon_j = 0 \\;\\Longrightarrow\\; \\|\\tilde x_j - x_j\\|_2 = O(e^{-cK}),\\quad K = O(\\log "
        "1/\\varepsilon)",
    .reading = "The network is the repaired one of Theorem 3.1, since the corollary only says that one "
               "exists; with one "
               "layer nothing had to be repaired. K counts the steps in each layer; the networks of Lemma "
               "5.3 that run "
               "them are counted, not built, and take a number of layers for each step that depends on the "
               "sizes only.",
    .instances =
        "Single layers at the largest sparsity with q < 1, and chains of two and three layers; eps from "
        "1e-2 to 1e-12.",
    .falsified = "Half of the steps are claimed to be enough.",
    .expected = {.printed = Verdict::certified},
    .check = [](const Effort& e, const Progress& p) { return examine(false, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(true, e, p); },
});

}  // namespace
}  // namespace dsc
