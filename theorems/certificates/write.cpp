#include "theorems/certificates/write.h"

#include <stdexcept>

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

const char* word(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::holds:
      return "holds";
    case Conclusion::fails:
      return "fails";
    case Conclusion::vacuous:
      return "vacuous";
  }
  throw std::logic_error("a conclusion without a word");
}

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

std::string coherence_of(Json matrix, const MutualCoherence& mu) {
  Json c = of_kind("coherence");
  c["matrix"] = std::move(matrix);
  c["mu_squared"] = number(mu.squared);
  c["pair"] = {mu.pair.first, mu.pair.second};
  return text(c);
}

Json numbers(const std::vector<Rational>& values) {
  Json list = Json::array();
  for (const Rational& value : values) list.push_back(number(value));
  return list;
}

}  // namespace

std::string coherence(const RationalMatrix& a, const MutualCoherence& mu) {
  return coherence_of(matrix(a), mu);
}
std::string coherence(const StoredDoubles& a, const MutualCoherence& mu) {
  return coherence_of(matrix(a), mu);
}

std::string independence(const std::vector<RationalMatrix>& factors, Eigen::Index columns, Method method) {
  Json c = of_kind("independence");
  c["matrix"] = factors.size() == 1 ? matrix(factors.front()) : Json{{"product", layers(factors)}};
  c["columns"] = columns;
  c["method"] = method == Method::dominance ? "dominance" : "exhaustive";
  return text(c);
}

std::string two_solutions(const TwoSolutions& found) {
  Json c = of_kind("two_solutions");
  c["layers"] = layers(found.layers);
  c["sparsity"] = counts(found.sparsity);
  c["signal"] = vector(found.signal);
  c["codes"] = {vector(found.code), vector(found.other)};
  c["hypothesis"] = found.equality ? "equality" : "none";
  return text(c);
}

std::string solutions(const std::vector<RationalMatrix>& all_layers,
                      const std::vector<Eigen::Index>& sparsity, const RationalVector& signal,
                      const RationalVector& code) {
  Json c = of_kind("solutions");
  c["layers"] = layers(all_layers);
  c["sparsity"] = counts(sparsity);
  c["signal"] = vector(signal);
  c["code"] = vector(code);
  return text(c);
}

std::string known_support(const KnownSupport& found) {
  Json c = of_kind("known_support");
  c["layers"] = layers(found.layers);
  c["code"] = vector(found.code);
  c["supports"] = Json::array();
  for (const auto& support : found.supports) c["supports"].push_back(counts(support));
  c["rank"] = found.rank;
  c["signal_rank"] = found.signal_rank;
  c["conclusion"] = word(found.conclusion);
  return text(c);
}

std::string stacked_stability(const StackedStability& found) {
  Json c = of_kind("stacked_stability");
  c["layers"] = layers(found.layers);
  c["code"] = vector(found.code);
  c["perturbed"] = vector(found.perturbed);
  c["stack"] = found.stack == Stack::features ? "features" : "features_and_signal";
  c["norms"] = found.norms == Norms::assumed_one ? "assumed_one" : "measured";
  c["conclusion"] = word(found.conclusion);
  return text(c);
}

std::string l1_unique(const RationalMatrix& a, const RationalVector& signs, const RationalVector& dual) {
  Json c = of_kind("l1_unique");
  c["matrix"] = matrix(a);
  c["signs"] = vector(signs);
  c["dual"] = vector(dual);
  return text(c);
}

std::string l1_recovery(const RationalMatrix& a, Eigen::Index sparsity,
                        const std::vector<std::pair<RationalVector, RationalVector>>& signs_and_duals) {
  Json c = of_kind("l1_recovery");
  c["matrix"] = matrix(a);
  c["sparsity"] = sparsity;
  c["duals"] = Json::array();
  for (const auto& [signs, dual] : signs_and_duals) {
    c["duals"].push_back({{"signs", vector(signs)}, {"dual", vector(dual)}});
  }
  return text(c);
}

std::string l1_counterexample(const L1Counterexample& found) {
  Json c = of_kind("l1_counterexample");
  c["matrix"] = matrix(found.dictionary);
  c["code"] = vector(found.code);
  c["rival"] = vector(found.rival);
  c["hypothesis"] = found.hypothesis == L1Hypothesis::none       ? "none"
                    : found.hypothesis == L1Hypothesis::equality ? "equality"
                                                                 : "coherence_bound";
  c["columns"] = found.equal_norms ? "equal_norms" : "any";
  return text(c);
}

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

std::string stability_identity(int depth) {
  Json c = of_kind("stability_identity");
  c["depth"] = depth;
  return text(c);
}

}  // namespace dsc::certificate
