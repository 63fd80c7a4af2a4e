#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/deep.h"
#include "theorems/pursuit/recovery_chains.h"

namespace dsc {
namespace {

constexpr int steps = 48;

std::string rates(const DeepRecovery& recovery) {
  std::string text;
  for (const RecoveryStage& stage : recovery.stages)
    text += (text.empty() ? "" : ", ") + fmt::format("{:.4g}", nearest(stage.schedule.rate));
  return text;
}

void decide(const RecoveryChain& at, const Effort& effort, Outcome& outcome) {
  const DeepRecovery recovery = deepest_first(at.chain, steps);
  const RecoveryBounds bounds = recovery_bounds(recovery);
  if (!bounds.converges) return;
  outcome.add({.scope = Scope::all_signals,
               .instance = at.name,
               .finding = fmt::format("rate {}, error of the deepest code after {} steps at most {:.4g}",
                                      rates(recovery), steps, nearest(bounds.errors.back())),
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
       .finding = fmt::format(
           "worst of {} signals: error / bound = {:.4f} at the deepest layer, {:.4f} at the first",
           effort.samples, ratio, nearest(worst.errors.front()) / nearest(bounds.errors[1])),
       .tightness = ratio,
       .certificate = certificate::deep_run({recovery, worst.drawn.codes.back(), worst.drawn.noise})});
}

/// Where each way applies, and what it leaves for small noise.
Table conditions(const Rational& noise, const Effort& effort) {
  Table table{"Both ways on the same signals, noise level 1/1000, 48 steps a stage",
              {"chain", "layers", "rates layer by layer", "rate deepest first", "bound, layer by layer",
               "bound, deepest first", "error, layer by layer", "error, deepest first"},
              {}};
  for (const RecoveryChain& at : recovery_chains(noise)) {
    std::vector<std::string> row = {at.name, at.description}, bound, error;
    for (const auto way : {layer_by_layer, deepest_first}) {
      const DeepRecovery recovery = way(at.chain, steps);
      const RecoveryBounds bounds = recovery_bounds(recovery);
      row.push_back(rates(recovery));
      bound.push_back(bounds.converges ? fmt::format("{:.4g}", nearest(bounds.errors.back())) : "none");
      const WorstRun worst = worst_run(recovery, bounds.converges ? effort.samples : 0, effort.seed);
      error.push_back(bounds.converges ? fmt::format("{:.4g}", nearest(worst.errors.back())) : "-");
    }
    row.insert(row.end(), bound.begin(), bound.end());
    row.insert(row.end(), error.begin(), error.end());
    table.rows.push_back(row);
  }
  return table;
}

/// Error of the deepest code against the noise level on the first chain.
Figure over_noise(const Effort& effort) {
  Figure figure{"noise",
                "Error of the deepest code, " + recovery_chains(0)[2].name,
                "noise level |e|_1",
                "l1 error",
                true,
                true,
                Figure::Style::lines,
                {},
                {}};
  const std::pair<const char*, DeepRecovery (*)(DeepRecovery, int)> ways[] = {
      {"layer by layer", layer_by_layer}, {"deepest first", deepest_first}};
  for (const auto& [name, way] : ways) {
    Series bound{std::string("bound, ") + name, {}, {}}, error{std::string("error, ") + name, {}, {}};
    for (long inverse = 4; inverse <= 65536; inverse *= 4) {
      const DeepRecovery recovery = way(recovery_chains(Rational(1, inverse))[2].chain, steps);
      for (Series* series : {&bound, &error}) series->x.push_back(1.0 / static_cast<double>(inverse));
      bound.y.push_back(nearest(recovery_bounds(recovery).errors.back()));
      error.y.push_back(nearest(worst_run(recovery, effort.samples, effort.seed).errors.back()));
    }
    figure.series.insert(figure.series.end(), {bound, error});
  }
  return figure;
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  const Rational noise(1, 1000);
  const auto chains = recovery_chains(noise);
  for (const RecoveryChain& at : chains) {
    decide(at, effort, outcome);
    progress(static_cast<double>(&at - chains.data() + 1) / static_cast<double>(chains.size() + 2));
  }
  outcome.add(conditions(noise, effort));
  outcome.add(over_noise(effort));
  return outcome;
}

/// The coherence of the deepest dictionary in place of that of the product, three steps.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const RecoveryChain& at : recovery_chains(Rational(1, 1000))) {
    DeepRecovery recovery = deepest_first(at.chain, 3);
    RecoveryStage& stage = recovery.stages[0];
    SignalClass signals = at.chain.classes.back();
    signals.noise = stage.schedule.offset / largest_entry(stage.encoder.analysis);
    stage.schedule = convergence_schedule(cross_coherence(self_encoder(at.chain.layers.back())),
                                          largest_entry(stage.encoder.analysis), signals);
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
    .id = "V5",
    .position = 5,
    .title = "Deepest code first",
    .source = "arXiv 2408.05540, later version, the deepest-sparsity-first network (from a summary of it)",
    .statement = "If the deepest sparsity meets the coherence bound of the product of all dictionaries, one "
                 "LISTA-CP network on "
                 "that product finds the deepest code, and multiplying back finds the others, at an "
                 "exponential rate up to "
                 "the noise.",
    .latex = "\\lambda_J < \\tfrac12\\bigl(1 + 1/\\tilde\\mu(D_{[J]})\\bigr) \\;\\Longrightarrow\\; "
             "\\|\\tilde x_j - x_j\\| \\le "
             "C_1 e^{-cK} + C_2 \\|\\varepsilon\\|,\\quad D_{[J]} = D_1 \\cdots D_J,\\ \\tilde x_{j-1} = D_j "
             "\\tilde x_j",
    .reading = "The text of the later version is not among the sources; the constants are this text's. The "
               "noise of the product is "
               "delta_[J] = delta_1 + sum_{j>1} |D_1 … D_{j-1}|_1 delta_j, |.|_1 of a matrix being its "
               "largest column sum of sizes. "
               "Then |x~_J - x_J|_1 <= s B q^K + 2 s C_W delta_[J]/(1 - q), s = lambda_J, and |x~_{j-1} - "
               "x_{j-1}|_1 <= |D_j|_1 |x~_j - "
               "x_j|_1 + delta_j. W is any matrix with w_i.a_i = 1 for the atoms a_i of the product, here "
               "w_i = a_i/|a_i|^2, and "
               "mu_W stands for mu~.",
    .instances = "Chains of two and three layers, noise at every layer, 48 steps in exact arithmetic; for "
                 "all signals at once "
                 "and the worst of random ones. The figure sets them beside layer by layer (V6).",
    .falsified = "The coherence of D_J stands for that of the product.",
    .expected = {.printed = Verdict::certified},
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
