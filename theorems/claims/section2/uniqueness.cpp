#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/solutions.h"
#include "theorems/coherence/independence.h"
#include "theorems/dictionaries/families.h"
#include "theorems/instances/deep_families.h"

namespace dsc {
namespace {

using Eigen::Index;

/// How the sparsity is compared with (1 + 1/mu)/2.
enum class Bound { strict, equality_allowed };

std::vector<Dictionary> instances() {
  return {simplex(4),
          simplex(8),
          simplex(16),
          three_bases(),
          block_diagonal(three_bases(), 4),
          identity_hadamard(4),
          identity_hadamard(16),
          identity_hadamard(64),
          block_design(4, 7, 1),
          block_design(2, 7, 1),
          unit_vectors(24, 36, 1),
          integer_gaussian(32, 64, 1),
          circulant(32, 2, 5, 1)};
}

/// Decides one dictionary at the sparsity that the bound admits, for all signals: every 2 lambda columns are
/// independent, or a dependency splits into two codes of the same signal.
void decide(const Dictionary& d, Bound bound, const Effort& effort, Outcome& outcome, Table& table) {
  const MutualCoherence mu = mutual_coherence(d.atoms);
  const Index lambda = bound == Bound::strict ? guaranteed_sparsity(mu.squared, d.atoms.cols())
                                              : sparsity_with_equality(mu.squared, d.atoms.cols());
  const Index together = std::min(2 * lambda, d.atoms.cols());
  Evidence item{.scope = Scope::all_signals, .instance = d.name};
  std::string method;
  if (bound == Bound::equality_allowed && !within_coherence_bound(lambda, mu.squared) && lambda > 1) {
    outcome.add(FalseStatement{
        .instance = d.name,
        .statement = fmt::format("every {} columns are independent by dominance, at equality", 2 * lambda),
        .certificate = certificate::independence({d.atoms}, 2 * lambda, certificate::Method::dominance),
        .neighbour = certificate::independence({d.atoms}, 2 * lambda - 2, certificate::Method::dominance)});
  }
  if (within_coherence_bound(lambda, mu.squared)) {
    item.finding =
        fmt::format("every {} columns are independent: the Gram matrix is diagonally dominant", together);
    item.certificate = certificate::independence({d.atoms}, together, certificate::Method::dominance);
    outcome.add(item);
    method = "dominance";
  }
  if (binomial(d.atoms.cols(), together, effort.enumeration)) {
    if (const auto null_vector = sparse_null_vector(d.atoms, together)) {
      const auto [x, other] = two_codes(*null_vector);
      item.scope = Scope::one_signal;
      item.violated = true;
      item.finding = fmt::format("two codes of {} nonzeros for one signal", lambda);
      item.certificate =
          certificate::two_solutions({{d.atoms}, {lambda}, multiply(d.atoms, x), x, other, true});
      method = "two solutions";
    } else {
      item.finding = fmt::format("every {} columns are independent: exact rank of all subsets", together);
      item.certificate = certificate::independence({d.atoms}, together, certificate::Method::exhaustive);
      method += method.empty() ? "exhaustive" : ", exhaustive";
    }
    outcome.add(item);
  }
  outcome.number(d.name + ": mu^2", to_text(mu.squared));
  table.rows.push_back(
      {d.name, to_text(mu.squared), std::to_string(lambda), std::to_string(together), method});
}

/// Two or three layers: each layer decided for all signals, and one signal whose chains are enumerated.
void decide_deep(const DeepDictionary& deep, const Effort& effort, Outcome& outcome) {
  for (std::size_t j = 0; j < deep.depth(); ++j) {
    const Index together = std::min(2 * deep.sparsity[j], deep.layers[j].cols());
    outcome.add({.scope = Scope::all_signals,
                 .instance = deep.name,
                 .finding = fmt::format("layer {}: every {} columns are independent", j + 1, together),
                 .certificate =
                     certificate::independence({deep.layers[j]}, together, certificate::Method::dominance)});
  }
  const bool affordable = std::all_of(deep.layers.begin(), deep.layers.end(), [&](const RationalMatrix& a) {
    const auto j = static_cast<std::size_t>(&a - deep.layers.data());
    return binomial(a.cols(), deep.sparsity[j], effort.exact_ranks()).has_value();
  });
  if (!affordable) return;
  std::mt19937_64 generator(effort.seed);
  const RationalVector code = draw_deep_code(deep, generator);
  outcome.add(
      {.instance = deep.name,
       .finding = "all supports at all layers enumerated: one chain",
       .certificate = certificate::solutions(deep.layers, deep.sparsity, chain(deep.layers, code)[0], code)});
}

/// On the simplex the bound is met with equality at half the atoms, and there uniqueness ends.
void show_sharpness(Outcome& outcome) {
  Series guaranteed{.label = "largest sparsity guaranteed"},
      failing{.label = "smallest sparsity seen to fail"};
  for (const Index n : {4, 8, 16, 32, 64}) {
    const Dictionary d = simplex(n);
    const auto [x, other] = two_codes(RationalVector::Ones(n));
    outcome.add(
        {.instance = d.name,
         .finding = fmt::format("sharp: at lambda = {} = (1 + 1/mu)/2 two solutions exist", n / 2),
         .tightness = static_cast<double>(guaranteed_sparsity(mutual_coherence(d.atoms).squared, n) + 1) /
                      (static_cast<double>(n) / 2),
         .certificate =
             certificate::two_solutions({{d.atoms}, {n / 2}, multiply(d.atoms, x), x, other, true})});
    guaranteed.add(static_cast<double>(n),
                   static_cast<double>(guaranteed_sparsity(mutual_coherence(d.atoms).squared, n)));
    failing.add(static_cast<double>(n), static_cast<double>(n) / 2);
  }
  outcome.add(Figure{.name = "sharpness",
                     .title = "The uniqueness bound is sharp on the simplex",
                     .x_label = "atoms",
                     .y_label = "nonzeros",
                     .log_x = true,
                     .log_y = true,
                     .series = {guaranteed, failing}});
}

Outcome examine(Bound bound, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  Table table{.title = "Sparsity at which every signal has at most one code",
              .columns = {"dictionary", "mu^2", "lambda", "columns", "decided by"}};
  const auto all = instances();
  for (std::size_t k = 0; k < all.size(); ++k) {
    decide(all[k], bound, effort, outcome, table);
    progress(static_cast<double>(k + 1) / static_cast<double>(all.size() + 1));
  }
  if (bound == Bound::strict) {
    for (const DeepDictionary& deep : deep_families()) {
      if (deep.depth() > 1) decide_deep(deep, effort, outcome);
    }
    for (const Index n : {32, 64}) {
      const Dictionary d = simplex(n);
      decide(d, bound, effort, outcome, table);
    }
    show_sharpness(outcome);
  }
  outcome.add(table);
  return outcome;
}

const Registration registration(Claim{
    .id = "T2.1",
    .position = 1,
    .title = "Uniqueness from mutual coherence",
    .source = "arXiv 2408.05540v2, Theorem 2.1",
    .statement = R"(
        If at every layer the allowed sparsity is below half of one plus the inverse coherence of that
        layer's dictionary, then a signal has at most one chain of sparse codes.)",
    .latex = R"(
        \lambda_j < \tfrac12\bigl(1 + 1/\mu(D_j)\bigr),\ j = 1,\dots,J \;\Longrightarrow\; \#\{(x_j) : y =
        D_1 x_1,\ x_{j-1} = D_j x_j,\ \|x_j\|_0 \le \lambda_j\} \le 1)",
    .reading = R"(
        The statement's last index, infinity, is read as J. That a Gram matrix is diagonally dominant is the
        hypothesis restated; the exact ranks of all subsets, where they are affordable, are the independent
        evidence.)",
    .instances = R"(
        Simplices, unions of bases, block designs, rational unit vectors, Gaussian integers, circulant
        shifts; chains of two and three layers.)",
    .falsified = R"(
        Equality is allowed in the bound: the simplex then has two codes of half its atoms for one signal.)",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "T2_1_statement",
    .formal_theorem = "T2_1",
    .formal_verdict = Verdict::proved,
    .check = [](const Effort& e, const Progress& p) { return examine(Bound::strict, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(Bound::equality_allowed, e, p); },
});

}  // namespace
}  // namespace dsc
