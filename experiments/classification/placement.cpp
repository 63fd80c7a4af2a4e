// The penalty on the first features against the penalty on the last ones before the classifier, which the
// paper avoids without trying it.
#include <fmt/format.h>

#include "experiments/classification/classify_cell.h"
#include "experiments/classification/classify_results.h"
#include "experiments/findings/result_fields.h"

namespace dsc {
namespace {

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  struct Treatment {
    const char* placement;
    bool penalised;
  };
  std::vector<ExperimentCell> all;
  const auto sets = table.texts("data", kClassifiedSets);
  const std::string network = table.text("network", kClassifiers);
  const std::string activation = table.text("activation", kActivations);
  const double gamma = table.number("gamma", 1e-9, 1e6);
  ClassifySettings settings = read_classify_settings(table, network);
  const std::int64_t seeds = settings.seed;
  settings.activation = activation;
  for (const std::string& set : sets) {
    for (const auto& [placement, penalised] : {Treatment{"early", false}, {"early", true}, {"late", true}}) {
      for (settings.seed = 1; settings.seed <= seeds; ++settings.seed) {
        settings.set = set;
        settings.placement = placement;
        settings.gamma = penalised ? gamma : 0;
        all.push_back(classify_cell("placement", settings));
      }
    }
  }
  return all;
}

/// Late features against early ones: what the place does.
std::vector<PairedSetting> late_against_early(const std::vector<SeedGroup>& groups) {
  std::vector<PairedSetting> settings;
  for (const SeedGroup& group : groups) {
    if (number_parameter(group.one(), "gamma") == 0 || text_parameter(group.one(), "placement") != "late")
      continue;
    settings.push_back({setting_label(group), find_group(groups, group, {{"placement", "early"}}), &group});
  }
  return settings;
}

/// Either place against no penalty.
std::vector<PairedSetting> against_none(const std::vector<SeedGroup>& groups) {
  std::vector<PairedSetting> settings;
  for (const SeedGroup& group : groups) {
    if (number_parameter(group.one(), "gamma") == 0) continue;
    settings.push_back({setting_label(group) + ", " + text_parameter(group.one(), "placement") + " features",
                        find_group(groups, group, {{"gamma", 0.0}, {"placement", "early"}}), &group});
  }
  return settings;
}

std::vector<LabelledGroup> labelled(const std::vector<SeedGroup>& groups) {
  std::vector<LabelledGroup> all;
  for (const SeedGroup& group : groups) {
    const bool penalised = number_parameter(group.one(), "gamma") > 0;
    const std::string treatment =
        penalised ? "penalty on " + text_parameter(group.one(), "placement") + " features" : "no penalty";
    all.push_back({shown_name(text_parameter(group.one(), "set")) + ", " + treatment, &group});
  }
  return all;
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<SeedGroup> groups = seed_groups(results);
  const Treatments places = {"penalty on early features", "penalty on late features",
                             "the place of the penalty"};
  const Measure measure = final_accuracy();
  ExperimentFindings findings;
  add_comparisons(compare(late_against_early(groups), measure), measure, places, findings);
  add_comparisons(compare(against_none(groups), measure), measure, kPenaltyTreatments, findings);
  findings.answer += runs_at_chance(groups);
  const std::vector<LabelledGroup> all = labelled(groups);
  findings.tables.push_back(
      density_table("Entries of features above 1e-6 in magnitude at the end of training, percent", all, 0));
  findings.figures.push_back(
      density_by_layer("density", "Sparsity of features by place of the penalty (means over seeds)", all, 0));
  Figure accuracy;
  accuracy.name = "accuracy";
  accuracy.title = "Test accuracy by place of the penalty (means over seeds)";
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
