// Section 4.1: classification with and without the penalty on early features. Tables 1 and 2, Figures 1 to 3;
// with sparsity by layer and the coherence of the learned filters, which the paper's theory speaks of and its
// experiments do not measure.
#include <fmt/format.h>

#include "experiments/comparison/empirical.h"
#include "experiments/studies/classified.h"
#include "experiments/studies/exposure.h"

namespace dsc {
namespace {

constexpr double kFirstEpochs = 50;  // of Figure 3

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  const auto sets = table.texts("data", classified_sets());
  std::vector<Nonlinearity> activations;
  for (const std::string& key : table.texts("activations", keys_of<Nonlinearity>()))
    activations.push_back(value_of<Nonlinearity>(key));
  const std::vector<Choice> gammas = {[](Settings& s) { s.gamma = 0; },
                                      [](Settings& s) { s.gamma = table2_gamma(s.network, s.activation); }};
  std::vector<ExperimentCell> all;
  for (const std::string& network : table.texts("networks", kClassifiers)) {
    for (const Settings& settings :
         combinations(read_classification(table, network),
                      {each(&Settings::set, sets), each(&Settings::activation, activations), gammas,
                       seeds_up_to(read_seeds(table, network))})) {
      all.push_back(classification_cell("classification", settings));
      // ELU and Mish are zero at zero only: no sparsity to hold against coherence.
      if (settings.activation == Nonlinearity::relu) all.push_back(inspection_cell(all.back(), 0));
    }
  }
  return all;
}

/// The groups that share a figure: those of one network on one set.
struct Panel {
  std::string label{}, stem{};
  std::vector<LabelledGroup> groups{};
};

std::string treatment_label(const Group& group) {
  const double gamma = group.one().settings.gamma;
  const std::string activation = named(group.one().settings.activation).name;
  return gamma > 0 ? fmt::format("{}, gamma = {:g}", activation, gamma) : activation + ", no penalty";
}

std::vector<Panel> panels_of(const std::vector<Group>& groups) {
  std::vector<Panel> panels;
  for (const Group& group : groups) {
    const std::string label = network_label(group);
    if (panels.empty() || panels.back().label != label) panels.push_back({label, network_stem(group), {}});
    panels.back().groups.push_back({treatment_label(group), &group});
  }
  return panels;
}

Figure accuracy_figure(const Panel& panel) {
  Figure figure;
  figure.name = "accuracy-" + panel.stem;
  figure.title = "Test accuracy: " + panel.label + " (as the paper's Figure 1; means and range over seeds)";
  figure.x_label = "epoch";
  figure.y_label = "test accuracy (%)";
  for (const auto& [label, group] : panel.groups) figure.series.push_back(accuracy_curve(label, *group));
  return figure;
}

Figure loss_figure(const Panel& panel) {
  Figure figure;
  figure.name = "loss-" + panel.stem;
  figure.title = "Training loss without the penalty's term: " + panel.label +
                 " (as the paper's Figure 2; means and range over seeds)";
  figure.x_label = "epoch";
  figure.y_label = "cross-entropy";
  for (const auto& [label, group] : panel.groups) figure.series.push_back(loss_curve(label, *group));
  return figure;
}

/// The part of a figure up to some x.
Figure leading(Figure figure, double most) {
  for (Series& series : figure.series) {
    std::size_t count = 0;
    while (count < series.x.size() && series.x[count] <= most) ++count;
    series.x.resize(count);
    series.y.resize(count);
    if (!series.lo.empty()) series.lo.resize(count), series.hi.resize(count);
  }
  return figure;
}

void add_curves(const Panel& panel, ExperimentFindings& findings) {
  findings.figures.push_back(accuracy_figure(panel));
  findings.figures.push_back(loss_figure(panel));
  const Figure loss = findings.figures.back();
  if (loss.series.front().x.back() > kFirstEpochs) {
    Figure first = leading(loss, kFirstEpochs);
    first.name = "first-epochs-" + panel.stem;
    first.title = "Training loss, first 50 epochs: " + panel.label +
                  " (as the paper's Figure 3; means and range over seeds)";
    findings.figures.push_back(first);
  }
}

/// ELU and Mish are zero at zero only: their features have no sparsity to follow.
std::vector<LabelledGroup> with_zeros(const Panel& panel) {
  std::vector<LabelledGroup> found;
  for (const LabelledGroup& one : panel.groups) {
    if (one.group->one().settings.activation == Nonlinearity::relu) found.push_back(one);
  }
  return found;
}

void add_sparsity(const Panel& panel, ExperimentFindings& findings) {
  const std::vector<LabelledGroup> groups = with_zeros(panel);
  if (groups.empty()) return;
  findings.tables.push_back(
      density_table("Entries of features above 1e-6 in magnitude at the end of training, percent of the "
                    "test set's: " +
                        panel.label,
                    groups, 0));
  Table coherence = coherence_table(
      "Learned filters: mutual coherence, and the sparsity that is observed: " + panel.label, groups, 0);
  if (!coherence.rows.empty()) findings.tables.push_back(std::move(coherence));
  for (const auto& [label, group] : groups) {
    const bool penalised = group->one().settings.gamma > 0;
    findings.figures.push_back(density_over_training(
        fmt::format("sparsity-{}-{}", panel.stem, penalised ? "penalty" : "plain"),
        fmt::format("Sparsity of features over training: {}, {}", panel.label, label), *group, 0));
  }
}

/// Of one network, without the penalty, each activation against ReLU.
std::vector<Pair<TrainedCell>> between_activations(const std::vector<Group>& groups) {
  std::vector<Pair<TrainedCell>> pairs;
  for (const Group& group : groups) {
    Settings other = group.one().settings;
    if (other.gamma > 0 || other.activation == Nonlinearity::relu) continue;
    other.activation = Nonlinearity::relu;
    if (const Group* relu = find_group(groups, other))
      pairs.push_back({condition_label(group), relu, &group});
  }
  return pairs;
}

std::vector<EmpiricalClaim> section_4_1(const std::vector<Group>& groups) {
  const std::vector<Pair<TrainedCell>> pairs = against_no_penalty(groups);
  const Measure loss = {"final training cross-entropy", "nats", 1, 4};
  const auto held = [](const ClaimedEffect& claim, const std::vector<Pair<TrainedCell>>& compared,
                       auto read) {
    return held_against(claim, compare(compared, claim.measure.measure, read));
  };
  std::vector<EmpiricalClaim> claims = {
      held({"F1", "The penalty improves the test accuracy in most cases", EffectVerdict::rises,
            kJudgedAccuracy},
           pairs, final_accuracy),
      held({"F2",
            "All activations come out close to each other (read: within two points of ReLU)",
            EffectVerdict::no_larger,
            {kAccuracy, 2}},
           between_activations(groups), final_accuracy),
      held({"F3",
            "The training loss hardly changes with the penalty (read: by no more than 0.05 nats at the end)",
            EffectVerdict::no_larger,
            {loss, 0.05}},
           pairs, [](const TrainedCell& cell) { return cell.record.epochs.back().loss; })};
  claims.front().finding += reach_of_runs(pairs);
  std::vector<PairedComparison> doses;
  for (const Pair<TrainedCell>& pair : pairs) {
    const std::vector<double> dose = dose_delivered(pair);
    doses.push_back(paired_values(pair.label, std::vector<double>(dose.size(), 0.0), dose));
  }
  const Measure dose = {"change of the penalised sum of magnitudes", "percent", 1, 1};
  claims.push_back(held_against(
      {"F4", "The penalty keeps the sum of magnitudes that it acts on down", EffectVerdict::falls, {dose, 1}},
      adjust_together(std::move(doses))));
  claims.push_back(held({"F5",
                         "With the penalty the penalised features are sparser (ReLU)",
                         EffectVerdict::falls,
                         {kPenalisedDensity, 0.5}},
                        with_zeros(pairs), final_penalised_density));
  return claims;
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<TrainedCell> trained = trained_cells(results);
  const std::vector<Group> groups = seed_groups(trained);
  ExperimentFindings findings;
  compare_treatments(against_no_penalty(groups), findings);
  findings.tables.push_back(largest_possible_effect(against_no_penalty(groups)));
  findings.claims = section_4_1(groups);
  findings.answer += runs_at_chance(groups);
  const std::vector<Panel> panels = panels_of(groups);
  for (const Panel& panel : panels) add_curves(panel, findings);
  for (const Panel& panel : panels) add_sparsity(panel, findings);
  return findings;
}

const ExperimentRegistration registration({
    .id = "classification",
    .position = 1,
    .title = "Classification with and without the penalty",
    .source = "Section 4.1, Tables 1 and 2, Figures 1 to 3",
    .question = "Does the l1 penalty on early features change the test accuracy, the training loss and the "
                "sparsity of the "
                "features, for LeNet-5 and VGG11 with ReLU, ELU and Mish?",
    .paper = "Accuracy curves on CIFAR-10, one run of 200 epochs for each setting: in most cases the penalty "
             "improves the "
             "accuracy, all activations come out close to each other, and the training loss hardly changes. "
             "The text gives no "
             "numbers. SGD from rate 0.1 with cosine annealing, batch 128, weight decay 5e-4; gamma by Table "
             "2: LeNet-5 1e-3 "
             "(ReLU), 1e-2 (ELU), 1e-4 (Mish); VGG11 1e-3, 1e-5, 1e-3. It names neither momentum nor "
             "augmentation; here there "
             "is no momentum, and the augmentation is the profile's.",
    .cells = cells,
    .findings = findings_of,
});

}  // namespace
}  // namespace dsc
