#include "theorems/certificates/dictionaries.h"

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

std::string coherence_of(Json matrix, const MutualCoherence& mu) {
  Json c = of_kind("coherence");
  c["matrix"] = std::move(matrix);
  c["mu_squared"] = number(mu.squared);
  c["pair"] = {mu.pair.first, mu.pair.second};
  return text(c);
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

}  // namespace dsc::certificate
