#include "experiments/findings/layers.h"

#include <fmt/format.h>

#include <optional>

#include "experiments/findings/result_fields.h"

namespace dsc {
namespace {

std::string density_pointer(int set, const std::string& layer) {
  return fmt::format("/curves/sets/{}/density/{}", set, layer);
}

std::vector<double> epochs_of(const ExperimentResult& result, int set) {
  return numbers_at(result, fmt::format("/curves/sets/{}/epoch", set));
}

/// The mean over seeds of a field of a layer; none where the layer has no such field.
std::optional<double> layer_field(const SeedGroup& group, std::size_t layer, const std::string& field) {
  const std::string pointer = fmt::format("/layers/{}/{}", layer, field);
  if (!group.one().result.contains(nlohmann::ordered_json::json_pointer(pointer))) return std::nullopt;
  return group.mean([&](const ExperimentResult& result) { return number_at(result, pointer); });
}

std::string shown(const std::optional<double>& value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "–";
}

/// (1 + 1/mu)/2: sparsity must lie below it.
std::string bound(const std::optional<double>& mu) {
  return mu && *mu > 0 ? fmt::format("{:.2f}", (1 + 1 / *mu) / 2) : "–";
}

}  // namespace

std::vector<std::string> layer_names(const ExperimentResult& result) {
  std::vector<std::string> names;
  const std::size_t count = part_at(result, "/layers").size();
  for (std::size_t i = 0; i < count; ++i) names.push_back(text_at(result, fmt::format("/layers/{}/name", i)));
  return names;
}

double final_density(const ExperimentResult& result, int set, const std::string& layer) {
  return last_number_at(result, density_pointer(set, layer));
}

Table density_table(const std::string& title, const std::vector<LabelledGroup>& groups, int set) {
  Table table{title, {"setting"}, {}};
  const std::vector<std::string> layers = layer_names(groups.front().group->one());
  for (const std::string& layer : layers) table.columns.push_back(layer);
  for (const auto& [label, group] : groups) {
    std::vector<std::string> row = {label};
    for (const std::string& layer : layers) {
      const auto density = [&](const ExperimentResult& r) { return final_density(r, set, layer); };
      row.push_back(fmt::format("{:.1f}", 100 * group->mean(density)));
    }
    table.rows.push_back(row);
  }
  return table;
}

Figure density_by_layer(const std::string& name, const std::string& title,
                        const std::vector<LabelledGroup>& groups, int set) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.x_label = "layer";
  figure.y_label = "entries above 1e-6 in magnitude (%)";
  figure.style = Figure::Style::bars;
  figure.categories = layer_names(groups.front().group->one());
  for (const auto& [label, group] : groups) {
    Series series{label, {}, {}};
    for (const std::string& layer : figure.categories) {
      series.x.push_back(static_cast<double>(series.x.size()));
      series.y.push_back(
          100 * group->mean([&](const ExperimentResult& r) { return final_density(r, set, layer); }));
    }
    figure.series.push_back(series);
  }
  return figure;
}

Figure density_over_training(const std::string& name, const std::string& title, const SeedGroup& group,
                             int set) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.x_label = "epoch";
  figure.y_label = "entries above 1e-6 in magnitude (%)";
  for (const std::string& layer : layer_names(group.one())) {
    Series series = mean_curve(
        layer, group, [&](const ExperimentResult& r) { return epochs_of(r, set); },
        [&](const ExperimentResult& r) { return numbers_at(r, density_pointer(set, layer)); });
    for (double& y : series.y) y *= 100;
    figure.series.push_back(series);
  }
  return figure;
}

GuaranteeCount guaranteed_layers(const std::vector<LabelledGroup>& groups, int set) {
  GuaranteeCount count;
  for (const auto& [label, group] : groups) {
    const std::vector<std::string> names = layer_names(group->one());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto mu = layer_field(*group, i, "mu"), channels = layer_field(*group, i, "channels");
      if (!mu || !channels) continue;
      const double nonzeros =
          *channels * group->mean([&](const ExperimentResult& r) { return final_density(r, set, names[i]); });
      ++count.layers;
      count.covered += 2 * nonzeros * *mu < 1 + *mu ? 1 : 0;
    }
  }
  return count;
}

std::string guarantee_sentence(const GuaranteeCount& count) {
  if (count.layers == 0) return "";
  return fmt::format(
      " The sparsity that the coherence of the learned filters guarantees to be unique is kept at a position "
      "of the "
      "feature in {} of {} layers.",
      count.covered, count.layers);
}

Table coherence_table(const std::string& title, const std::vector<LabelledGroup>& groups, int set) {
  Table table;
  table.title = title;
  table.columns = {"setting",
                   "layer",
                   "filter matrix",
                   "mu",
                   "(1 + 1/mu)/2",
                   "nonzeros at a position",
                   "mu with shifts",
                   "(1 + 1/mu)/2 with shifts",
                   "nonzeros of a feature"};
  for (const auto& [label, group] : groups) {
    const std::vector<std::string> names = layer_names(group->one());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto mu = layer_field(*group, i, "mu"), shifted = layer_field(*group, i, "mu_shifted");
      if (!mu) continue;  // a layer without filters of its own
      const double density =
          group->mean([&](const ExperimentResult& r) { return final_density(r, set, names[i]); });
      const auto channels = layer_field(*group, i, "channels"), entries = layer_field(*group, i, "entries");
      table.rows.push_back(
          {label, names[i],
           shown(layer_field(*group, i, "rows"), 0) + " x " + shown(layer_field(*group, i, "columns"), 0),
           shown(mu, 3), bound(mu), shown(density * channels.value_or(0), 1), shown(shifted, 3),
           bound(shifted), shown(density * entries.value_or(0), 0)});
    }
  }
  return table;
}

}  // namespace dsc
