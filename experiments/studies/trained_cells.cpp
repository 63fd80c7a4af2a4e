#include "experiments/studies/trained_cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/comparison/layers.h"
#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

/// Seconds, roughly: only the order of the cells depends on it.
double cost(const Settings& s) {
  const double width = static_cast<double>(s.base) / 8, side = static_cast<double>(s.side) / 64,
               images = s.images > 0 ? static_cast<double>(s.images) : 50'000;
  const double image = s.network == Architecture::lenet5  ? 1e-4
                       : s.network == Architecture::vgg11 ? 4e-4 * width * width
                                                          : 0.01 * width * side * side;
  return 1 + image * images * static_cast<double>(s.epochs);
}

std::string cell_name(const Settings& s) {
  const Settings usual;
  std::string name = s.set + "-" + named(s.network).key;
  if (s.network != Architecture::unet) name += std::string("-") + named(s.activation).key;
  name += fmt::format("-gamma{:g}", s.gamma);
  if (s.placement != usual.placement) name += "-" + s.placement;
  if (s.penalty_over_batch != usual.penalty_over_batch)
    name += std::string("-") + named(s.penalty_over_batch).key;
  if (s.penalty_after != usual.penalty_after) name += std::string("-") + named(s.penalty_after).key;
  if (s.augmentation != usual.augmentation) name += std::string("-") + named(s.augmentation).key;
  std::replace(name.begin(), name.end(), ',', '_');
  return name + fmt::format("-seed{}", s.seed);
}

Settings inspected(const ExperimentResult& result) {
  ordered_json parameters = result.parameters;
  parameters.erase("pictures");
  return settings_from(parameters, result.file);
}

std::string without_extension(const std::string& file) { return file.substr(0, file.rfind('.')); }

/// Means over the seeds that were inspected.
std::optional<LayerCoherence> layer_coherence(const LabelledGroup& labelled, const std::string& layer,
                                              std::size_t set) {
  LayerCoherence mean{.label = labelled.label, .layer = layer};
  double count = 0;
  for (const auto& [seed, cell] : labelled.group->by_seed) {
    if (!cell->inspection) continue;
    for (const LayerRecord& one : cell->inspection->layers) {
      if (one.name != layer || one.columns == 0) continue;
      ++count;
      mean.rows = static_cast<double>(one.rows), mean.columns = static_cast<double>(one.columns);
      mean.channels = static_cast<double>(one.channels), mean.entries = static_cast<double>(one.entries);
      mean.mu += one.mu;
      mean.density += final_density(*cell, set, layer);
      if (one.mu_shifted) mean.mu_shifted = mean.mu_shifted.value_or(0) + *one.mu_shifted;
    }
  }
  if (count == 0) return std::nullopt;
  mean.mu /= count, mean.density /= count;
  if (mean.mu_shifted) *mean.mu_shifted /= count;
  return mean;
}

std::vector<LayerDensities> layer_densities(const std::vector<LabelledGroup>& groups, std::size_t set) {
  std::vector<LayerDensities> all;
  for (const auto& [label, group] : groups) {
    LayerDensities& one = all.emplace_back(LayerDensities{label, {}});
    for (const std::string& layer : layers_of(*group))
      one.shares.push_back(
          group->mean([&](const TrainedCell& cell) { return final_density(cell, set, layer); }));
  }
  return all;
}

}  // namespace

ExperimentCell training_cell(const std::string& experiment, const Settings& settings,
                             const std::vector<std::string>& data) {
  check(settings, experiment);
  return {.experiment = experiment,
          .name = cell_name(settings),
          .work = settings.network == Architecture::unet ? "segment" : "classify",
          .data = data,
          .parameters = to_json(settings),
          .weight = cost(settings)};
}

ExperimentCell inspection_cell(const ExperimentCell& training, std::int64_t pictures) {
  ExperimentCell cell{.experiment = training.experiment,
                      .name = training.name + "-inspect",
                      .work = "inspect",
                      .parameters = training.parameters,
                      .weight = 0.5,
                      .trained = training.name};
  cell.parameters["pictures"] = pictures;
  if (pictures > 0) cell.data.assign(training.data.begin() + 1, training.data.end());
  return cell;
}

std::vector<Settings> combinations(const Settings& base, const std::vector<std::vector<Choice>>& choices) {
  std::vector<Settings> all = {base};
  for (const std::vector<Choice>& alternatives : choices) {
    std::vector<Settings> longer;
    for (const Settings& so_far : all) {
      for (const Choice& choice : alternatives) choice(longer.emplace_back(so_far));
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<Choice> seeds_up_to(std::int64_t count) {
  std::vector<std::int64_t> seeds(static_cast<std::size_t>(count));
  std::iota(seeds.begin(), seeds.end(), std::int64_t{1});
  return each(&Settings::seed, seeds);
}

std::int64_t whole(const ProfileTable& table, const std::string& key, const std::string& field) {
  const Range range = range_of(field);
  return table.integer(key, static_cast<std::int64_t>(range.least), static_cast<std::int64_t>(range.most));
}

std::vector<TrainedCell> trained_cells(const std::vector<ExperimentResult>& results) {
  std::vector<TrainedCell> cells;
  for (const ExperimentResult& result : results) {
    if (result.work == "inspect") continue;
    cells.push_back({.file = result.file,
                     .settings = settings_from(result.parameters, result.file),
                     .record = training_record(result.result, result.file)});
  }
  for (const ExperimentResult& result : results) {
    if (result.work != "inspect") continue;
    const Settings settings = inspected(result);
    for (TrainedCell& cell : cells) {
      if (!(cell.settings == settings)) continue;
      cell.inspection = inspection_record(result.result, result.file);
      cell.pictures = without_extension(result.file);
    }
  }
  return cells;
}

double final_density(const TrainedCell& cell, std::size_t set, const std::string& feature) {
  for (const auto& [name, density] : final_metrics(cell.record, set, cell.file).density) {
    if (name == feature) return density;
  }
  throw InputError(cell.file, "density", "the feature " + feature, "none");
}

std::vector<std::string> layers_of(const Group& group) {
  std::vector<std::string> layers;
  for (const auto& [name, density] : final_metrics(group.one().record, 0, group.one().file).density)
    layers.push_back(name);
  return layers;
}

Table density_table(const std::string& title, const std::vector<LabelledGroup>& groups, std::size_t set) {
  return density_table(title, layers_of(*groups.front().group), layer_densities(groups, set));
}

Figure density_by_layer(const std::string& name, const std::string& title,
                        const std::vector<LabelledGroup>& groups, std::size_t set) {
  return density_by_layer(name, title, layers_of(*groups.front().group), layer_densities(groups, set));
}

Figure density_over_training(const std::string& name, const std::string& title, const Group& group,
                             std::size_t set) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.x_label = "epoch";
  figure.y_label = "entries above 1e-6 in magnitude (%)";
  const std::vector<std::string> layers = layers_of(group);
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    figure.series.push_back(mean_curve(layers[layer], group, [&](const TrainedCell& cell) {
      Series series;
      for (const Epoch& epoch : cell.record.epochs) {
        if (epoch.sets.size() <= set) continue;
        series.x.push_back(static_cast<double>(epoch.number));
        series.y.push_back(100 * epoch.sets[set].density.at(layer).second);
      }
      return series;
    }));
    figure.series.back().lo.clear(),
        figure.series.back().hi.clear();  // bands of so many curves hide each other
  }
  return figure;
}

Table coherence_table(const std::string& title, const std::vector<LabelledGroup>& groups, std::size_t set) {
  std::vector<LayerCoherence> rows;
  for (const LabelledGroup& group : groups) {
    for (const std::string& layer : layers_of(*group.group)) {
      if (auto row = layer_coherence(group, layer, set)) rows.push_back(std::move(*row));
    }
  }
  return coherence_table(title, rows);
}

}  // namespace dsc
