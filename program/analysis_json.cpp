#include "program/analysis.h"
#include "program/printed_bounds.h"

namespace dsc {
namespace {

using Json = nlohmann::ordered_json;

Json bounds(const Range& range) { return {{"lower", to_text(range.lower)}, {"upper", to_text(range.upper)}}; }

Json rate_of(const Analysis& found) {
  if (!found.rate) return nullptr;
  Json rate = {{"sparsity", found.rate->sparsity}, {"q", to_text(found.rate->q)}, {"layers", nullptr}};
  if (found.layers) rate["layers"] = *found.layers;
  if (found.floor) rate["noise_floor"] = {{"upper", rounded_up(*found.floor)}};
  return rate;
}

}  // namespace

Json as_json(const Analysis& found, const AnalyzeOptions& options) {
  const Guarantees& section2 = found.section2;
  Json amplification = Json::array();
  for (const Enclosure& factor : found.amplification)
    amplification.push_back({{"sparsity", amplification.size() + 1}, {"upper", rounded_up(factor)}});
  Json mu_tilde = nullptr, c_w = nullptr, columns = nullptr, by_generalized = nullptr,
       by_column_sum = nullptr;
  if (const auto& g = found.generalized) {
    mu_tilde = bounds({g->lower, g->upper});
    mu_tilde["value"] = nearest(g->upper);
    c_w = {{"upper", to_text(g->c_w)}, {"value", nearest(g->c_w)}};
    columns = Json::array();
    for (const Range& range : g->columns) columns.push_back(bounds(range));
    by_generalized = found.by_generalized;
    by_column_sum = found.by_column_sum;
  }
  return {
      {"schema", 1},
      {"rows", section2.rows},
      {"cols", section2.atoms},
      {"mu_squared",
       {{"exact", to_text(section2.coherence.squared)}, {"value", nearest(section2.coherence.squared)}}},
      {"mu_tilde", std::move(mu_tilde)},
      {"c_w", std::move(c_w)},
      {"columns", std::move(columns)},
      {"sparsity", {{"mu", section2.sparsity}, {"mu_tilde", by_generalized}, {"column_sum", by_column_sum}}},
      {"rate", rate_of(found)},
      {"basis_pursuit_sparsity", section2.basis_pursuit_sparsity},
      {"noise_amplification", std::move(amplification)},
      {"certificate", options.certificate.empty() ? Json() : Json(options.certificate)}};
}

}  // namespace dsc
