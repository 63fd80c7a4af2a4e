#include "theorems/certificates/solutions.h"

#include "theorems/certificates/composites.h"

namespace dsc::certificate {

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

}  // namespace dsc::certificate
