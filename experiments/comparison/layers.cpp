#include "experiments/comparison/layers.h"

#include <fmt/format.h>

namespace dsc {
namespace {

std::string shown(const std::optional<double>& value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "–";
}

/// (1 + 1/mu)/2: sparsity must lie below it.
std::string bound(const std::optional<double>& mu) {
  return mu && *mu > 0 ? fmt::format("{:.2f}", (1 + 1 / *mu) / 2) : "–";
}

}  // namespace

Table density_table(const std::string& title, const std::vector<std::string>& layers,
                    const std::vector<LayerDensities>& densities) {
  Table table{title, {"setting"}, {}};
  table.columns.insert(table.columns.end(), layers.begin(), layers.end());
  for (const LayerDensities& one : densities) {
    std::vector<std::string> row = {one.label};
    for (const double share : one.shares) row.push_back(fmt::format("{:.1f}", 100 * share));
    table.rows.push_back(row);
  }
  return table;
}

Figure density_by_layer(const std::string& name, const std::string& title,
                        const std::vector<std::string>& layers,
                        const std::vector<LayerDensities>& densities) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.x_label = "layer";
  figure.y_label = "entries above 1e-6 in magnitude (%)";
  figure.style = Figure::Style::bars;
  figure.categories = layers;
  for (const LayerDensities& one : densities) {
    Series series{one.label, {}, {}};
    for (const double share : one.shares) {
      series.x.push_back(static_cast<double>(series.x.size()));
      series.y.push_back(100 * share);
    }
    figure.series.push_back(series);
  }
  return figure;
}

Table coherence_table(const std::string& title, const std::vector<LayerCoherence>& layers) {
  Table table;
  table.title = title;
  table.columns = {"setting",
                   "layer",
                   "filter matrix",
                   "mu",
                   "nonzeros at a position",
                   "mu with shifts",
                   "(1 + 1/mu)/2 with shifts",
                   "nonzeros of a feature"};
  for (const LayerCoherence& one : layers) {
    table.rows.push_back({one.label, one.layer, fmt::format("{:.0f} x {:.0f}", one.rows, one.columns),
                          shown(one.mu, 3), shown(one.density * one.channels, 1), shown(one.mu_shifted, 3),
                          bound(one.mu_shifted), shown(one.density * one.entries, 0)});
  }
  return table;
}

}  // namespace dsc
