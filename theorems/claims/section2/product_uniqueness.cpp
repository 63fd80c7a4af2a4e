#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/solutions.h"
#include "theorems/coherence/independence.h"
#include "theorems/dictionaries/families.h"
#include "theorems/stability/deep_dictionary.h"

namespace dsc {
namespace {

using Eigen::Index;

/// Whether the layer that a product starts from must itself be unique.
enum class Start { unique, any };

struct Instance {
  std::string name;
  std::vector<RationalMatrix> layers;
  std::vector<Index> sparsity;
};

/// D_{first} … D_{last}, layers counted from 1.
std::vector<RationalMatrix> factors(const Instance& instance, std::size_t first, std::size_t last) {
  return {instance.layers.begin() + static_cast<std::ptrdiff_t>(first) - 1,
          instance.layers.begin() + static_cast<std::ptrdiff_t>(last)};
}

/// Summation turns the differences of [I|H/4]'s rows back into [I|H/4]: the product is good where its factor
/// is bad.
Instance summed_differences() {
  const Index n = 16;
  RationalMatrix sums = RationalMatrix::Zero(n, n), differences = RationalMatrix::Identity(n, n);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j <= i; ++j) sums(i, j) = 1;
    if (i > 0) differences(i, i - 1) = -1;
  }
  return {"summation 16x16, differences of [I|H] 16x32",
          {sums, multiply(differences, identity_hadamard(n).atoms)},
          {n, 2}};
}

/// A narrow first layer spoils the product of a good second one.
Instance narrow_first_layer() {
  RationalMatrix first(8, 16);
  first << RationalMatrix::Identity(8, 8), hadamard(8);
  return {"[I|H] 8x16, [I|H] 16x32", {first, identity_hadamard(16).atoms}, {1, 2}};
}

/// Three layers, of which only the product of the last two is good, below a first one that is unique by
/// itself.
Instance summed_differences_below_a_simplex() {
  const Instance inner = summed_differences();
  return {"simplex 15x16, summation 16x16, differences of [I|H] 16x32",
          {simplex(16).atoms, inner.layers[0], inner.layers[1]},
          {7, 16, 2}};
}

/// The first layer is at the edge of its bound and has two codes; the second, the identity, hands both on.
Instance ambiguous_first_layer() {
  return {"simplex 3x4, identity 4x4", {simplex(4).atoms, RationalMatrix::Identity(4, 4)}, {2, 2}};
}

/// Then the product has no coherence, and codes that are not unique.
bool has_zero_column(const RationalMatrix& a) {
  return (a.array() != Rational(0)).colwise().any().count() < a.cols();
}

/// The last start j < layer from which the product D_{j+1} … D_layer meets the bound; j = 0 is the signal.
std::optional<std::size_t> sufficient_start(const Instance& instance, const std::vector<bool>& unique,
                                            std::size_t layer) {
  for (std::size_t j = layer; j-- > 0;) {
    if (!unique[j]) continue;
    const RationalMatrix p = multiply(factors(instance, j + 1, layer));
    if (!has_zero_column(p) &&
        within_coherence_bound(instance.sparsity[layer - 1], mutual_coherence(p).squared))
      return j;
  }
  return std::nullopt;
}

void report_coherences(const Instance& instance, Outcome& outcome, Table& table) {
  const std::size_t last = instance.layers.size();
  for (std::size_t first = 1; first <= last; ++first) {
    const RationalMatrix product = multiply(factors(instance, first, last));
    const std::string range =
        first == last ? fmt::format("D_{}", last) : fmt::format("D_{}...D_{}", first, last);
    if (has_zero_column(product)) {
      table.rows.push_back(
          {instance.name, range, "a zero column", std::to_string(instance.sparsity.back()), "not met"});
      continue;
    }
    const MutualCoherence mu = mutual_coherence(product);
    const bool met = within_coherence_bound(instance.sparsity.back(), mu.squared);
    table.rows.push_back({instance.name, range, to_text(mu.squared), std::to_string(instance.sparsity.back()),
                          met ? "met" : "not met"});
    outcome.number(instance.name + ": mu^2 of " + range, to_text(mu.squared));
  }
}

/// Two different chains of one signal down to a layer, if the first sparse null vector of the whole product
/// splits into them.
std::optional<certificate::TwoSolutions> two_chains(const Instance& instance, std::size_t layer,
                                                    const Effort& effort) {
  const auto layers = factors(instance, 1, layer);
  const RationalMatrix whole = multiply(layers);
  const Index together = std::min(2 * instance.sparsity[layer - 1], whole.cols());
  if (!binomial(whole.cols(), together, effort.enumeration)) return std::nullopt;
  const auto null_vector = sparse_null_vector(whole, together);
  if (!null_vector) return std::nullopt;
  const auto [x, other] = two_codes(*null_vector);
  if (!is_sparse(chain(layers, x), instance.sparsity)) return std::nullopt;
  if (!is_sparse(chain(layers, other), instance.sparsity)) return std::nullopt;
  std::vector<Index> sparsity = instance.sparsity;
  sparsity.resize(layer);
  return certificate::TwoSolutions{layers, sparsity, multiply(whole, x), x, other};
}

/// Says for each layer whether (1) gives uniqueness; where it does, proves that the product's columns are
/// independent, and looks for two chains all the same.
void decide(const Instance& instance, Start start, const Effort& effort, Outcome& outcome) {
  const std::size_t depth = instance.layers.size();
  std::vector<bool> unique(depth + 1, start == Start::any);
  unique[0] = true;
  for (std::size_t layer = 1; layer <= depth; ++layer) {
    const auto j = sufficient_start(instance, unique, layer);
    unique[layer] = j.has_value() || start == Start::any;
    if (!j) continue;
    const std::string range = fmt::format("D_{}...D_{}", *j + 1, layer);
    const Index together = std::min(2 * instance.sparsity[layer - 1], instance.layers[layer - 1].cols());
    // What one dictionary does alone is Theorem 2.1.
    if (*j + 1 < layer) {
      outcome.add({.scope = Scope::all_signals,
                   .instance = instance.name,
                   .finding = fmt::format("layer {} is unique by {}: every {} columns are independent", layer,
                                          range, together),
                   .certificate = certificate::independence(factors(instance, *j + 1, layer), together,
                                                            certificate::Method::dominance)});
    }
    if (const auto found = two_chains(instance, layer, effort)) {
      outcome.add(
          {.violated = true,
           .instance = instance.name,
           .finding = fmt::format("layer {} meets the bound by {}, yet two chains exist", layer, range),
           .certificate = certificate::two_solutions(*found)});
    }
  }
}

Outcome examine(Start start, const Effort& effort, const Progress&) {
  Outcome outcome;
  Table table{.title = "Which products meet the bound",
              .columns = {"layers", "product", "mu^2", "lambda", "bound"}};
  for (const Instance& instance : {summed_differences(), narrow_first_layer(),
                                   summed_differences_below_a_simplex(), ambiguous_first_layer()}) {
    report_coherences(instance, outcome, table);
    decide(instance, start, effort, outcome);
  }
  outcome.add(table);
  return outcome;
}

/// A start that need not be unique; and the product that a narrow first layer spoils, taken for good.
Outcome control(const Effort& effort, const Progress& progress) {
  Outcome outcome = examine(Start::any, effort, progress);
  const Instance narrow = narrow_first_layer();
  outcome.add(FalseStatement{
      .instance = narrow.name,
      .statement = "every 4 columns of D_1 D_2 are independent by dominance",
      .certificate = certificate::independence(factors(narrow, 1, 2), 4, certificate::Method::dominance),
      .neighbour = certificate::independence(factors(narrow, 2, 2), 4, certificate::Method::dominance)});
  return outcome;
}

const Registration registration(Claim{
    .id = "E1",
    .position = 2,
    .title = "Uniqueness from products of dictionaries",
    .source = "arXiv 2408.05540v2, equation (1)",
    .statement = R"(
        Layer j0 is unique as soon as its sparsity meets the coherence bound for some product of the
        dictionaries between it and a layer above that is unique already, the signal included.)",
    .latex = R"(
        \lambda_{j_0} < \tfrac12\Bigl(1 + \frac1{\mu(D_{j+1}\cdots D_{j_0})}\Bigr)\ \text{for some unique }
        x_j,\ 0 \le j < j_0)",
    .reading = R"(
        The set in (1) repeats its first term and its products start at D_j, one index before the one that
        acts on x_j. Those products suffice too, since x_{j-1} is unique with x_j; the repeated term is read
        as D_{j0} itself.)",
    .instances = R"(
        Chains where only a product meets the bound, from the signal or from a layer that is unique by
        itself, and one where only the layer's own dictionary does.)",
    .falsified = "The layer that the product starts from need not be unique.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "E1_meant",
    .formal_theorem = "E1_meant_true",
    .formal_verdict = Verdict::proved,
    .check = [](const Effort& e, const Progress& p) { return examine(Start::unique, e, p); },
    .control = control,
});

}  // namespace
}  // namespace dsc
