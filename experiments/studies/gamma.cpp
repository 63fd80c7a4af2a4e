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

/// Mean and range over seeds against gamma, and as a level band what no penalty gives.
void add_series(const std::string& label, const std::vector<const Group*>& groups, const Measure& measure,
                double (*read)(const TrainedCell&), Figure& figure) {
  Series curve{.label = label}, level{.label = label + ", no penalty"};
  const auto add = [&](Series& series, double at, const Group& group) {
    const std::vector<double> values = group.values(read);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    series.add(at, measure.scale * group.mean(read));
    series.lo.push_back(measure.scale * *least);
    series.hi.push_back(measure.scale * *most);
  };
  const Group* plain = nullptr;
  for (const Group* group : groups) {
    const double gamma = group->one().settings.gamma;
    if (gamma > 0) {
      add(curve, gamma, *group);
    } else {
      plain = group;
    }
  }
  if (curve.x.empty()) return;
  if (plain != nullptr) {
    for (const double end : {curve.x.front(), curve.x.back()}) add(level, end, *plain);
  }
  figure.series.push_back(std::move(curve));
  if (!level.x.empty()) figure.series.push_back(std::move(level));
}

Figure against_gamma(const std::string& name, const std::string& y_label, const std::vector<Group>& groups,
                     const Measure& measure, double (*read)(const TrainedCell&)) {
  Figure figure;
  figure.name = name;
  figure.title = measure.name + " against gamma, last epoch (means and range over seeds)";
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

/// Whether a weight is one that an honest search would try, and not the positive control.
bool plausible(const Group& group) {
  const double gamma = group.one().settings.gamma;
  return gamma > 0 && gamma <= 1e-2;
}

/// Picking the best weight on the test set: its gain over no penalty by seed, beside the gain of each weight.
void add_selection(const std::vector<Group>& groups, ExperimentFindings& findings) {
  for (const Group& plain : groups) {
    if (plain.one().settings.gamma > 0) continue;
    std::vector<const Group*> weights;
    for (const Group& group : groups) {
      if (plausible(group) && condition_label(group) == condition_label(plain)) weights.push_back(&group);
    }
    if (weights.size() < 2) continue;
    std::ranges::sort(weights, {}, [](const Group* group) { return group->one().settings.gamma; });
    Series best{.label = "best of them on the test set"};
    Figure figure;
    for (const Group* group : weights)
      figure.series.push_back({.label = fmt::format("gamma = {:g}", group->one().settings.gamma)});
    for (const auto& [seed, cell] : plain.by_seed) {
      double most = -100;
      const auto at = static_cast<double>(figure.categories.size());
      figure.categories.push_back(fmt::format("seed {}", seed));
      for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto found = weights[i]->by_seed.find(seed);
        if (found == weights[i]->by_seed.end()) continue;
        const double gain = 100 * (final_accuracy(*found->second) - final_accuracy(*cell));
        figure.series[i].add(at, gain);
        most = std::max(most, gain);
      }
      if (most > -100) best.add(at, most);
    }
    if (best.y.size() < 2) continue;
    const auto up = std::count_if(best.y.begin(), best.y.end(), [](double gain) { return gain > 0; });
    findings.answer += fmt::format(
        " Picking for each seed the best of {} weights up to 1e-2 on the test set gains {:+.2f} points on "
        "average and "
        "is above no penalty in {} of {} seeds ({}): selection looks like an effect.",
        weights.size(), mean_interval(best.y).mean, up, best.y.size(), condition_label(plain));
    figure.name = "selection-" + network_stem(plain) + "-" + named(plain.one().settings.activation).key;
    figure.title = "What selection on the test set gains: " + condition_label(plain);
    figure.y_label = "accuracy minus that without penalty (points)";
    figure.style = Figure::Style::bars;
    figure.series.push_back(std::move(best));
    findings.figures.push_back(std::move(figure));
  }
}

/// The weights at which the comparison itself is tested: one that must show nothing, one that must show.
std::string controls(const std::vector<Pair<TrainedCell>>& pairs) {
  const std::vector<Effect> effects =
      judged(compare(pairs, kAccuracy, final_accuracy), {}, kJudgedAccuracy.smallest);
  std::string text;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].second == nullptr || !effects[i].judgement) continue;
    const double gamma = pairs[i].second->one().settings.gamma;
    const bool nothing = gamma <= 1e-5, something = gamma >= 1;
    if (!nothing && !something) continue;
    const EffectVerdict verdict = effects[i].verdict();
    const bool found = verdict == EffectVerdict::rises || verdict == EffectVerdict::falls;
    text += fmt::format(" {} control, {}: {}, {}.", nothing ? "A/A" : "Positive", effects[i].comparison.label,
                        shown_verdict(effects[i], kJudgedAccuracy),
                        found == something ? "as it must" : "as it must not");
  }
  return text;
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<TrainedCell> trained = trained_cells(results);
  const std::vector<Group> groups = seed_groups(trained);
  const std::vector<Pair<TrainedCell>> pairs = labelled_by_gamma(against_no_penalty(groups));
  ExperimentFindings findings;
  compare_treatments(pairs, findings);
  findings.answer += controls(pairs) + runs_at_chance(groups);
  add_selection(groups, findings);
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
