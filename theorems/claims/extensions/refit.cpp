#include <fmt/format.h>

#include <algorithm>

#include "harness/claim.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/claims/evidence/staged.h"

namespace dsc {
namespace {

constexpr int steps = 48;

/// The least nonzero that every layer's refit asks for is above twice its threshold.
bool large_enough(const RecoveryBounds& bounds, const ChainSignal& signal) {
  for (std::size_t j = 1; j < signal.codes.size(); ++j) {
    for (const Rational& entry : signal.codes[j]) {
      if (entry != 0 && abs(entry) <= 2 * bounds.thresholds[j]) return false;
    }
  }
  return true;
}

/// Deepest first, with the same refit from the signal at its end: on a known support it gains as much.
DeepRecovery refitted_deepest_first(DeepRecovery chain, int count) {
  DeepRecovery recovery = deepest_first(std::move(chain), count);
  add_refit(recovery, 0, recovery.depth(), count / 2);
  return recovery;
}

std::string shown(const RecoveryBounds& bounds) {
  return bounds.converges ? fmt::format("{:.4g}", nearest(bounds.errors.back())) : "none";
}

/// Half of what deepest first leaves, as the certificate states it; where that proves nothing, nothing is
/// matched, and the bound stands for itself.
void decide(const Chain& chain, const Effort& effort, Outcome& outcome, Table& table) {
  const DeepRecovery layers = quiet(chain), recovery = refitted_from_signal(layers, steps);
  const RecoveryBounds bounds = recovery_bounds(recovery),
                       direct = recovery_bounds(deepest_first(layers, steps));
  std::vector<std::string> row = {chain.name,
                                  shown(recovery_bounds(layer_by_layer(layers, steps))),
                                  shown(direct),
                                  shown(recovery_bounds(refitted_deepest_first(layers, steps))),
                                  shown(recovery_bounds(refitted_layers(layers, steps))),
                                  shown(bounds),
                                  "-",
                                  "-"};
  if (bounds.converges) {
    std::vector<Rational> errors(bounds.errors.begin() + 1, bounds.errors.end());
    const bool halved = direct.converges && 2 * errors.back() <= direct.errors.back();
    if (direct.converges) errors.back() = halved ? Rational(direct.errors.back() / 2) : direct.errors.back();
    outcome.add(
        {.scope = Scope::all_signals,
         .instance = chain.name,
         .finding = direct.converges
                        ? fmt::format("error of the deepest code at most {}, within {} deepest first's {}",
                                      shown(bounds), halved ? "half of" : "", shown(direct))
                        : fmt::format("error of the deepest code at most {}; deepest first has no bound",
                                      shown(bounds)),
         .certificate = certificate::deep_envelope(recovery, errors)});
    const WorstRun worst = worst_run(recovery, effort.samples, effort.seed);
    if (large_enough(bounds, worst.signal)) {
      const double ratio = nearest(worst.errors.back()) / nearest(bounds.errors.back());
      outcome.add(
          {.violated = worst.errors.back() > bounds.errors.back(),
           .instance = chain.name,
           .finding = fmt::format("worst of {} signals: error / bound = {:.4f}", effort.samples, ratio),
           .tightness = ratio,
           .certificate = certificate::deep_run({recovery, worst.signal.codes.back(), worst.signal.noise})});
    }
    row[6] = fmt::format("{:.4g}", nearest(worst.errors.back()));
    row[7] = fmt::format("{:.4g}",
                         2 * nearest(*std::max_element(bounds.thresholds.begin(), bounds.thresholds.end())));
  }
  table.rows.push_back(row);
}

/// The chain that the figure is of.
Chain drawn_chain(const Rational& noise) {
  for (const Chain& chain : recovery_chains(noise)) {
    if (chain.id == "hadamard-64-blocks") return chain;
  }
  throw std::logic_error("no chain is called hadamard-64-blocks");
}

Figure over_noise(const Effort& effort) {
  Figure figure{.name = "noise",
                .title = "Error of the deepest code, " + drawn_chain(0).name,
                .x_label = "noise level |e|_1",
                .y_label = "l1 error",
                .log_x = true,
                .log_y = true};
  for (const Way& way : {by_layer(), by_depth(), Way{"refit in each layer", refitted_layers},
                         Way{"refit from the signal", refitted_from_signal}}) {
    Series series{.label = way.name};
    for (long inverse = 256; inverse <= 16384; inverse *= 4) {
      const DeepRecovery recovery = way.stages(quiet(drawn_chain(Rational(1, inverse))), steps);
      series.add(1.0 / static_cast<double>(inverse),
                 nearest(worst_run(recovery, effort.pairs(), effort.seed).errors.back()));
    }
    figure.series.push_back(series);
  }
  return figure;
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table table{
      .title = "Bounds and errors of the deepest code, noise level 1/1000 in the signal, 48 steps a pursuit",
      .columns = {"chain", "layer by layer", "deepest first", "deepest first, refit", "refit in each layer",
                  "refit from the signal", "error of the last", "nonzeros above"}};
  const auto chains = noisy_chains();
  for (const Chain& chain : chains) {
    decide(chain, effort, outcome, table);
    progress(static_cast<double>(&chain - chains.data() + 1) / static_cast<double>(chains.size() + 1));
  }
  outcome.add(table);
  outcome.add(over_noise(effort));
  return outcome;
}

/// One nonzero of the deepest code is as small as the noise, so that the support is not found.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Chain& chain : noisy_chains()) {
    const DeepRecovery recovery = refitted_from_signal(quiet(chain), steps);
    const RecoveryBounds bounds = recovery_bounds(recovery);
    if (!bounds.converges) continue;
    outcome.add(tightened(chain.name, recovery, {bounds.errors.begin() + 1, bounds.errors.end()}));
    LayeredPursuit classes = chain.pursuit;
    classes.classes = recovery.classes;
    std::mt19937_64 generator(effort.seed);
    ChainSignal drawn = draw_signal(classes, {}, generator);
    RationalVector code = drawn.codes.back();
    code[support(code).front()] = bounds.thresholds.back();
    for (std::size_t j = recovery.depth() + 1; j-- > 0;) {
      drawn.codes[j] = code;
      if (j > 0) code = multiply(recovery.layers[j - 1], code) + drawn.noise[j - 1];
    }
    const Rational &bound = bounds.errors.back(), error = recovery_errors(recovery, drawn).back();
    outcome.add(within({.instance = chain.name,
                        .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound))},
                       certificate::DeepRun{recovery, drawn.codes.back(), drawn.noise}, error, bound));
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "X5",
    .position = 5,
    .title = "Layer by layer without accumulated noise",
    .source =
        "this project; an open question of the later version of arXiv 2408.05540 (from a summary of it)",
    .statement = R"(
        With noise in the signal only, and nonzeros of all codes above twice the thresholds, layer by layer
        with a second phase of thresholds, 0 on the support found and infinite off it, and a last such phase
        that reads the signal again, has a bound of at most half of that of deepest first.)",
    .latex = R"(
        |x_{j,i}| > 2\theta_j \text{ or } x_{j,i} = 0 \;\Longrightarrow\; \limsup_K \|\tilde x_J - x_J\|_1
        \le \frac{s C_W \delta}{1 - (s-1)\mu_W} \le \frac12 \cdot \frac{2 s C_W \delta}{1 - (2s-1)
        \mu_W},\quad s = \lambda_J,\ W \text{ for } D_{[J]})",
    .reading = R"(
        Two upper bounds are compared, and the certificate states half of deepest first's. The gain is that of
        debiasing on a known support: deepest first with the same last phase gains as much, in the table. A
        pursuit errs by at most 2 theta in an entry, so its support is the true one where the nonzeros exceed
        that. Without thresholds, on that support, the error after a step is at most (s-1) mu_W times the
        error before, plus s C_W delta. The first phase only finds supports: the noise that accumulates there
        raises the size that nonzeros must have, in the table's last column, and no longer the error. The last
        phase is deepest first on that support; it needs a network that hands y and the weights of the product
        to its end, and (s-1) mu_W < 1 for the product, less than deepest first asks. Without it, refits in
        each layer alone multiply the noise by s C_W/(1 - (s-1) mu_W) a layer: less than layer by layer in
        every layer, but no rule says less than deepest first.)",
    .instances = R"(
        The chains of V5 and V6, noise in the signal, 48 steps in each pursuit and 24 in each refit, in
        exact arithmetic; for all signals at once, and the worst of random ones.)",
    .falsified = "A nonzero of the deepest code may be as small as its threshold.",
    .expected = {.printed = Verdict::certified},
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
