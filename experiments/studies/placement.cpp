// The penalty on the first features against the penalty on the last ones before the classifier, which the
// paper avoids without trying it.
#include <fmt/format.h>

#include "experiments/data/sets.h"
#include "experiments/studies/classified.h"
#include "experiments/studies/exposure.h"

namespace dsc {
namespace {

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  const auto sets = table.texts("data", classified_sets());
  const std::string network = table.text("network", kClassifiers);
  Settings base = read_classification(table, network);
  base.activation = value_of<Nonlinearity>(table.text("activation", keys_of<Nonlinearity>()));
  const double gamma = table.number("gamma", 1e-9, range_of("gamma").most);
  const std::vector<Choice> treatments = {[](Settings& s) { s.gamma = 0; },
                                          [gamma](Settings& s) { s.gamma = gamma; },
                                          [gamma](Settings& s) { s.gamma = gamma, s.placement = "late"; }};
  std::vector<ExperimentCell> all;
  for (const Settings& settings :
       combinations(base, {each(&Settings::set, sets), treatments, seeds_up_to(read_seeds(table, network))}))
    all.push_back(classification_cell("placement", settings));
  return all;
}

/// Late features against early ones: what the place does.
std::vector<Pair<TrainedCell>> late_against_early(const std::vector<Group>& groups) {
  std::vector<Pair<TrainedCell>> pairs;
  for (const Group& group : groups) {
    Settings early = group.one().settings;
    if (early.gamma == 0 || early.placement != "late") continue;
    early.placement = "early";
    pairs.push_back({condition_label(group), find_group(groups, early), &group});
  }
  return pairs;
}

/// Either place against no penalty.
std::vector<Pair<TrainedCell>> against_none(const std::vector<Group>& groups) {
  std::vector<Pair<TrainedCell>> pairs;
  for (const Group& group : groups) {
    Settings plain = group.one().settings;
    if (plain.gamma == 0) continue;
    const std::string label = condition_label(group) + ", " + plain.placement + " features";
    plain.gamma = 0;
    plain.placement = "early";
    pairs.push_back({label, find_group(groups, plain), &group});
  }
  return pairs;
}

std::vector<LabelledGroup> labelled(const std::vector<Group>& groups) {
  std::vector<LabelledGroup> all;
  for (const Group& group : groups) {
    const Settings& s = group.one().settings;
    const std::string treatment = s.gamma > 0 ? "penalty on " + s.placement + " features" : "no penalty";
    all.push_back({known_set(s.set, {}).location.name + ", " + treatment, &group});
  }
  return all;
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<TrainedCell> trained = trained_cells(results);
  const std::vector<Group> groups = seed_groups(trained);
  const Treatments places = {"penalty on early features", "penalty on late features",
                             "the place of the penalty"};
  ExperimentFindings findings;
  const auto add = [&](const std::string& name, const std::vector<Pair<TrainedCell>>& pairs,
                       const Treatments& treatments) {
    const std::vector<PairedComparison> accuracy = compare(pairs, kAccuracy, final_accuracy);
    add_effects(name, accuracy, exposures(pairs, 0, percent_correct), kJudgedAccuracy, treatments, findings);
    findings.tables.push_back(comparison_table(accuracy, kAccuracy, treatments));
  };
  add("effects-place", late_against_early(groups), places);
  add("effects", against_none(groups), kPenaltyTreatments);
  findings.answer += runs_at_chance(groups);
  const std::vector<LabelledGroup> all = labelled(groups);
  findings.tables.push_back(
      density_table("Entries of features above 1e-6 in magnitude at the end of training, percent", all, 0));
  findings.figures.push_back(
      density_by_layer("density", "Sparsity of features by place of the penalty (means over seeds)", all, 0));
  Figure accuracy;
  accuracy.name = "accuracy";
  accuracy.title = "Test accuracy by place of the penalty (means and range over seeds)";
  accuracy.x_label = "epoch";
  accuracy.y_label = "test accuracy (%)";
  for (const auto& [label, group] : all) accuracy.series.push_back(accuracy_curve(label, *group));
  findings.figures.push_back(accuracy);
  return findings;
}

const ExperimentRegistration registration({
    .id = "placement",
    .position = 3,
    .title = "Penalty on early features against penalty on late ones",
    .source = "Section 4.1",
    .question = "Does it matter whether the penalty acts on the first features or on the last ones before "
                "the classifier?",
    .paper = "The penalty is put on features far from the classifier, to leave the prediction alone. The "
             "other choice is not "
             "tried.",
    .cells = cells,
    .findings = findings_of,
});

}  // namespace
}  // namespace dsc
