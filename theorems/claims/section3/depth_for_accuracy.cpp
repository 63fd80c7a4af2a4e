#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/claim.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/instances/layered_chains.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/statistics/decay_fit.h"

namespace dsc {
namespace {

using certificate::ListaRun;
using certificate::RunConclusion;
using certificate::ScheduleFor;

/// c = -ln q, q the largest of the layers.
double rate(const Chain& chain) {
  double largest = 0;
  for (const Schedule& schedule : chain.schedules(1)) largest = std::max(largest, nearest(schedule.rate));
  return -std::log(largest);
}

std::vector<Chain> instances(std::uint64_t seed) {
  std::vector<Chain> all = hard_single_layers();
  for (const Chain& chain : layered_chains(seed, 0)) all.push_back(chain);
  return all;
}

/// The fewest steps in each layer after which the bound of the deepest layer is at most eps.
int steps_for(const Chain& chain, const Rational& eps) {
  int low = 0, high = 1;
  while (chain.bounds(high).back() > eps) low = high, high *= 2;
  while (high - low > 1) {
    const int middle = (low + high) / 2;
    (chain.bounds(middle).back() > eps ? low : high) = middle;
  }
  return high;
}

/// "depth, weights" of the networks of Lemma 5.3 with kernel 3, one for each layer's steps, one after
/// another.
std::string network_size(const Chain& chain, int steps) {
  std::size_t depth = 0;
  Eigen::Index weights = 0;
  for (const Encoder& encoder : chain.pursuit.encoders) {
    const auto shape =
        realisation_shape(encoder.dictionary.rows(), encoder.dictionary.cols(), steps, {.kernel = 3});
    depth += shape.size();
    weights += weight_count(shape, 1);
  }
  return fmt::format("{}, {:.3g}", depth, static_cast<double>(weights));
}

Rational deepest_error(const Chain& chain, int steps) {
  return l1_norm(chain.estimates(steps).back() - chain.signal.codes.back());
}

ListaRun run_of(const Chain& chain, const std::vector<Schedule>& schedules, int steps) {
  return {.scheduled = {chain.pursuit, schedules, steps},
          .code = chain.signal.codes.back(),
          .noise = chain.signal.noise,
          .hypothesis = ScheduleFor::input_error};
}

/// `steps` in each layer are enough for eps: refuted by the hard code, or proven for all signals.
Evidence decide(const Chain& chain, int steps, const Rational& eps) {
  const Rational error = deepest_error(chain, steps);
  const auto schedules = chain.schedules(steps);
  return within_for_all(
      {.instance = chain.name,
       .finding = fmt::format("eps = {:.0e}: K = {}, deepest l1 error of the hard code {:.3g}", nearest(eps),
                              steps, nearest(error))},
      run_of(chain, schedules, steps), error, eps, chain.bounds(steps));
}

/// Whether the hard code attains the bound after these steps; only single layers have one that does.
bool attained(const Chain& chain, int steps) {
  return chain.depth() == 1 && deepest_error(chain, steps) == chain.bounds(steps).back();
}

/// One step fewer is too few: the hard code attains the bound, which is still above eps.
Evidence shown_to_be_fewest(const Chain& chain, int steps, const Rational& eps) {
  const auto schedules = chain.schedules(steps - 1);
  ListaRun run = run_of(chain, schedules, steps - 1);
  run.conclusion = RunConclusion::attains;
  return {
      .instance = chain.name,
      .finding = fmt::format("eps = {:.0e}: K = {} is the least for all signals, since {} steps leave one at "
                             "the bound {:.3g}",
                             nearest(eps), steps, steps - 1, nearest(deepest_error(chain, steps - 1))),
      .certificate = certificate::lista_run(run)};
}

const std::vector<int> all_digits = {2, 4, 6, 8, 10, 12};

Rational power_of_ten(int digits) {
  return {1, boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits))};
}

/// Tables and figure of the numbers of steps.
struct Report {
  Table steps{
      .title = "Steps in each layer for an l1 error of eps in the deepest one, for all signals",
      .columns = {"instance", "1e-2", "1e-4", "1e-6", "1e-8", "1e-10", "1e-12", "shown to be the least"}};
  Table networks{
      .title = "Depth and weights of the networks of Lemma 5.3 with kernel 3 for these steps, computed",
      .columns = {"instance", "1e-2", "1e-4", "1e-6", "1e-8", "1e-10", "1e-12"}};
  Table fits{.title = "Growth of K with ln(1/eps): least squares, 95% interval, K being whole",
             .columns = {"instance", "1/c", "measured", "interval", "1/c", "2/c"}};
  Figure figure{.name = "depth",
                .title = "Steps in each layer for a given accuracy",
                .x_label = "1/eps",
                .y_label = "steps K",
                .log_x = true};

  void add(const Chain& chain, const std::vector<int>& counts, int least) {
    std::vector<std::string> row = {chain.name}, sizes = {chain.name};
    Series series{.label = chain.name};
    std::vector<double> logarithms;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      row.push_back(std::to_string(counts[i]));
      sizes.push_back(network_size(chain, counts[i]));
      series.add(std::pow(10.0, all_digits[i]), counts[i]);
      logarithms.push_back(all_digits[i] * std::log(10.0));
    }
    row.push_back(fmt::format("{} of {}", least, counts.size()));
    steps.rows.push_back(row);
    networks.rows.push_back(sizes);
    static const std::vector<std::string> undrawn = {"simplex-8", "three-bases", "block-design-28"};
    if (std::find(undrawn.begin(), undrawn.end(), chain.id) == undrawn.end()) figure.series.push_back(series);
    const LineFit fit = fit_line(logarithms, series.y, 0.95, 0.5);
    const double slope = 1 / rate(chain);
    fits.rows.push_back({chain.name, fmt::format("{:.4f}", slope), fmt::format("{:.4f}", fit.slope),
                         fmt::format("{:.4f} to {:.4f}", fit.slope_lower, fit.slope_upper),
                         fit.slope_may_be(slope) ? "inside" : (fit.slope > slope ? "below" : "above"),
                         fit.slope_may_be(2 * slope) ? "not rejected" : "rejected"});
  }
};

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Report report;
  const auto all = instances(effort.seed);
  for (const Chain& chain : all) {
    std::vector<int> counts;
    int least = 0;
    for (const int digits : all_digits) {
      const Rational eps = power_of_ten(digits);
      const int steps = steps_for(chain, eps);
      counts.push_back(steps);
      outcome.add(decide(chain, steps, eps));
      outcome.number(fmt::format("{}: K for 1e-{}", chain.name, digits), std::to_string(steps));
      if (!attained(chain, steps - 1)) continue;
      outcome.add(shown_to_be_fewest(chain, steps, eps));
      ++least;
    }
    report.add(chain, counts, least);
    progress(static_cast<double>(&chain - all.data() + 1) / static_cast<double>(all.size()));
  }
  for (const Table& table : {report.steps, report.networks, report.fits}) outcome.add(table);
  outcome.add(report.figure);
  return outcome;
}

/// One step fewer, where the hard code shows that to be too few.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Chain& chain : instances(effort.seed)) {
    const Rational eps = power_of_ten(4);
    const int steps = steps_for(chain, eps);
    if (attained(chain, steps - 1)) outcome.add(decide(chain, steps - 1, eps));
    const auto few = chain.schedules(steps - 1), enough = chain.schedules(steps);
    std::vector<Rational> too_small = chain.bounds(steps - 1), bounds = chain.bounds(steps);
    too_small.back() = bounds.back() = eps;
    outcome.add(
        FalseStatement{.instance = chain.name,
                       .statement = fmt::format("{} steps are enough for 1e-4, for all signals", steps - 1),
                       .certificate = certificate::lista_envelope({chain.pursuit, few, steps - 1}, too_small),
                       .neighbour = certificate::lista_envelope({chain.pursuit, enough, steps}, bounds)});
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "C3.2",
    .position = 4,
    .title = "Depth of order log 1/eps without noise",
    .source = "arXiv 2408.05540v2, Corollary 3.2, with a linear read-out",
    .statement = "Without noise a network of depth of order log 1/eps finds all codes up to eps.",
    .latex = R"(
        \varepsilon_j = 0 \;\Longrightarrow\; \|\tilde x_j - x_j\|_2 = O(e^{-cK}),\quad K = O(\log
        1/\varepsilon))",
    .reading = R"(
        The network is that of T3.1; the corollary too says that one exists. K counts the steps in each
        layer: since the bound of the classes falls like e^(-cK), K of order ln(1/eps)/c is enough for every
        eps, and the six values are examples. The networks of Lemma 5.3 that run the steps are counted, not
        built, and take a number of layers for each step that depends on the sizes only; the counts have no
        certificate.)",
    .instances = R"(
        Single layers at the largest sparsity with q < 1, and chains of two and three layers; eps from 1e-2
        to 1e-12.)",
    .falsified = "One step fewer is claimed to be enough.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "C3_2_statement",
    .formal_theorem = "C3_2_true",
    .formal_verdict = Verdict::proved,
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
