// The weight of the penalty from 1e-5 to 1e-2, which the paper chooses for each network and activation
// without showing how.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/classification/classify_cell.h"
#include "experiments/classification/classify_results.h"
#include "experiments/findings/result_fields.h"

namespace dsc {
namespace {

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  std::vector<ExperimentCell> all;
  const auto sets = table.texts("data", kClassifiedSets);
  const auto activations = table.texts("activations", kActivations);
  const auto gammas = table.numbers("gammas", 0, 1e6);
  const std::string network = table.text("network", kClassifiers);
  ClassifySettings settings = read_classify_settings(table, network);
  const std::int64_t seeds = settings.seed;
  for (const std::string& set : sets) {
    for (const std::string& activation : activations) {
      for (const double gamma : gammas) {
        for (settings.seed = 1; settings.seed <= seeds; ++settings.seed) {
          settings.set = set;
          settings.activation = activation;
          settings.gamma = gamma;
          all.push_back(classify_cell("gamma", settings));
        }
      }
    }
  }
  return all;
}

std::vector<PairedSetting> labelled_by_gamma(std::vector<PairedSetting> settings) {
  for (PairedSetting& setting : settings) {
    if (setting.second == nullptr) continue;
    setting.label += fmt::format(", gamma = {:g}", number_parameter(setting.second->one(), "gamma"));
  }
  std::stable_sort(settings.begin(), settings.end(), [](const PairedSetting& a, const PairedSetting& b) {
    const auto gamma = [](const PairedSetting& s) {
      return s.second ? number_parameter(s.second->one(), "gamma") : 0;
    };
    return std::pair(setting_label(a.second ? *a.second : *a.first), gamma(a)) <
           std::pair(setting_label(b.second ? *b.second : *b.first), gamma(b));
  });
  return settings;
}

/// Mean over seeds against gamma, and as a level line what no penalty gives.
void add_series(const std::string& label, const std::vector<const SeedGroup*>& groups, const Measure& measure,
                Figure& figure) {
  Series curve{label, {}, {}};
  std::vector<double> plain;
  for (const SeedGroup* group : groups) {
    const double gamma = number_parameter(group->one(), "gamma"),
                 value = measure.scale * group->mean(measure.read);
    if (gamma > 0) {
      curve.x.push_back(gamma);
      curve.y.push_back(value);
    } else {
      plain.push_back(value);
    }
  }
  if (curve.x.empty()) return;
  figure.series.push_back(curve);
  if (!plain.empty())
    figure.series.push_back(
        {label + ", no penalty", {curve.x.front(), curve.x.back()}, {plain[0], plain[0]}});
}

Figure against_gamma(const std::string& name, const std::string& y_label,
                     const std::vector<SeedGroup>& groups, const Measure& measure) {
  Figure figure;
  figure.name = name;
  figure.title = measure.name + " against gamma, last epoch (means over seeds)";
  figure.title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(figure.title.front())));
  figure.x_label = "gamma";
  figure.y_label = y_label;
  figure.log_x = true;
  std::vector<std::string> labels;
  for (const SeedGroup& group : groups) {
    const std::string label = setting_label(group);
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  for (const std::string& label : labels) {
    std::vector<const SeedGroup*> alike;
    for (const SeedGroup& group : groups) {
      if (setting_label(group) == label) alike.push_back(&group);
    }
    std::sort(alike.begin(), alike.end(), [](const SeedGroup* a, const SeedGroup* b) {
      return number_parameter(a->one(), "gamma") < number_parameter(b->one(), "gamma");
    });
    add_series(label, alike, measure, figure);
  }
  return figure;
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<SeedGroup> groups = seed_groups(results);
  const std::vector<PairedSetting> settings = labelled_by_gamma(against_no_penalty(groups));
  ExperimentFindings findings;
  compare_treatments(settings, findings);
  findings.answer += runs_at_chance(groups);
  findings.figures.push_back(against_gamma("accuracy", "test accuracy (%)", groups, final_accuracy()));
  findings.figures.push_back(against_gamma("penalty", "sum of mean magnitudes", groups, final_penalty()));
  if (!with_zeros(settings).empty())
    findings.figures.push_back(
        against_gamma("density", "entries above 1e-6 (%)", groups, final_penalised_density()));
  return findings;
}

const ExperimentRegistration registration({
    .id = "gamma",
    .position = 2,
    .title = "The weight of the penalty",
    .source = "Table 2",
    .question = "How do accuracy, magnitude and sparsity of the penalised features depend on gamma?",
    .paper = "One gamma for each network and activation, from 1e-5 to 1e-2 (Table 2), without a comparison.",
    .cells = cells,
    .findings = findings_of,
});

}  // namespace
}  // namespace dsc
