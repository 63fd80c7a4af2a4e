#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/solutions.h"
#include "theorems/exact/linear_system.h"
#include "theorems/instances/deep_families.h"
#include "theorems/stability/stacked.h"

/// What the text says around equation (2): three assertions, each a row.
namespace dsc {
namespace {

using certificate::Conclusion;
using Eigen::Index;

/// A deep code with its supports, and the stacked matrices F of (2) and G with the signal's equations below.
struct Instance {
  DeepDictionary deep;
  RationalVector code;
  Supports supports;
  RationalMatrix features, with_signal;
  Index features_rank, signal_rank;

  Instance(const DeepDictionary& chain, const RationalVector& deepest)
      : deep(chain),
        code(deepest),
        supports(supports_of(chain.layers, deepest)),
        features(stacked_features(chain.layers, supports)),
        with_signal(stacked_features_and_signal(chain.layers, supports)),
        features_rank(rank(features)),
        signal_rank(rank(with_signal)) {}

  Index unknowns() const { return static_cast<Index>(supports.back().size()); }
  RationalVector on_support() const {
    RationalVector nonzeros(unknowns());
    for (Index k = 0; k < unknowns(); ++k) nonzeros[k] = code[supports.back()[static_cast<std::size_t>(k)]];
    return nonzeros;
  }
  std::string ranks() const {
    return fmt::format("{} unknowns, rank {}, {} with the signal's equations", unknowns(), features_rank,
                       signal_rank);
  }
};

/// Random codes of the chains of two and three layers, and pairs of atoms that cancel in a row, for which
/// alone F is not zero.
std::vector<Instance> instances(const Effort& effort) {
  std::vector<Instance> all;
  std::mt19937_64 generator(effort.seed);
  for (const DeepDictionary& deep : deep_families()) {
    if (deep.depth() == 1) continue;
    for (const RationalVector& code : cancelling_codes(deep, effort.pairs())) all.emplace_back(deep, code);
    for (int sample = 0; sample < effort.exact_runs(); ++sample)
      all.emplace_back(deep, draw_deep_code(deep, generator));
  }
  return all;
}

/// F x = 0 and the ranks of F and G: what speaks for some assertions about (2), and against others.
std::string ranks_certificate(const Instance& at) {
  return certificate::known_support(
      {at.deep.layers, at.code, at.supports, at.features_rank, at.signal_rank, Conclusion::holds});
}

Evidence solves_the_equations(const Instance& at) {
  return {.form = Form::repaired,
          .instance = at.deep.name,
          .finding = at.ranks(),
          .certificate = ranks_certificate(at)};
}

Evidence refutes(const Instance& at, const std::string& finding) {
  return {
      .violated = true, .instance = at.deep.name, .finding = finding, .certificate = ranks_certificate(at)};
}

/// x and 2x solve M z = 0 on the support: two codes of the signal 0.
std::string two_multiples(const RationalMatrix& m, const RationalVector& x) {
  return certificate::two_solutions({.layers = {m},
                                     .sparsity = {x.size()},
                                     .signal = RationalVector::Zero(m.rows()),
                                     .code = x,
                                     .other = 2 * x});
}

Table ranks_table(const std::vector<Instance>& all) {
  Table table{
      .title = "Unknowns left once all supports are known",
      .columns = {"layers", "nonzeros of x_J", "rank of (2)", "free after (2)", "free with the signal"}};
  for (const Instance& at : all) {
    table.rows.push_back({at.deep.name, std::to_string(at.unknowns()), std::to_string(at.features_rank),
                          std::to_string(at.unknowns() - at.features_rank),
                          std::to_string(at.unknowns() - at.signal_rank)});
  }
  return table;
}

Outcome check_dimension(const Effort& effort, const Progress&) {
  Outcome outcome;
  const auto all = instances(effort);
  for (const Instance& at : all) {
    outcome.add(solves_the_equations(at));
    if (at.features_rank == 0)
      outcome.add(refutes(at, "F is zero: its null space has dimension " + std::to_string(at.unknowns())));
  }
  outcome.add(ranks_table(all));
  return outcome;
}

/// The first index of the first layer's support is left out: its row becomes an equation that x violates.
Outcome one_index_missing(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Instance& at : instances(effort)) {
    Supports supports = at.supports;
    supports.front().erase(supports.front().begin());
    const RationalMatrix features = stacked_features(at.deep.layers, supports);
    if (multiply(features, at.on_support()).isZero()) continue;
    outcome.add({.violated = true,
                 .instance = at.deep.name,
                 .finding = "x_J does not solve (2) with one index of x_1 missing",
                 .certificate = certificate::known_support(
                     {at.deep.layers, at.code, supports, rank(features),
                      rank(stacked_features_and_signal(at.deep.layers, supports)), Conclusion::fails})});
  }
  return outcome;
}

/// rank F < rank G: (2) has solutions that belong to other signals, 2 x_J to 2 y.
Outcome check_equivalence(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Instance& at : instances(effort)) {
    outcome.add(refutes(at, "2 x_J solves (2) as x_J does, and belongs to the signal 2 y: " + at.ranks()));
    outcome.add(solves_the_equations(at));
  }
  return outcome;
}

/// F leaves x_J open; G has as many independent columns as there are unknowns.
Outcome check_solvability(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Instance& at : instances(effort)) {
    outcome.add(refutes(at, "x_J and 2 x_J both solve (2), so that it leaves x_J open: " + at.ranks()));
    if (at.signal_rank == at.unknowns()) outcome.add(solves_the_equations(at));
  }
  return outcome;
}

/// Of the signal's equations only those are kept that say nothing: (2) alone on a longer list of rows.
Outcome without_the_signal(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Instance& at : instances(effort)) {
    RationalMatrix rows = at.with_signal;
    rows.bottomRows(at.with_signal.rows() - at.features.rows()).setZero();
    outcome.add({.violated = true,
                 .instance = at.deep.name,
                 .finding = "with the signal's equations emptied x_J and 2 x_J both solve the system",
                 .certificate = two_multiples(rows, at.on_support())});
    outcome.add(FalseStatement{
        .instance = at.deep.name,
        .statement = "the columns are independent without the signal's equations",
        .certificate = certificate::independence({rows}, at.unknowns(), certificate::Method::exhaustive),
        .neighbour =
            certificate::independence({at.with_signal}, at.unknowns(), certificate::Method::exhaustive)});
  }
  return outcome;
}

const std::string tried_on = R"(
    Codes of chains of two and three layers: random ones, and pairs of atoms that cancel in a row, for which
    alone the stacked matrix F is not zero; exact ranks.)";

const Registration dimension(Claim{
    .id = "E2d",
    .position = 4,
    .title = "Known supports leave a null space of smaller dimension",
    .source = "arXiv 2408.05540v2, equation (2)",
    .statement = R"(
        Once all supports are known, the nonzeros of the deepest code lie in the null space of a matrix F,
        stacked from the rows where the features above vanish. Its dimension is lambda_J less the rank of F,
        and so smaller than lambda_J.)",
    .latex = R"(
        F x_{J,S_J} = 0,\qquad \dim\ker F = \lambda_J - \operatorname{rank} F < \lambda_J,\qquad F =
        D^{[S_J]})",
    .reading =
        "lambda_J is read as the number of nonzeros of x_J, which the formula for the dimension needs.",
    .repair = R"(
        The dimension is lambda_J - rank F. It is smaller than lambda_J only where the rank is not 0, that
        is, where columns cancel above, and never 0, since x_J itself lies in the null space.)",
    .instances = tried_on,
    .falsified = "One index is left out of the first layer's support.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::holds},
    .formal_statement = "E2_smaller_printed",
    .formal_theorem = "E2_smaller_printed_false",
    .formal_verdict = Verdict::refuted,
    .formal_repair = "E2_dimension_true",
    .check = check_dimension,
    .control = one_index_missing,
});

const Registration equivalence(Claim{
    .id = "E2e",
    .position = 5,
    .title = "With known supports the problem is equivalent to (2)",
    .source = "arXiv 2408.05540v2, Section 2, before equation (2)",
    .statement = R"(
        With all supports known, solving the layered problem for y is equivalent to solving the linear
        system (2) for the nonzeros of the deepest code.)",
    .latex = R"(y = D_1 \cdots D_J x_J \;\Longleftrightarrow\; D^{[S_J]} x_{J,S_J} = 0)",
    .reading = "Equation (2) does not contain y.",
    .repair = R"(
        One direction holds: the nonzeros of the code solve (2). So do all their multiples, and these belong
        to other signals. Equivalent is (2) together with the signal's own equations y = D_1...D_J x_J.)",
    .instances = tried_on,
    .falsified = "One index is left out of the first layer's support.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::holds},
    .formal_statement = "E2_equivalent_printed",
    .formal_theorem = "E2_equivalent_printed_false",
    .formal_verdict = Verdict::refuted,
    .formal_repair = "E2_equivalent_repaired_true",
    .check = check_equivalence,
    .control = one_index_missing,
});

const Registration solvability(Claim{
    .id = "E2s",
    .position = 6,
    .title = "Known supports solve the problem completely",
    .source = "arXiv 2408.05540v2, Section 2, after equation (2)",
    .statement = R"(
        With all supports known, (2) gives the deepest code, and pushing it back through the layers solves
        the problem completely.)",
    .latex = R"(D^{[S_J]} x_{J,S_J} = 0 \;\Longrightarrow\; x_J,\quad x_{j-1} = D_j x_j)",
    .reading = "Solving is read as finding the code itself, not a line that it lies on.",
    .repair = R"(
        Add the signal's equations below (2): on these chains the columns of the joint matrix are
        independent, so that for every code with these supports the system has one solution.)",
    .instances = tried_on,
    .falsified = "The signal's equations are emptied.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::holds},
    .formal_statement = "E2_solves_printed",
    .formal_theorem = "E2_solves_printed_false",
    .formal_verdict = Verdict::refuted,
    .formal_repair = "E2_solves_repaired_true",
    .check = check_solvability,
    .control = without_the_signal,
});

}  // namespace
}  // namespace dsc
