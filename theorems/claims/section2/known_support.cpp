#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/solutions.h"
#include "theorems/exact/linear_system.h"
#include "theorems/stability/deep_dictionary.h"
#include "theorems/stability/stacked.h"

namespace dsc {
namespace {

/// Whether the supports handed to (2) are those of the codes.
enum class Given { true_supports, one_index_missing };

/// Leaves out the first index of the first layer's support: its row becomes an equation that the code
/// violates.
Supports damaged(Supports supports) {
  supports.front().erase(supports.front().begin());
  return supports;
}

void decide(const DeepDictionary& deep, const RationalVector& code, Given given, Outcome& outcome,
            Table& table) {
  Supports supports = supports_of(deep.layers, code);
  if (given == Given::one_index_missing) supports = damaged(supports);
  const RationalMatrix features = stacked_features(deep.layers, supports);
  const RationalMatrix both = stacked_features_and_signal(deep.layers, supports);
  const auto unknowns = static_cast<Eigen::Index>(supports.back().size());
  RationalVector on_support(unknowns);
  for (Eigen::Index k = 0; k < unknowns; ++k)
    on_support[k] = code[supports.back()[static_cast<std::size_t>(k)]];
  const bool in_null_space = multiply(features, on_support).isZero();
  const Eigen::Index features_rank = rank(features), signal_rank = rank(both);

  outcome.add(
      {.violated = !in_null_space,
       .instance = deep.name,
       .finding = fmt::format("null space of dimension {} - {} = {}; with the signal's equations {}",
                              unknowns, features_rank, unknowns - features_rank, unknowns - signal_rank),
       .certificate = certificate::known_support(
           {deep.layers, code, supports, features_rank, signal_rank,
            in_null_space ? certificate::Conclusion::holds : certificate::Conclusion::fails})});
  table.rows.push_back({deep.name, std::to_string(unknowns), std::to_string(features_rank),
                        std::to_string(unknowns - features_rank), std::to_string(unknowns - signal_rank)});
}

Outcome examine(Given given, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table table{"Unknowns left once all supports are known",
              {"layers", "nonzeros of x_J", "rank of (2)", "free after (2)", "free with the signal"},
              {}};
  std::mt19937_64 generator(effort.seed);
  const auto families = deep_families();
  for (std::size_t k = 0; k < families.size(); ++k) {
    const DeepDictionary& deep = families[k];
    if (deep.depth() == 1) continue;
    std::vector<RationalVector> codes = cancelling_codes(deep, std::max(1, effort.samples / 2));
    for (int sample = 0; sample < std::max(1, effort.samples / 4); ++sample) {
      codes.push_back(draw_deep_code(deep, generator));
    }
    for (const RationalVector& code : codes) decide(deep, code, given, outcome, table);
    progress(static_cast<double>(k + 1) / static_cast<double>(families.size()));
  }
  outcome.add(table);
  return outcome;
}

const Registration registration(Claim{
    .id = "E2",
    .position = 3,
    .title = "Known supports leave a null space",
    .source = "arXiv 2408.05540v2, equation (2)",
    .statement = "Once all supports are known, the nonzeros of the deepest code lie in the null space of a "
                 "matrix stacked from the rows where "
                 "the features above vanish; its dimension is their number less the rank.",
    .latex =
        "D^{[S_J]}\\, x_{J,S_J} = 0, \\qquad \\dim\\ker D^{[S_J]} = |S_J| - \\operatorname{rank} D^{[S_J]}",
    .reading = "lambda_J is read as the number of nonzeros of x_J. The text calls the dimension smaller than "
               "lambda_J: "
               "it is so only where the rank is not 0, that is, where columns cancel above (the table has "
               "both kinds). The text "
               "says too that this solves the problem completely. It does not: the deepest code is itself in "
               "that null space, so "
               "at least one unknown is free until the signal's own equations y = D_1...D_J x_J are added.",
    .instances = "Codes of chains of two and three layers: random ones, and pairs of atoms that cancel in a "
                 "row, which "
                 "alone make the stacked matrix other than zero; exact ranks.",
    .falsified = "One index is left out of the first layer's support.",
    .expected = {.printed = Verdict::holds},
    .check = [](const Effort& e, const Progress& p) { return examine(Given::true_supports, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(Given::one_index_missing, e, p); },
});

}  // namespace
}  // namespace dsc
