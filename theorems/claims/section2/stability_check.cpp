#include "theorems/claims/section2/stability_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "theorems/certificates/composites.h"
#include "theorems/certificates/stability.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/instances/deep_families.h"
#include "theorems/stability/worst_case.h"

namespace dsc {
namespace {

using certificate::Conclusion;

/// The chain and its perturbation down to a layer only.
std::pair<DeepDictionary, Perturbation> truncated(const DeepDictionary& deep, const Perturbation& p,
                                                  std::size_t layer) {
  const auto cut = [layer](auto values) {
    values.resize(layer);
    return values;
  };
  DeepDictionary upper{deep.name, deep.description, cut(deep.layers), cut(deep.sparsity),
                       cut(deep.mu_squared)};
  Perturbation above{chain(deep.layers, p.code)[layer], p.perturbed};
  above.perturbed.resize(layer + 1);
  return {std::move(upper), std::move(above)};
}

/// The older works let the solution miss the noisy signal by as much as the signal is off: the worst such
/// signal lies midway between the two.
Perturbation with_signal_midway(const DeepDictionary& deep, Perturbation p) {
  const RationalVector clean = chain(deep.layers, p.code)[0];
  p.perturbed[0] = (p.perturbed[0] + clean) / Rational(2);
  return p;
}

Perturbation drawn(const DeepDictionary& deep, NoiseForm form, std::mt19937_64& generator) {
  if (form != NoiseForm::older) return random_perturbation(deep, form, generator);
  return with_signal_midway(deep, random_perturbation(deep, NoiseForm::input, generator));
}

Perturbation worst(const DeepDictionary& deep, NoiseForm form, int steps, std::mt19937_64& generator) {
  switch (form) {
    case NoiseForm::input:
      return worst_at_input(deep, steps, generator);
    case NoiseForm::older:
      return with_signal_midway(deep, worst_at_input(deep, steps, generator));
    case NoiseForm::recursion:
    case NoiseForm::layers:
      return worst_at_deepest_layer(deep, form, steps, generator);
  }
  throw std::logic_error("a form that is none");
}

/// Whether noise enters above the deepest layer, so that the bound is one of several layers.
bool accumulates(const DeepDictionary& deep, const NoiseAndError& measured) {
  const std::vector<Rational>& noise = measured.noise_squared;
  return deep.depth() == 1 ||
         std::any_of(noise.begin(), noise.end() - 1, [](const Rational& squared) { return squared != 0; });
}

/// Decides the statement on one perturbation; returns error / bound at the deepest layer.
double decide(const StabilityStatement& statement, const DeepDictionary& deep, const Perturbation& p,
              const std::string& how, Outcome& outcome) {
  const NoiseAndError measured = measure(deep, p);
  Evidence item{.form = statement.wording, .instance = deep.name};
  for (std::size_t layer = 1; layer <= deep.depth(); ++layer) {
    const auto within = within_bound(deep, measured, statement.noise, statement.scale, layer);
    if (!within)
      throw std::runtime_error(deep.name + ": enclosures of 192 bits cannot tell error from bound");
    if (*within) continue;
    const auto [upper, above] = truncated(deep, p, layer);
    const double ratio = tightness(deep, measured, statement.noise, layer);
    item.violated = true;
    item.finding = fmt::format("{}: error / bound = {:.4f} at layer {}, allowed {:.8g}", how, ratio, layer,
                               std::sqrt(nearest(statement.scale)));
    item.certificate =
        certificate::stability({upper, above, statement.noise, statement.scale, Conclusion::fails});
    outcome.add(item);
    return ratio;
  }
  const double ratio = tightness(deep, measured, statement.noise, deep.depth());
  const double tight = ratio / std::sqrt(nearest(statement.scale));
  item.finding = fmt::format("{}: error / bound = {:.4f} at layer {}", how, tight, deep.depth());
  if (accumulates(deep, measured)) {
    item.tightness = tight;
  } else {
    item.finding += ", noise at that layer only";
  }
  item.certificate = certificate::stability({deep, p, statement.noise, statement.scale, Conclusion::holds});
  outcome.add(item);
  return ratio;
}

Examination bound_times(const Rational& scale, NoiseForm noise) {
  return [=](const Effort& effort, const Progress& progress) {
    Outcome outcome;
    try_stability({Form::printed, noise, scale}, effort, progress, outcome);
    return outcome;
  };
}

/// Theorem 2.3 for every code and all noise within the sparsities. It covers all forms, the older works'
/// model with its factor four too, since (e_1 + e_0)^2 <= 4 e_0^2.
Evidence for_all_codes(const StabilityStatement& statement, const DeepDictionary& deep) {
  return {.form = statement.wording,
          .scope = Scope::all_signals,
          .instance = deep.name,
          .finding =
              "every pair of codes within the sparsities, all noise: 1 - (2 lambda_j - 1) mu_j > 0 and the "
              "recursion with its inverse",
          .certificate = certificate::stability_envelope(deep)};
}

/// The recursion with the deepest layer's gain 1/(1 - (2 lambda_J - 1) mu_J) taken 1 - 2^-20 times as large.
FalseStatement smaller_gain(const DeepDictionary& deep) {
  const Rational mu = exact_sqrt(deep.mu_squared.back()).value(),
                 gain = 1 / (1 - (2 * Rational(deep.sparsity.back()) - 1) * mu);
  const std::string truth = certificate::stability_envelope(deep);
  auto falsehood = nlohmann::ordered_json::parse(truth);
  falsehood["gains"].back() = certificate::number(gain * almost_one());
  return {.instance = deep.name,
          .statement = "the deepest layer's gain is 1 - 2^-20 times as large",
          .certificate = certificate::text(falsehood),
          .neighbour = truth};
}

/// The factor of the bound: four in the older works.
Rational stated_scale(NoiseForm noise) { return noise == NoiseForm::older ? 4 : 1; }

/// Whether the statement is Theorem 2.3's or follows from it; else it is a control's.
bool is_true(const StabilityStatement& statement) { return statement.scale >= stated_scale(statement.noise); }

/// What the names in figures and findings stand for.
Table families_table(const std::vector<DeepDictionary>& families) {
  Table table{.title = "Dictionaries", .columns = {"name", "layers", "mu^2", "lambda"}};
  for (const DeepDictionary& deep : families) {
    std::string mu, lambda;
    for (std::size_t j = 0; j < deep.depth(); ++j) {
      const char* comma = j == 0 ? "" : ", ";
      const std::string exact = to_text(deep.mu_squared[j]);
      mu += comma + (exact.size() <= 12 ? exact : fmt::format("{:.4g}", nearest(deep.mu_squared[j])));
      lambda += comma + std::to_string(deep.sparsity[j]);
    }
    table.rows.push_back({deep.name, deep.description, mu, lambda});
  }
  return table;
}

}  // namespace

void try_stability(const StabilityStatement& statement, const Effort& effort, const Progress& progress,
                   Outcome& outcome) {
  const auto families = deep_families();
  const bool climbs = statement.noise == NoiseForm::recursion || statement.noise == NoiseForm::layers;
  Series random{.label = "random, largest"}, climbed{.label = "random, then climbed"},
      found{.label = climbs ? "worst direction, noise at the deepest layer" : "worst direction"};
  Figure figure{.name = "tightness",
                .title = "Error over bound at the deepest layer",
                .y_label = "error / bound",
                .style = Figure::Style::bars};
  for (std::size_t k = 0; k < families.size(); ++k) {
    const DeepDictionary& deep = families[k];
    if (is_true(statement)) {
      outcome.add(for_all_codes(statement, deep));
    } else {
      outcome.add(smaller_gain(deep));
    }
    std::mt19937_64 generator(effort.seed);
    const double scale = std::sqrt(nearest(statement.scale));
    double largest = 0;
    Perturbation start;
    for (int sample = 0; sample < effort.samples; ++sample) {
      const Perturbation p = drawn(deep, statement.noise, generator);
      const double ratio = decide(statement, deep, p, fmt::format("random {}", sample + 1), outcome);
      if (ratio >= largest) start = p;
      largest = std::max(largest, ratio);
    }
    const auto x = static_cast<double>(k);
    random.add(x, largest / scale);
    if (climbs) {
      const Perturbation top = climb(deep, statement.noise, start, effort.climb_steps(), generator);
      climbed.add(x, decide(statement, deep, top, "climbed", outcome) / scale);
    }
    const Perturbation direction = worst(deep, statement.noise, effort.search_steps, generator);
    found.add(x, decide(statement, deep, direction, "worst direction", outcome) / scale);
    figure.categories.push_back(deep.name);
    progress(static_cast<double>(k + 1) / static_cast<double>(families.size()));
  }
  figure.series = climbs ? std::vector{random, climbed, found} : std::vector{random, found};
  outcome.add(figure);
  outcome.add(families_table(families));
}

Examination bound_as_printed(NoiseForm noise) { return bound_times(stated_scale(noise), noise); }
Examination bound_too_small(NoiseForm noise) {
  return bound_times(stated_scale(noise) * almost_one(), noise);
}

}  // namespace dsc
