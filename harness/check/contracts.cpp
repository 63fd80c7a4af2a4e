#include "harness/check/contracts.h"

#include <algorithm>

#include "harness/check/conditions.h"

namespace dsc::check {
namespace {

/// A certificate of this kind that meets the conditions bears so on the row. Rows are added at the end of
/// their claim; where a row has several contracts for a kind, one that is met is enough.
struct Contract {
  std::string row, kind, bears;
  std::vector<Condition> conditions;
};

constexpr auto supports = "supports", violates = "violates", vacuous = "vacuous";

const std::vector<Contract>& contracts() {
  using namespace conditions;
  static const std::vector<Contract> table = {
      // Section 2
      {"T2.1", "independence", supports, {pairs_within_coherence_bound}},
      {"T2.1", "solutions", supports, {layers_within_coherence_bound, code_not_zero}},
      {"T2.1", "two_solutions", supports, {says("hypothesis", "equality")}},
      {"T2.1w", "coherence", violates, {several_blocks}},
      {"T2.1w/repaired", "independence", supports, {pairs_within_coherence_bound}},
      {"T2.1w/repaired", "l1_unique", supports, {equal_norms}},
      {"E1", "independence", supports, {of_a_product, pairs_within_coherence_bound}},
      {"E2d", "known_support", violates, {says("conclusion", "holds"), stack_zero}},
      {"E2d/repaired", "known_support", supports, {says("conclusion", "holds")}},
      {"E2e", "known_support", violates, {says("conclusion", "holds"), signal_tells}},
      {"E2e/repaired", "known_support", supports, {says("conclusion", "holds")}},
      {"E2s", "known_support", violates, {says("conclusion", "holds"), signal_tells}},
      {"E2s/repaired", "known_support", supports, {says("conclusion", "holds"), signal_tells}},
      {"E2b",
       "stacked_stability",
       vacuous,
       {says("stack", "features"), says("norms", "assumed_one"), says("conclusion", "vacuous"), two_entries}},
      {"E2b/repaired",
       "stacked_stability",
       supports,
       {says("stack", "features_and_signal"), says("norms", "measured"), says("conclusion", "holds"),
        two_entries}},
      {"T2.2", "l1_counterexample", violates, {says("hypothesis", "coherence_bound")}},
      {"T2.2", "l1_recovery", supports, {within_coherence_bound}},
      {"T2.2/repaired", "l1_recovery", supports, {equal_norms, within_coherence_bound}},
      {"T2.2/repaired", "l1_unique", supports, {equal_norms, signs_within_coherence_bound}},
      {"T2.3",
       "stability",
       supports,
       {says("form", "recursion"), says("conclusion", "holds"), scale(1), moved}},
      {"T2.3", "stability_envelope", supports, {least_gains}},
      {"T2.3p",
       "stacked_stability",
       violates,
       {says("stack", "features_and_signal"), says("norms", "assumed_one"), says("conclusion", "fails"),
        unit_columns, chain_within_coherence_bound}},
      {"T2.3p/repaired",
       "stability",
       supports,
       {says("form", "recursion"), says("conclusion", "holds"), scale(1), moved}},
      {"T2.3p/repaired", "stability_envelope", supports, {least_gains}},
      {"C2.4", "stability", supports, {says("form", "input"), says("conclusion", "holds"), scale(1), moved}},
      {"C2.4", "stability_envelope", supports, {least_gains}},
      {"C2.5", "stability", supports, {says("form", "layers"), says("conclusion", "holds"), scale(1), moved}},
      {"C2.5", "stability_envelope", supports, {least_gains}},
      {"C2.5", "stability_identity", supports, {}},
      {"C2.4b", "stability", supports, {says("form", "older"), says("conclusion", "holds"), scale(4), moved}},
      {"C2.4b", "stability_envelope", supports, {least_gains}},
      {"C2.4c", "stability", violates, {says("form", "older"), says("conclusion", "fails"), scale(1)}},
      {"C2.4c/repaired",
       "stability",
       supports,
       {says("form", "older"), says("conclusion", "holds"), scale(4), moved}},
      {"C2.4c/repaired", "stability_envelope", supports, {least_gains}},
      {"C2.4d", "stability", violates, {says("form", "layers"), moved}},
      {"C2.4d/repaired",
       "stability",
       supports,
       {says("form", "layers"), says("conclusion", "holds"), scale(1), moved}},
      {"C2.4d/repaired", "stability_envelope", supports, {least_gains}},

      // Section 3
      {"T3.1", "lista_envelope", supports, {equal_norms, below_trivial}},
      {"T3.1",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "envelope"), says("hypothesis", "input_error"), code_not_zero,
        steps_taken}},
      {"T3.1d", "negative_iterate", violates, {products_one}},
      {"T3.1p", "lista_unbounded", violates, {equal_norms, two_layers, exact_steps}},
      {"C3.2", "lista_envelope", supports, {equal_norms, no_noise, below_trivial}},
      {"C3.2",
       "lista_run",
       supports,
       {equal_norms, no_noise, says("conclusion", "attains"), says("hypothesis", "input_error"),
        code_not_zero, steps_taken}},
      {"C3.3l",
       "lista_run",
       violates,
       {equal_norms, no_noise, says("conclusion", "loss_below"), says("hypothesis", "input_error"),
        value_at_most_zero, steps_taken}},
      {"C3.3l/repaired", "lista_loss", supports, {equal_norms, below_trivial_loss}},
      {"C3.3r", "lista_loss", supports, {equal_norms, below_trivial_loss}},
      {"T3.4", "lipschitz_vacuity", vacuous, {lipschitz_one}},
      {"T3.4/repaired",
       "activation_envelope",
       supports,
       {equal_norms, of_an_activation, exact_steps, below_trivial}},
      {"T3.4/repaired",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "bounded"), of_an_activation, exact_steps, code_not_zero,
        steps_taken}},
      {"T3.4L",
       "activation_envelope",
       supports,
       {equal_norms, of_an_activation, steep, exact_steps, below_trivial}},
      {"T3.4L",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "bounded"), of_an_activation, steep, exact_steps, code_not_zero,
        steps_taken}},
      {"T3.5",
       "activation_envelope",
       supports,
       {equal_norms, says("hypothesis", "inexact"), inexact_steps, below_trivial}},
      {"T3.5",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "bounded"), says("hypothesis", "inexact"), inexact_steps,
        code_not_zero, steps_taken}},
      {"T3.5d", "negative_iterate", violates, {products_one}},
      {"T3.5p", "lista_unbounded", violates, {equal_norms, inexact_steps}},
      {"R3.6", "attention", supports, {says("conclusion", "holds"), rate_below_one, below_the_code}},

      // Appendices
      {"T5.1r", "lista_envelope", supports, {equal_norms, below_trivial}},
      {"T5.1r",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "attains"), covering_noise, code_not_zero, steps_taken}},
      {"T5.1r",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "envelope"), covering_noise, code_not_zero, steps_taken}},
      {"T5.1s",
       "lista_run",
       violates,
       {equal_norms, says("conclusion", "support_differs"), says("hypothesis", "own_noise"), least_coherence,
        code_not_zero, steps_taken}},
      {"T5.1s/repaired", "lista_envelope", supports, {equal_norms, steps_taken}},
      {"T5.1u",
       "lista_run",
       violates,
       {equal_norms, says("conclusion", "stuck"), least_coherence, hidden_for_ever}},
      {"L5.2", "lista_growth", violates, {equal_norms, least_coherence, coherence_below_one}},
      {"L5.2/repaired", "lista_lipschitz", supports, {}},
      {"L5.2m", "lista_growth", violates, {many_atoms}},
      {"L5.3", "network", supports, {products_one, uniform_kernel}},
      {"L5.3d", "negative_iterate", violates, {products_one}},
      {"L5.3c", "network", supports, {products_one, uniform_kernel, printed_orders}},
      {"T5.4",
       "lista_run",
       violates,
       {equal_norms, says("conclusion", "stuck"), says("hypothesis", "own_noise"), of_an_activation,
        least_coherence, code_not_zero}},
      {"T5.4/repaired",
       "activation_envelope",
       supports,
       {equal_norms, of_an_activation, exact_steps, below_trivial}},
      {"T5.4/repaired",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "bounded"), of_an_activation, exact_steps, code_not_zero,
        steps_taken}},
      {"T5.4L",
       "lista_run",
       violates,
       {equal_norms, says("conclusion", "error_above"), says("hypothesis", "own_noise"), exact_steps, steep,
        lonely_entry}},

      // The slides
      {"S4", "l1_counterexample", violates, {says("hypothesis", "coherence_bound"), closed_under_shifts}},
      {"S4/repaired", "striped_recovery", supports, {stripes_within_coherence_bound}},

      // The later version, and what is ours
      {"V5", "deep_envelope", supports, {equal_norms, deepest_first, below_trivial}},
      {"V5", "deep_run", supports, {equal_norms, deepest_first, covered, code_not_zero}},
      {"V6", "deep_envelope", supports, {equal_norms, layer_by_layer, below_trivial}},
      {"V6", "deep_run", supports, {equal_norms, layer_by_layer, covered, code_not_zero}},
      {"X1", "null_space_property", supports, {largest_share_suffices}},
      {"X1", "l1_recovery", supports, {equal_norms, within_coherence_bound}},
      {"X1", "independence", supports, {pairs_within_coherence_bound}},
      {"X2", "null_space_property", supports, {}},
      {"X2", "l1_recovery", supports, {equal_norms}},
      {"X2", "independence", supports, {}},
      {"X2", "generalized_coherence", supports, {both_ends}},
      {"X3", "null_space_property", supports, {says("property", "l1_recovery")}},
      {"X3", "l1_recovery", supports, {equal_norms}},
      {"X3", "independence", supports, {}},
      {"X3", "l1_counterexample", supports, {says("hypothesis", "none"), says("columns", "equal_norms")}},
      {"X5", "deep_envelope", supports, {equal_norms, refits_the_deepest, below_trivial}},
      {"X5", "deep_run", supports, {equal_norms, refits_the_deepest, covered, code_not_zero}},
      {"X6", "lista_envelope", supports, {equal_norms, beyond_mutual_coherence, below_trivial}},
      {"X6",
       "lista_run",
       supports,
       {equal_norms, says("conclusion", "error_at_most"), beyond_mutual_coherence, value_below_code,
        steps_taken}},
      {"X7", "striped_recovery", supports, {stripes_beyond_coherence_bound}},
  };
  return table;
}

}  // namespace

std::string evidence_for(std::string_view row, std::string_view kind, const certificate::Node& certificate) {
  std::string reason =
      "expected a kind that is evidence for " + std::string(row) + ", found " + std::string(kind);
  for (const Contract& contract : contracts()) {
    if (contract.row != row || contract.kind != kind) continue;
    try {
      for (const Condition& condition : contract.conditions) condition(certificate);
      return contract.bears;
    } catch (const certificate::Rejection& failed) {
      reason = failed.what();
    }
  }
  throw certificate::Rejection(reason);
}

std::vector<std::string> rows_with_contract() {
  std::vector<std::string> rows;
  for (const Contract& contract : contracts()) {
    if (std::ranges::find(rows, contract.row) == rows.end()) rows.push_back(contract.row);
  }
  return rows;
}

std::vector<std::string> contract_lines() {
  std::vector<std::string> lines;
  for (const Contract& contract : contracts())
    lines.push_back(contract.row + "  " + contract.kind + ", " + contract.bears);
  return lines;
}

}  // namespace dsc::check
