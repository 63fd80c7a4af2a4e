#include "theorems/certificates/stability.h"

#include <optional>
#include <stdexcept>

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

const char* word(NoiseForm form) {
  switch (form) {
    case NoiseForm::recursion:
      return "recursion";
    case NoiseForm::input:
      return "input";
    case NoiseForm::layers:
      return "layers";
    case NoiseForm::older:
      return "older";
  }
  throw std::logic_error("a form without a word");
}

}  // namespace

std::string stability(const Stability& found) {
  const NoiseAndError measured = measure(found.deep, found.perturbation);
  Json c = of_kind("stability");
  c["layers"] = layers(found.deep.layers);
  c["sparsity"] = counts(found.deep.sparsity);
  c["code"] = vector(found.perturbation.code);
  c["perturbed"] = Json::array();
  for (std::size_t j = 1; j <= found.deep.depth(); ++j)
    c["perturbed"].push_back(vector(found.perturbation.perturbed[j]));
  c["perturbed_signal"] = vector(found.perturbation.perturbed.front());
  c["noise_squared"] = numbers(measured.noise_squared);
  c["error_squared"] = numbers(measured.error_squared);
  c["form"] = word(found.form);
  c["scale"] = number(found.scale);
  c["conclusion"] = word(found.conclusion);
  return text(c);
}

std::string stability_envelope(const DeepDictionary& deep) {
  std::vector<Rational> gains;
  for (std::size_t j = 0; j < deep.depth(); ++j) {
    shared_squared_norm(deep.layers[j]);
    const std::optional<Rational> mu = exact_sqrt(deep.mu_squared[j]);  // rational, since all norms are equal
    const Rational rest = 1 - (2 * Rational(deep.sparsity[j]) - 1) * mu.value();
    if (rest <= 0) throw std::invalid_argument("a sparsity within the coherence bound");
    gains.push_back(1 / rest);
  }
  Json c = of_kind("stability_envelope");
  c["layers"] = layers(deep.layers);
  c["sparsity"] = counts(deep.sparsity);
  c["gains"] = numbers(gains);
  return text(c);
}

std::string stability_identity(int depth) {
  Json c = of_kind("stability_identity");
  c["depth"] = depth;
  return text(c);
}

}  // namespace dsc::certificate
