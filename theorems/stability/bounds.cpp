#include "theorems/stability/bounds.h"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace dsc {
namespace {

Rational coherence_factor(const DeepDictionary& deep, std::size_t layer) {
  return Rational(2 * deep.sparsity[layer - 1] - 1);
}

/// a_j = 1 - (2 lambda_j - 1) mu_j.
Enclosure slack(const DeepDictionary& deep, std::size_t layer) {
  return Enclosure(1) -
         Enclosure(coherence_factor(deep, layer)) * sqrt(Enclosure(deep.mu_squared[layer - 1]));
}

std::optional<Rational> exact_slack(const DeepDictionary& deep, std::size_t layer) {
  const auto mu = exact_sqrt(deep.mu_squared[layer - 1]);
  if (!mu) return std::nullopt;
  return Rational(1 - coherence_factor(deep, layer) * *mu);
}

/// Whether the form's bound counts source i.
bool counts(NoiseForm form, std::size_t source) {
  switch (form) {
    case NoiseForm::recursion:
      return true;
    case NoiseForm::input:
    case NoiseForm::older:
      return source == 0;
    case NoiseForm::layers:
      return source > 0;
  }
  throw std::logic_error("a form that is none");
}

}  // namespace

NoiseAndError measure(const DeepDictionary& deep, const Perturbation& perturbation) {
  const auto exact = chain(deep.layers, perturbation.code);
  const auto& w = perturbation.perturbed;
  if (w.size() != deep.depth() + 1) throw std::invalid_argument("a perturbation of another depth");
  NoiseAndError result;
  result.noise_squared.push_back(squared_norm(w[0] - exact[0]));
  Rational norms = 1;
  for (std::size_t j = 1; j <= deep.depth(); ++j) {
    result.noise_squared.push_back(norms * squared_norm(w[j - 1] - multiply(deep.layers[j - 1], w[j])));
    norms *= shared_squared_norm(deep.layers[j - 1]);
    result.error_squared.push_back(norms * squared_norm(w[j] - exact[j]));
  }
  return result;
}

std::vector<Enclosure> squared_bounds(const DeepDictionary& deep, const std::vector<Rational>& noise_squared,
                                      NoiseForm form) {
  if (noise_squared.size() != deep.depth() + 1)
    throw std::invalid_argument("squared_bounds: expected a noise for the input and for each layer");
  const auto noise = [&](std::size_t i) {
    return counts(form, i) ? sqrt(Enclosure(noise_squared[i])) : Enclosure(0);
  };
  std::vector<Enclosure> bounds;
  Enclosure delta = noise(0);
  for (std::size_t j = 1; j <= deep.depth(); ++j) {
    delta = (noise(j) + delta) / sqrt(slack(deep, j));
    bounds.push_back(delta * delta);
  }
  return bounds;
}

std::optional<Rational> exact_squared_bound(const DeepDictionary& deep,
                                            const std::vector<Rational>& noise_squared, NoiseForm form,
                                            std::size_t layer) {
  std::optional<std::size_t> source;
  for (std::size_t i = 0; i <= layer; ++i) {
    if (noise_squared[i] == 0 || !counts(form, i)) continue;
    if (source) return std::nullopt;
    source = i;
  }
  if (!source) return Rational(0);
  Rational bound = noise_squared[*source];
  for (std::size_t k = std::max<std::size_t>(*source, 1); k <= layer; ++k) {
    const auto a = exact_slack(deep, k);
    if (!a) return std::nullopt;
    bound /= *a;
  }
  return bound;
}

std::optional<bool> within_bound(const DeepDictionary& deep, const NoiseAndError& measured, NoiseForm form,
                                 const Rational& scale, std::size_t layer) {
  const Rational& error = measured.error_squared[layer - 1];
  if (const auto exact = exact_squared_bound(deep, measured.noise_squared, form, layer))
    return error <= scale * *exact;
  const Enclosure bound = Enclosure(scale) * squared_bounds(deep, measured.noise_squared, form)[layer - 1];
  if (error <= bound.lower().rational()) return true;
  if (error > bound.upper().rational()) return false;
  return std::nullopt;
}

double tightness(const DeepDictionary& deep, const NoiseAndError& measured, NoiseForm form,
                 std::size_t layer) {
  const Rational& error = measured.error_squared[layer - 1];
  if (error == 0) return 0;
  if (const auto exact = exact_squared_bound(deep, measured.noise_squared, form, layer)) {
    if (*exact == 0) return std::numeric_limits<double>::infinity();
    return std::sqrt(nearest(Rational(error / *exact)));
  }
  const Enclosure bound = squared_bounds(deep, measured.noise_squared, form)[layer - 1];
  return std::sqrt(nearest(Rational(error / bound.lower().rational())));
}

}  // namespace dsc
