#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/deep.h"
#include "theorems/pursuit/recovery_chains.h"

namespace dsc {
namespace {

using Way = DeepRecovery (*)(DeepRecovery, int);

constexpr int steps = 48;

/// The least nonzero that every layer's refit asks for is above twice its threshold.
bool large_enough(const RecoveryBounds& bounds, const DrawnCodes& drawn) {
  for (std::size_t j = 1; j < drawn.codes.size(); ++j) {
    for (const Rational& entry : drawn.codes[j]) {
      if (entry != 0 && abs(entry) <= 2 * bounds.thresholds[j]) return false;
    }
  }
  return true;
}

/// The chain with noise in the signal alone: what the layers add themselves is no error that any way could
/// undo.
DeepRecovery quiet_layers(DeepRecovery chain) {
  for (std::size_t j = 1; j < chain.depth(); ++j) chain.classes[j].noise = 0;
  return chain;
}

void decide(const RecoveryChain& at, const Effort& effort, Outcome& outcome, Table& table) {
  const DeepRecovery chain = quiet_layers(at.chain), recovery = refitted_from_signal(chain, steps);
  const RecoveryBounds bounds = recovery_bounds(recovery),
                       direct = recovery_bounds(deepest_first(chain, steps)),
                       plain = recovery_bounds(layer_by_layer(chain, steps)),
                       layers = recovery_bounds(refitted_layers(chain, steps));
  const auto shown = [](const RecoveryBounds& b) {
    return b.converges ? fmt::format("{:.4g}", nearest(b.errors.back())) : std::string("none");
  };
  std::vector<std::string> row = {at.name, shown(plain), shown(direct), shown(layers), shown(bounds),
                                  "-",     "-"};
  if (bounds.converges) {
    // Where deepest first proves nothing, nothing is matched: the bound stands for itself.
    std::vector<Rational> errors(bounds.errors.begin() + 1, bounds.errors.end());
    if (direct.converges) errors.back() = direct.errors.back();
    outcome.add(
        {.scope = Scope::all_signals,
         .instance = at.name,
         .finding =
             direct.converges
                 ? fmt::format("error of the deepest code at most {}, which is within deepest first's {}",
                               shown(bounds), shown(direct))
                 : fmt::format("error of the deepest code at most {}; deepest first has no bound",
                               shown(bounds)),
         .tightness = direct.converges
                          ? std::optional(nearest(bounds.errors.back()) / nearest(direct.errors.back()))
                          : std::nullopt,
         .certificate = certificate::deep_envelope(recovery, errors)});
    const WorstRun worst = worst_run(recovery, effort.samples, effort.seed);
    const bool applies = large_enough(bounds, worst.drawn);
    if (applies) {
      outcome.add(
          {.violated = worst.errors.back() > bounds.errors.back(),
           .instance = at.name,
           .finding =
               fmt::format("worst of {} signals: error {:.4g}", effort.samples, nearest(worst.errors.back())),
           .certificate = certificate::deep_run({recovery, worst.drawn.codes.back(), worst.drawn.noise})});
    }
    row[5] = fmt::format("{:.4g}", nearest(worst.errors.back()));
    row[6] = fmt::format("{:.4g}",
                         2 * nearest(*std::max_element(bounds.thresholds.begin(), bounds.thresholds.end())));
  }
  table.rows.push_back(row);
}

Figure over_noise(const Effort& effort) {
  Figure figure{"noise",
                "Error of the deepest code, " + recovery_chains(0)[0].name,
                "noise level |e|_1",
                "l1 error",
                true,
                true,
                Figure::Style::lines,
                {},
                {}};
  const std::pair<const char*, Way> ways[] = {{"layer by layer", layer_by_layer},
                                              {"deepest first", deepest_first},
                                              {"refit in each layer", refitted_layers},
                                              {"refit from the signal", refitted_from_signal}};
  for (const auto& [name, way] : ways) {
    Series series{name, {}, {}};
    for (long inverse = 256; inverse <= 16384; inverse *= 4) {
      const DeepRecovery recovery = way(quiet_layers(recovery_chains(Rational(1, inverse))[0].chain), steps);
      series.x.push_back(1.0 / static_cast<double>(inverse));
      series.y.push_back(
          nearest(worst_run(recovery, std::max(1, effort.samples / 2), effort.seed).errors.back()));
    }
    figure.series.push_back(series);
  }
  return figure;
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table table{"Bounds and errors of the deepest code, noise level 1/1000 in the signal, 48 steps a pursuit",
              {"chain", "layer by layer", "deepest first", "refit in each layer", "refit from the signal",
               "error of the last", "nonzeros above"},
              {}};
  const auto chains = recovery_chains(Rational(1, 1000));
  for (const RecoveryChain& at : chains) {
    decide(at, effort, outcome, table);
    progress(static_cast<double>(&at - chains.data() + 1) / static_cast<double>(chains.size() + 1));
  }
  outcome.add(table);
  outcome.add(over_noise(effort));
  return outcome;
}

/// One nonzero of the deepest code is as small as the noise, so that the support is not found.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const RecoveryChain& at : recovery_chains(Rational(1, 1000))) {
    const DeepRecovery recovery = refitted_from_signal(quiet_layers(at.chain), steps);
    const RecoveryBounds bounds = recovery_bounds(recovery);
    if (!bounds.converges) continue;
    std::mt19937_64 generator(effort.seed);
    DrawnCodes drawn = draw_codes(recovery, false, generator);
    RationalVector code = drawn.codes.back();
    code[support(code).front()] = bounds.thresholds.back();
    for (std::size_t j = recovery.depth() + 1; j-- > 0;) {
      drawn.codes[j] = code;
      if (j > 0) code = multiply(recovery.layers[j - 1], code) + drawn.noise[j - 1];
    }
    const Rational &bound = bounds.errors.back(), error = recovery_errors(recovery, drawn).back();
    outcome.add(
        {.violated = error > bound,
         .instance = at.name,
         .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound)),
         .certificate = certificate::deep_error({recovery, drawn.codes.back(), drawn.noise}, error, bound)});
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "X5",
    .position = 5,
    .title = "Layer by layer without accumulated noise",
    .source =
        "this project; an open question of the later version of arXiv 2408.05540 (from a summary of it)",
    .statement = "If the nonzeros of all codes exceed twice the thresholds, layer by layer with a second "
                 "phase of thresholds, 0 on the "
                 "support found and infinite off it, and a last such phase that reads the signal again, "
                 "leaves at most "
                 "half the noise that deepest first leaves.",
    .latex = "|x_{j,i}| > 2\\theta_j \\text{ or } x_{j,i} = 0 \\;\\Longrightarrow\\; \\limsup_K \\|\\tilde "
             "x_J - x_J\\|_1 \\le \\frac{s C_W "
             "\\delta}{1 - (s-1)\\mu_W} \\le \\frac12 \\cdot \\frac{2 s C_W \\delta}{1 - (2s-1) "
             "\\mu_W},\\quad s = \\lambda_J,\\ W "
             "\\text{ for } D_{[J]}",
    .reading = "A pursuit errs by at most 2 theta in an entry, so its support is the true one where the "
               "nonzeros exceed that. Without thresholds, on "
               "that support, the error after a step is at most (s-1) mu_W times the error before, plus s "
               "C_W delta. The first phase only finds "
               "supports: the noise that accumulates there raises the size that nonzeros must have, in the "
               "table's last column, "
               "and no longer the error. The last phase needs a network that hands y and the weights of the "
               "product to its end, and (s-1) mu_W < "
               "1 for the product, less than deepest first asks. Without it, refits in each layer alone "
               "multiply the noise by s C_W/(1 - (s-1) mu_W) "
               "a layer: less than layer by layer in every layer, but no rule says less than deepest first.",
    .instances = "The chains of V5 and V6, noise in the signal, 48 steps in each pursuit and 24 in each "
                 "refit, in exact arithmetic; "
                 "for all signals at once, and the worst "
                 "of random ones.",
    .falsified = "A nonzero of the deepest code may be as small as its threshold.",
    .expected = {.printed = Verdict::certified},
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
