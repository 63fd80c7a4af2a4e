#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/deep.h"
#include "theorems/pursuit/recovery_chains.h"

namespace dsc {
namespace {

constexpr int steps = 48;

void decide(const RecoveryChain& at, const Effort& effort, Outcome& outcome) {
  const DeepRecovery recovery = layer_by_layer(at.chain, steps);
  const RecoveryBounds bounds = recovery_bounds(recovery);
  if (!bounds.converges) return;
  outcome.add({.scope = Scope::all_signals,
               .instance = at.name,
               .finding = fmt::format("error of the deepest code after {} steps a layer at most {:.4g}",
                                      steps, nearest(bounds.errors.back())),
               .certificate =
                   certificate::deep_envelope(recovery, {bounds.errors.begin() + 1, bounds.errors.end()})});
  const WorstRun worst = worst_run(recovery, effort.samples, effort.seed);
  bool violated = false;
  for (std::size_t j = 1; j < bounds.errors.size(); ++j)
    violated = violated || worst.errors[j - 1] > bounds.errors[j];
  const double ratio = nearest(worst.errors.back()) / nearest(bounds.errors.back());
  outcome.add(
      {.violated = violated,
       .instance = at.name,
       .finding = fmt::format("worst of {} signals: error / bound = {:.4f} at the deepest layer",
                              effort.samples, ratio),
       .tightness = ratio,
       .certificate = certificate::deep_run({recovery, worst.drawn.codes.back(), worst.drawn.noise})});
}

/// The limits of both bounds for K -> infinity over the level of noise in the signal alone.
Table noise_factors() {
  Table table{"What a unit of noise in the signal becomes in the deepest code, in the limit of the bounds",
              {"chain", "by layer", "layer by layer", "deepest first", "ratio"},
              {}};
  for (const RecoveryChain& at : recovery_chains(1)) {
    DeepRecovery chain = at.chain;
    for (std::size_t j = 1; j < chain.depth(); ++j) chain.classes[j].noise = 0;
    const auto factor = [](const RecoveryStage& stage) -> Rational {
      return stage.schedule.drift / (1 - stage.schedule.rate);
    };
    // The drift is proportional to the noise, so each layer's own factor is that of unit noise.
    std::string own;
    Rational product = 1;
    bool converges = true;
    for (std::size_t j = 0; j < chain.depth(); ++j) {
      DeepRecovery layer{{chain.layers[j]}, {{chain.classes[j].sparsity, 1, 1}}, {}};
      add_pursuit(layer, 0, 1, 1);
      converges = converges && layer.stages[0].schedule.rate < 1;
      product *= factor(layer.stages[0]);
      own += (j == 0 ? "" : ", ") + fmt::format("{:.4g}", nearest(factor(layer.stages[0])));
    }
    const DeepRecovery whole = deepest_first(chain, 1);
    const bool both = converges && whole.stages[0].schedule.rate < 1;
    const Rational direct = factor(whole.stages[0]);
    table.rows.push_back({at.name, converges ? own : "-",
                          converges ? fmt::format("{:.4g}", nearest(product)) : "none",
                          whole.stages[0].schedule.rate < 1 ? fmt::format("{:.4g}", nearest(direct)) : "none",
                          both ? fmt::format("{:.4g}", nearest(product / direct)) : "-"});
  }
  return table;
}

Figure over_steps(const Effort& effort) {
  Figure figure{"steps",
                "Error of the deepest code, " + recovery_chains(0)[0].name + ", noise level 1/1000",
                "steps K in each stage",
                "l1 error",
                false,
                true,
                Figure::Style::lines,
                {},
                {}};
  const std::pair<const char*, DeepRecovery (*)(DeepRecovery, int)> ways[] = {
      {"layer by layer", layer_by_layer}, {"deepest first", deepest_first}};
  for (const auto& [name, way] : ways) {
    Series bound{std::string("bound, ") + name, {}, {}}, error{std::string("error, ") + name, {}, {}};
    for (int count = 4; count <= 64; count += 12) {
      const DeepRecovery recovery = way(recovery_chains(Rational(1, 1000))[0].chain, count);
      for (Series* series : {&bound, &error}) series->x.push_back(count);
      bound.y.push_back(nearest(recovery_bounds(recovery).errors.back()));
      error.y.push_back(
          nearest(worst_run(recovery, std::max(1, effort.samples / 4), effort.seed).errors.back()));
    }
    figure.series.insert(figure.series.end(), {bound, error});
  }
  return figure;
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  const auto chains = recovery_chains(Rational(1, 1000));
  for (const RecoveryChain& at : chains) {
    decide(at, effort, outcome);
    progress(static_cast<double>(&at - chains.data() + 1) / static_cast<double>(chains.size() + 2));
  }
  outcome.add(noise_factors());
  outcome.add(over_steps(effort));
  return outcome;
}

/// Each layer takes its input for exact but for its own noise.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const RecoveryChain& at : recovery_chains(Rational(1, 1000))) {
    DeepRecovery recovery = layer_by_layer(at.chain, steps);
    for (RecoveryStage& stage : recovery.stages) {
      stage.schedule =
          convergence_schedule(cross_coherence(stage.encoder), largest_entry(stage.encoder.analysis),
                               at.chain.classes[stage.from]);
    }
    const RecoveryBounds bounds = recovery_bounds(recovery);
    if (!bounds.converges) continue;
    const WorstRun worst = worst_run(recovery, effort.samples, effort.seed);
    const Rational &bound = bounds.errors.back(), &error = worst.errors.back();
    outcome.add({.violated = error > bound,
                 .instance = at.name,
                 .finding = fmt::format("error {:.4g}, bound {:.4g}", nearest(error), nearest(bound)),
                 .certificate = certificate::deep_error(
                     {recovery, worst.drawn.codes.back(), worst.drawn.noise}, error, bound)});
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "V6",
    .position = 6,
    .title = "Layer by layer",
    .source = "arXiv 2408.05540, later version, the layer-by-layer network (from a summary of it)",
    .statement = "If every layer's sparsity meets the coherence bound of its own dictionary, LISTA-CP layer "
                 "by layer finds all codes "
                 "at an exponential rate, and the noise of the early layers accumulates.",
    .latex = "\\lambda_j < \\tfrac12\\bigl(1 + 1/\\tilde\\mu(D_j)\\bigr)\\ \\forall j \\;\\Longrightarrow\\; "
             "\\|\\tilde x_j - x_j\\|_1 "
             "\\le \\eta_j,\\quad \\eta_j = \\lambda_j B_j q_j^K + \\frac{2 \\lambda_j C_{W_j} (\\delta_j + "
             "\\eta_{j-1})}{1 - q_j}",
    .reading =
        "The text of the later version is not among the sources. The networks are those of Theorem 3.1 as "
        "repaired: each layer's "
        "thresholds know the error of its input, which the control shows to be needed. Accumulation is a "
        "statement about the bounds: the tables set their noise factors and the errors measured beside those "
        "of "
        "deepest first (V5).",
    .instances = "Chains of two and three layers, noise at every layer, 48 steps a layer in exact "
                 "arithmetic; for all signals at once and "
                 "the worst of random ones.",
    .falsified = "Each layer takes its input for exact but for its own noise.",
    .expected = {.printed = Verdict::certified},
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
