// The weight of the penalty from 1e-5 to 1e-2, which the paper chooses for each network and activation
// without showing how.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/studies/classified.h"

namespace dsc {
namespace {

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  const auto sets = table.texts("data", classified_sets());
  std::vector<Nonlinearity> activations;
  for (const std::string& key : table.texts("activations", keys_of<Nonlinearity>()))
    activations.push_back(value_of<Nonlinearity>(key));
  const Range range = range_of("gamma");
  const auto gammas = table.numbers("gammas", range.least, range.most);
  const std::string network = table.text("network", kClassifiers);
  std::vector<ExperimentCell> all;
  for (const Settings& settings :
       combinations(read_classification(table, network),
                    {each(&Settings::set, sets), each(&Settings::activation, activations),
                     each(&Settings::gamma, gammas), seeds_up_to(read_seeds(table, network))})) {
    all.push_back(classification_cell("gamma", settings));
  }
  return all;
}

std::vector<Pair<TrainedCell>> labelled_by_gamma(std::vector<Pair<TrainedCell>> pairs) {
  for (Pair<TrainedCell>& pair : pairs) {
    if (pair.second != nullptr)
      pair.label += fmt::format(", gamma = {:g}", pair.second->one().settings.gamma);
  }
  const auto key = [](const Pair<TrainedCell>& pair) {
    return std::pair(condition_label(pair.any()),
                     pair.second != nullptr ? pair.second->one().settings.gamma : 0.0);
  };
  std::ranges::stable_sort(pairs, {}, key);
  return pairs;
}

/// Mean over seeds against gamma, and as a level line what no penalty gives.
void add_series(const std::string& label, const std::vector<const Group*>& groups, const Measure& measure,
                double (*read)(const TrainedCell&), Figure& figure) {
  Series curve{label, {}, {}};
  std::vector<double> plain;
  for (const Group* group : groups) {
    const double gamma = group->one().settings.gamma, value = measure.scale * group->mean(read);
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

Figure against_gamma(const std::string& name, const std::string& y_label, const std::vector<Group>& groups,
                     const Measure& measure, double (*read)(const TrainedCell&)) {
  Figure figure;
  figure.name = name;
  figure.title = measure.name + " against gamma, last epoch (means over seeds)";
  figure.title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(figure.title.front())));
  figure.x_label = "gamma";
  figure.y_label = y_label;
  figure.log_x = true;
  std::vector<std::string> labels;
  for (const Group& group : groups) {
    const std::string label = condition_label(group);
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  for (const std::string& label : labels) {
    std::vector<const Group*> alike;
    for (const Group& group : groups) {
      if (condition_label(group) == label) alike.push_back(&group);
    }
    std::sort(alike.begin(), alike.end(), [](const Group* a, const Group* b) {
      return a->one().settings.gamma < b->one().settings.gamma;
    });
    add_series(label, alike, measure, read, figure);
  }
  return figure;
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<TrainedCell> trained = trained_cells(results);
  const std::vector<Group> groups = seed_groups(trained);
  const std::vector<Pair<TrainedCell>> pairs = labelled_by_gamma(against_no_penalty(groups));
  ExperimentFindings findings;
  compare_treatments(pairs, findings);
  findings.answer += runs_at_chance(groups);
  findings.figures.push_back(
      against_gamma("accuracy", "test accuracy (%)", groups, kAccuracy, final_accuracy));
  findings.figures.push_back(
      against_gamma("penalty", "sum of mean magnitudes", groups, kPenalty, final_penalty));
  if (!with_zeros(pairs).empty())
    findings.figures.push_back(against_gamma("density", "entries above 1e-6 (%)", groups, kPenalisedDensity,
                                             final_penalised_density));
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
