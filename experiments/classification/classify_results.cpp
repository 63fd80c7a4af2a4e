#include "experiments/classification/classify_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "experiments/classification/classify_cell.h"
#include "experiments/findings/result_fields.h"
#include "harness/error.h"

namespace dsc {

const Treatments kPenaltyTreatments = {"without penalty", "with penalty", "the penalty"};

namespace {

double last_of(const ExperimentResult& result, const std::string& pointer) {
  const std::vector<double> all = numbers_at(result, pointer);
  if (all.empty()) throw InputError(result.file, pointer, "at least one number", "none");
  return all.back();
}

double penalised_density(const ExperimentResult& result) {
  std::vector<std::string> layers = layer_names(result);
  const std::size_t half = layers.size() / 2;
  if (text_parameter(result, "placement") == "late") {
    layers.erase(layers.begin(), layers.begin() + static_cast<std::ptrdiff_t>(half));
  } else {
    layers.resize(half);
  }
  double sum = 0;
  for (const std::string& layer : layers) sum += final_density(result, 0, layer);
  return sum / static_cast<double>(layers.size());
}

MeasuredCurve curve(const std::string& pointer) {
  return [pointer](const ExperimentResult& result) { return numbers_at(result, pointer); };
}

}  // namespace

Measure final_accuracy() {
  return {"test accuracy", "percentage points", 100, 2,
          [](const ExperimentResult& r) { return last_of(r, "/curves/sets/0/accuracy"); }};
}

Measure final_penalty() {
  return {"penalised mean magnitude of features", "", 1, 4,
          [](const ExperimentResult& r) { return last_of(r, "/curves/train/penalty"); }};
}

Measure final_penalised_density() {
  return {"share of entries above 1e-6 in the penalised features", "percentage points", 100, 2,
          penalised_density};
}

Series accuracy_curve(const std::string& label, const SeedGroup& group) {
  Series series = mean_curve(label, group, curve("/curves/sets/0/epoch"), curve("/curves/sets/0/accuracy"));
  for (double& y : series.y) y *= 100;
  return series;
}

Series loss_curve(const std::string& label, const SeedGroup& group) {
  return mean_curve(label, group, curve("/curves/train/epoch"), curve("/curves/train/loss"));
}

std::string network_label(const SeedGroup& group) {
  const ExperimentResult& one = group.one();
  const std::string network = text_parameter(one, "network");
  std::string label = shown_name(text_parameter(one, "set")) + ", " + shown_name(network);
  if (network == "vgg11" && number_parameter(one, "base") != 64) {
    label += fmt::format(" of base width {:g}", number_parameter(one, "base"));
  }
  return label;
}

std::string network_stem(const SeedGroup& group) {
  return text_parameter(group.one(), "set") + "-" + text_parameter(group.one(), "network");
}

std::string setting_label(const SeedGroup& group) {
  return network_label(group) + ", " + shown_name(text_parameter(group.one(), "activation"));
}

std::vector<Setting> against_no_penalty(const std::vector<SeedGroup>& groups) {
  std::vector<Setting> settings;
  for (const SeedGroup& group : groups) {
    const bool penalised = number_parameter(group.one(), "gamma") > 0;
    if (penalised)
      settings.push_back({setting_label(group), find_group(groups, group, {{"gamma", 0.0}}), &group});
  }
  for (const SeedGroup& group : groups) {
    const auto has_it = [&](const Setting& setting) { return setting.first == &group; };
    if (number_parameter(group.one(), "gamma") > 0 || std::any_of(settings.begin(), settings.end(), has_it))
      continue;
    settings.push_back({setting_label(group), &group, nullptr});
  }
  return settings;
}

Table speed_table(const std::vector<SeedGroup>& groups) {
  Table table;
  table.title =
      "Speed of training, mean over all runs (threads of each run and runs side by side: see provenance)";
  table.columns = {"setting", "runs", "images per second", "waiting for data (% of training time)"};
  std::vector<std::string> order;
  std::map<std::string, std::vector<const ExperimentResult*>> runs;
  for (const SeedGroup& group : groups) {
    const std::string label = network_label(group);
    if (!runs.contains(label)) order.push_back(label);
    for (const auto& [seed, result] : group.by_seed) runs[label].push_back(result);
  }
  for (const std::string& label : order) {
    double speed = 0, waiting = 0;
    for (const ExperimentResult* result : runs[label]) {
      speed += number_at(*result, "/speed/images_per_second");
      waiting += number_at(*result, "/speed/waiting_share");
    }
    const auto n = static_cast<double>(runs[label].size());
    table.rows.push_back({label, fmt::format("{}", runs[label].size()), fmt::format("{:.0f}", speed / n),
                          fmt::format("{:.2f}", 100 * waiting / n)});
  }
  return table;
}

}  // namespace dsc
