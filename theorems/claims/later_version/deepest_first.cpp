#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/claims/evidence/staged.h"

namespace dsc {
namespace {

constexpr int steps = 48;

/// Where each way applies, and what it leaves for small noise.
Table conditions(const Effort& effort) {
  Table table{
      .title = "Both ways on the same signals, noise level 1/1000, 48 steps a stage",
      .columns = {"chain", "layers", "rates layer by layer", "rate deepest first", "bound, layer by layer",
                  "bound, deepest first", "error, layer by layer", "error, deepest first"}};
  for (const Chain& chain : noisy_chains()) {
    std::vector<std::string> row = {chain.name, chain.description}, bound, error;
    for (const Way& way : {by_layer(), by_depth()}) {
      const DeepRecovery recovery = way.stages(recovery_of(chain), steps);
      std::string rates;
      for (const RecoveryStage& stage : recovery.stages)
        rates += (rates.empty() ? "" : ", ") + fmt::format("{:.4g}", nearest(stage.schedule.rate));
      row.push_back(rates);
      const bool converges = recovery_bounds(recovery).converges;
      const BoundAndError found =
          converges ? bound_and_error(recovery, effort.samples, effort.seed) : BoundAndError{};
      bound.push_back(converges ? fmt::format("{:.4g}", found.bound) : "none");
      error.push_back(converges ? fmt::format("{:.4g}", found.error) : "-");
    }
    row.insert(row.end(), bound.begin(), bound.end());
    row.insert(row.end(), error.begin(), error.end());
    table.rows.push_back(row);
  }
  return table;
}

/// The chain that the figure is of.
Chain drawn_chain(const Rational& noise) {
  for (const Chain& chain : recovery_chains(noise)) {
    if (chain.id == "simplex-32") return chain;
  }
  throw std::logic_error("no chain is called simplex-32");
}

/// Error of the deepest code against the noise level on one chain.
Figure over_noise(const Effort& effort) {
  Figure figure{.name = "noise",
                .title = "Error of the deepest code, " + drawn_chain(0).name,
                .x_label = "noise level |e|_1",
                .y_label = "l1 error",
                .log_x = true,
                .log_y = true};
  for (const Way& way : {by_layer(), by_depth()}) {
    Series bound{.label = "bound, " + way.name}, error{.label = "error, " + way.name};
    for (long inverse = 4; inverse <= 65536; inverse *= 4) {
      const BoundAndError found = bound_and_error(
          way.stages(recovery_of(drawn_chain(Rational(1, inverse))), steps), effort.samples, effort.seed);
      bound.add(1.0 / static_cast<double>(inverse), found.bound);
      error.add(1.0 / static_cast<double>(inverse), found.error);
    }
    figure.series.insert(figure.series.end(), {bound, error});
  }
  return figure;
}

Outcome check(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  const auto chains = noisy_chains();
  for (const Chain& chain : chains) {
    keep_bounds(chain, deepest_first(recovery_of(chain), steps), effort, outcome);
    progress(static_cast<double>(&chain - chains.data() + 1) / static_cast<double>(chains.size() + 2));
  }
  outcome.add(conditions(effort));
  outcome.add(over_noise(effort));
  return outcome;
}

/// The coherence of the deepest dictionary in place of that of the product, three steps.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Chain& chain : noisy_chains()) {
    const DeepRecovery truth = deepest_first(recovery_of(chain), steps);
    const RecoveryBounds bounds = recovery_bounds(truth);
    if (bounds.converges)
      outcome.add(tightened(chain.name, truth, {bounds.errors.begin() + 1, bounds.errors.end()}));
    DeepRecovery recovery = deepest_first(recovery_of(chain), 3);
    RecoveryStage& stage = recovery.stages[0];
    SignalClass signals = chain.deepest_class();
    signals.noise = stage.schedule.offset / largest_entry(stage.encoder.analysis);
    stage.schedule =
        convergence_schedule(chain.constants.back().mu, largest_entry(stage.encoder.analysis), signals);
    hold_against_bound(chain, recovery, effort, outcome);
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "V5",
    .position = 5,
    .title = "Deepest code first",
    .source = "arXiv 2408.05540, later version, the deepest-sparsity-first network (from a summary of it)",
    .statement = R"(
        If the deepest sparsity meets the coherence bound of the product of all dictionaries, one LISTA-CP
        network on that product finds the deepest code, and multiplying back finds the others, at an
        exponential rate up to the noise.)",
    .latex = R"(
        \lambda_J < \tfrac12\bigl(1 + 1/\tilde\mu(D_{[J]})\bigr) \;\Longrightarrow\; \|\tilde x_j - x_j\|
        \le C_1 e^{-cK} + C_2 \|\varepsilon\|,\quad D_{[J]} = D_1 \cdots D_J,\ \tilde x_{j-1} = D_j \tilde
        x_j)",
    .reading = R"(
        The text of the later version is not among the sources; the constants are this text's, and so are the
        norms: its summary has the Euclidean error and the largest entry of the noise, here both are l1. The
        noise of
        the product is delta_[J] = delta_1 + sum_{j>1} |D_1 … D_{j-1}|_1 delta_j, |.|_1 of a matrix being
        its largest column sum of sizes. Then |x~_J - x_J|_1 <= s B q^K + 2 s C_W delta_[J]/(1 - q), s =
        lambda_J, and |x~_{j-1} - x_{j-1}|_1 <= |D_j|_1 |x~_j - x_j|_1 + delta_j. W is any matrix with
        w_i.a_i = 1 for the atoms a_i of the product, here w_i = a_i/|a_i|^2, and mu_W stands for mu~.)",
    .instances = R"(
        Chains of two and three layers, noise at every layer, 48 steps in exact arithmetic; for all signals
        at once and the worst of random ones. The figure sets them beside layer by layer (V6).)",
    .falsified = "The coherence of D_J stands for that of the product.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "V5_statement",
    .formal_theorem = "V5_true",
    .formal_verdict = Verdict::proved,
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
