// Section 4.1: classification with and without the penalty on early features. Tables 1 and 2, Figures 1 to 3;
// with sparsity by layer and the coherence of the learned filters, which the paper's theory speaks of and its
// experiments do not measure.
#include <fmt/format.h>

#include "experiments/classification/classify_cell.h"
#include "experiments/classification/classify_results.h"
#include "experiments/findings/result_fields.h"
#include "experiments/findings/speed.h"

namespace dsc {
namespace {

constexpr double kFirstEpochs = 50;  // of Figure 3

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  std::vector<ExperimentCell> all;
  const auto sets = table.texts("data", kClassifiedSets);
  const auto activations = table.texts("activations", kActivations);
  for (const std::string& network : table.texts("networks", kClassifiers)) {
    ClassifySettings settings = read_classify_settings(table, network);
    const std::int64_t seeds = settings.seed;
    for (const std::string& set : sets) {
      for (const std::string& activation : activations) {
        for (const double gamma : {0.0, table2_gamma(network, activation)}) {
          for (settings.seed = 1; settings.seed <= seeds; ++settings.seed) {
            settings.set = set;
            settings.activation = activation;
            settings.gamma = gamma;
            all.push_back(classify_cell("classification", settings));
          }
        }
      }
    }
  }
  return all;
}

/// The groups that share a figure: those of one network on one set.
struct Panel {
  std::string label{}, stem{};
  std::vector<LabelledGroup> groups{};
};

std::string treatment_label(const SeedGroup& group) {
  const double gamma = number_parameter(group.one(), "gamma");
  const std::string activation = shown_name(text_parameter(group.one(), "activation"));
  return gamma > 0 ? fmt::format("{}, gamma = {:g}", activation, gamma) : activation + ", no penalty";
}

std::vector<Panel> panels_of(const std::vector<SeedGroup>& groups) {
  std::vector<Panel> panels;
  for (const SeedGroup& group : groups) {
    const std::string label = network_label(group);
    if (panels.empty() || panels.back().label != label) panels.push_back({label, network_stem(group), {}});
    panels.back().groups.push_back({treatment_label(group), &group});
  }
  return panels;
}

Figure accuracy_figure(const Panel& panel) {
  Figure figure;
  figure.name = "accuracy-" + panel.stem;
  figure.title = "Test accuracy: " + panel.label + " (as the paper's Figure 1; means over seeds)";
  figure.x_label = "epoch";
  figure.y_label = "test accuracy (%)";
  for (const auto& [label, group] : panel.groups) figure.series.push_back(accuracy_curve(label, *group));
  return figure;
}

Figure loss_figure(const Panel& panel) {
  Figure figure;
  figure.name = "loss-" + panel.stem;
  figure.title = "Training loss without the penalty's term: " + panel.label +
                 " (as the paper's Figure 2; means over seeds)";
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
    first.title =
        "Training loss, first 50 epochs: " + panel.label + " (as the paper's Figure 3; means over seeds)";
    findings.figures.push_back(first);
  }
}

/// ELU and Mish are zero at zero only: their features have no sparsity to follow.
std::vector<LabelledGroup> with_zeros(const Panel& panel) {
  std::vector<LabelledGroup> found;
  for (const LabelledGroup& one : panel.groups) {
    if (text_parameter(one.group->one(), "activation") == "relu") found.push_back(one);
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
  findings.tables.push_back(
      coherence_table("Learned filters: mutual coherence, the sparsity below which it guarantees "
                      "uniqueness, and what is observed: " +
                          panel.label,
                      groups, 0));
  for (const auto& [label, group] : groups) {
    const bool penalised = number_parameter(group->one(), "gamma") > 0;
    findings.figures.push_back(density_over_training(
        fmt::format("sparsity-{}-{}", panel.stem, penalised ? "penalty" : "plain"),
        fmt::format("Sparsity of features over training: {}, {}", panel.label, label), *group, 0));
  }
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<SeedGroup> groups = seed_groups(results);
  ExperimentFindings findings;
  compare_treatments(against_no_penalty(groups), findings);
  findings.answer += runs_at_chance(groups);
  const std::vector<Panel> panels = panels_of(groups);
  for (const Panel& panel : panels) add_curves(panel, findings);
  GuaranteeCount guaranteed;
  for (const Panel& panel : panels) {
    add_sparsity(panel, findings);
    const GuaranteeCount here = guaranteed_layers(with_zeros(panel), 0);
    guaranteed.covered += here.covered, guaranteed.layers += here.layers;
  }
  findings.answer += guarantee_sentence(guaranteed);
  std::vector<std::pair<std::string, const SeedGroup*>> labelled;
  for (const SeedGroup& group : groups) labelled.emplace_back(network_label(group), &group);
  findings.tables.push_back(speed_table(labelled));
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
