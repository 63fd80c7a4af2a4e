#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/section2/stability_check.h"

namespace dsc {
namespace {

/// 1 - (2 lambda_j - 1) mu_j, for the plot.
std::vector<double> slacks(const DeepDictionary& deep) {
  std::vector<double> a;
  for (std::size_t j = 0; j < deep.depth(); ++j) {
    a.push_back(1 -
                (2.0 * static_cast<double>(deep.sparsity[j]) - 1) * std::sqrt(nearest(deep.mu_squared[j])));
  }
  return a;
}

struct Bounds {
  double exact_codes, within_noise, every_layer;  ///< Theorem 2.3 under the three noise models
  double older, oldest_printed_for_layers;        ///< the two printed older bounds
};

/// Errors (not squared) at depth j for noise of norm one.
Bounds bounds_at(const std::vector<double>& a, std::size_t j) {
  double product = 1, recursion = 0;
  for (std::size_t i = 0; i < j; ++i) {
    product *= a[i];
    recursion = (1 + recursion) / std::sqrt(a[i]);
  }
  const auto depth = static_cast<double>(j);
  const double fourfold = std::pow(4, depth * (depth - 1) / 2);
  return {std::sqrt(1 / product), 2 * std::sqrt(1 / product), recursion, 2 * std::sqrt(1 / product),
          2 * std::sqrt(fourfold / product)};
}

void compare(Outcome& outcome) {
  Table table{
      "Bounds on the error for noise of norm one",
      {"layers", "depth", "Theorem 2.3: exact codes of a noisy signal", "Theorem 2.3: codes within the noise",
       "refs. [11, 1], printed", "Theorem 2.3: tolerance at every layer", "ref. [17], printed"},
      {}};
  for (const DeepDictionary& deep : deep_families()) {
    if (deep.depth() < 2) continue;
    const auto a = slacks(deep);
    Figure figure{"",
                  "Bounds at depth j for noise of norm one: " + deep.name,
                  "depth",
                  "bound on the error",
                  false,
                  true,
                  Figure::Style::lines,
                  {},
                  {}};
    Series ours{"Theorem 2.3, exact codes", {}, {}},
        ours_older{"Theorem 2.3, codes within the noise (= refs. [11, 1])", {}, {}},
        ours_layers{"Theorem 2.3, tolerance at every layer", {}, {}}, third{"ref. [17]", {}, {}};
    for (std::size_t j = 1; j <= deep.depth(); ++j) {
      const Bounds b = bounds_at(a, j);
      const auto cell = [](double v) { return fmt::format("{:.3f}", v); };
      table.rows.push_back({deep.name, std::to_string(j), cell(b.exact_codes), cell(b.within_noise),
                            cell(b.older), cell(b.every_layer), cell(b.oldest_printed_for_layers)});
      for (auto [series, value] : {std::pair{&ours, b.exact_codes},
                                   {&ours_older, b.within_noise},
                                   {&ours_layers, b.every_layer},
                                   {&third, b.oldest_printed_for_layers}}) {
        series->x.push_back(static_cast<double>(j));
        series->y.push_back(value);
      }
    }
    if (deep.depth() < 3) continue;
    figure.name = "bounds";
    figure.series = {ours, ours_older, ours_layers, third};
    outcome.add(figure);
  }
  outcome.add(table);
}

Outcome examine(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  const auto half = [&progress](double offset) {
    return [&progress, offset](double share) { progress(offset + share / 2); };
  };
  Outcome quarter;
  Effort little = effort;
  little.samples = 1;
  try_stability({Form::printed, NoiseForm::older, 1}, little, half(0), quarter);
  for (const Evidence& item : quarter.evidence()) outcome.add(item);
  try_stability({Form::repaired, NoiseForm::older, 4}, effort, half(0.5), outcome);
  compare(outcome);
  return outcome;
}

Outcome too_tight(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  try_stability({Form::printed, NoiseForm::older, Rational(39, 10)}, effort, progress, outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "C2.4b",
    .position = 8,
    .title = "Four times tighter than the older bounds",
    .source = "arXiv 2408.05540v2, Section 2, after Corollary 2.5",
    .statement = "The older works bound the squared error by four times the bound of Corollary 2.4, for the "
                 "same problem; so the new bound is tighter.",
    .latex = "\\|\\tilde x_j - x_j\\|_2^2 \\le \\|\\varepsilon_0\\|_2^2 \\prod_{i \\le j} a_i^{-1} "
             "\\quad\\text{against}\\quad "
             "4\\,\\|\\varepsilon_0\\|_2^2 \\prod_{i \\le j} a_i^{-1}, \\qquad a_i = 1 - (2\\lambda_i - "
             "1)\\mu(D_i)",
    .reading = "The older works let a code miss the noisy signal by as much as the noise (epsilon_1 = "
               "|epsilon_0|); Corollary 2.4 demands that it meet the noisy signal exactly. "
               "The claim is read as one about the older works' problem. Reference [17] is printed with "
               "epsilon_0 where the text sets it to zero; it is read as the common "
               "tolerance of all layers, and so is compared with Corollary 2.5.",
    .repair = "Under the older works' noise model Theorem 2.3 gives the same factor four, and the simplex "
              "attains it: neither bound is tighter. "
              "Corollary 2.4 bounds a different, smaller set of codes.",
    .instances = "Pairs of sparse chains with the noisy signal midway between their signals.",
    .falsified = "The factor four is lowered to 3.9.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::holds},
    .labels = {"exact"},
    .check = examine,
    .control = too_tight,
});

}  // namespace
}  // namespace dsc
