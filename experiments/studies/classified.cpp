#include "experiments/studies/classified.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "experiments/data/sets.h"
#include "experiments/studies/exposure.h"
#include "harness/error.h"

namespace dsc {

const std::vector<std::string> kClassifiers = {"lenet5", "vgg11"};

const Measure kAccuracy = {"test accuracy", "percentage points", 100, 2};
const JudgedMeasure kJudgedAccuracy = {kAccuracy, 0.5};
const Measure kPenalty = {"sum of the penalised features' mean magnitudes on the training images", "", 1, 4};
const Measure kPenalisedDensity = {"share of entries above 1e-6 in the penalised features",
                                   "percentage points", 100, 2};

std::vector<std::string> classified_sets() {
  std::vector<std::string> keys;
  for (const KnownSet& set : known_sets({})) {
    if (set.classes > 0) keys.push_back(set.location.key);
  }
  return keys;
}

double table2_gamma(Architecture network, Nonlinearity activation) {
  static const std::map<std::pair<Architecture, Nonlinearity>, double> table = {
      {{Architecture::lenet5, Nonlinearity::relu}, 1e-3}, {{Architecture::lenet5, Nonlinearity::elu}, 1e-2},
      {{Architecture::lenet5, Nonlinearity::mish}, 1e-4}, {{Architecture::vgg11, Nonlinearity::relu}, 1e-3},
      {{Architecture::vgg11, Nonlinearity::elu}, 1e-5},   {{Architecture::vgg11, Nonlinearity::mish}, 1e-3}};
  const auto found = table.find({network, activation});
  if (found == table.end())
    throw std::invalid_argument(std::string("Table 2 has no gamma for ") + named(network).name);
  return found->second;
}

Settings read_classification(const ProfileTable& table, const std::string& network) {
  Settings s;
  s.network = value_of<Architecture>(network);
  s.augmentation = value_of<Augmentation>(table.text("augmentation", keys_of<Augmentation>()));
  s.test_images = whole(table, "test_images", "test_images");
  s.evaluate_every = whole(table, "evaluate_every", "evaluate_every");
  s.images = whole(table, network + "_images", "images");
  s.epochs = whole(table, network + "_epochs", "epochs");
  if (s.network == Architecture::vgg11) s.base = whole(table, "vgg11_base", "base");
  return s;
}

std::int64_t read_seeds(const ProfileTable& table, const std::string& network) {
  return table.integer(network + "_seeds", 1, 1000);
}

ExperimentCell classification_cell(const std::string& experiment, const Settings& settings) {
  return training_cell(experiment, settings, {settings.set});
}

double final_accuracy(const TrainedCell& cell) {
  const std::optional<double> accuracy = final_metrics(cell.record, 0, cell.file).accuracy;
  if (!accuracy) throw InputError(cell.file, "accuracy", "one after the last epoch", "none");
  return *accuracy;
}

double final_penalty(const TrainedCell& cell) {
  if (cell.record.epochs.empty()) throw InputError(cell.file, "epoch", "at least one", "none");
  return cell.record.epochs.back().penalty;
}

double final_penalised_density(const TrainedCell& cell) {
  double sum = 0;
  for (const std::string& feature : cell.record.penalised) sum += final_density(cell, 0, feature);
  return sum / static_cast<double>(cell.record.penalised.size());
}

Series accuracy_curve(const std::string& label, const Group& group) {
  return mean_curve(label, group, [](const TrainedCell& cell) {
    Series series;
    for (const Epoch& epoch : cell.record.epochs) {
      if (epoch.sets.empty()) continue;
      series.x.push_back(static_cast<double>(epoch.number));
      series.y.push_back(100 * epoch.sets.front().accuracy.value_or(0));
    }
    return series;
  });
}

Series loss_curve(const std::string& label, const Group& group) {
  return mean_curve(label, group, [](const TrainedCell& cell) {
    Series series;
    for (const Epoch& epoch : cell.record.epochs) {
      series.x.push_back(static_cast<double>(epoch.number));
      series.y.push_back(epoch.loss);
    }
    return series;
  });
}

std::string network_label(const Group& group) {
  const Settings& s = group.one().settings;
  std::string label = known_set(s.set, {}).location.name + ", " + named(s.network).name;
  if (s.base != Settings{}.base) label += fmt::format(" of base width {}", s.base);
  return label;
}

std::string network_stem(const Group& group) {
  return group.one().settings.set + "-" + named(group.one().settings.network).key;
}

std::string condition_label(const Group& group) {
  return network_label(group) + ", " + named(group.one().settings.activation).name;
}

std::vector<Pair<TrainedCell>> against_no_penalty(const std::vector<Group>& groups) {
  std::vector<Pair<TrainedCell>> pairs;
  for (const Group& group : groups) {
    Settings plain = group.one().settings;
    if (plain.gamma == 0) continue;
    plain.gamma = 0;
    pairs.push_back({condition_label(group), find_group(groups, plain), &group});
  }
  for (const Group& group : groups) {
    const auto has_it = [&](const Pair<TrainedCell>& pair) { return pair.first == &group; };
    if (group.one().settings.gamma > 0 || std::any_of(pairs.begin(), pairs.end(), has_it)) continue;
    pairs.push_back({condition_label(group), &group, nullptr});
  }
  return pairs;
}

std::vector<Pair<TrainedCell>> with_zeros(const std::vector<Pair<TrainedCell>>& pairs) {
  std::vector<Pair<TrainedCell>> found;
  for (const Pair<TrainedCell>& pair : pairs) {
    if (pair.any().one().settings.activation == Nonlinearity::relu) found.push_back(pair);
  }
  return found;
}

void compare_treatments(const std::vector<Pair<TrainedCell>>& pairs, ExperimentFindings& findings) {
  const auto add = [&](const std::vector<Pair<TrainedCell>>& compared, const Measure& measure,
                       double (*read)(const TrainedCell&)) {
    if (compared.empty()) return;
    add_comparisons(compare(compared, measure, read), measure, kPenaltyTreatments, findings);
  };
  const std::vector<PairedComparison> accuracy = compare(pairs, kAccuracy, final_accuracy);
  add_effects("effects", accuracy, exposures(pairs, 0, percent_correct), kJudgedAccuracy, kPenaltyTreatments,
              findings);
  findings.tables.push_back(comparison_table(accuracy, kAccuracy, kPenaltyTreatments));
  add(pairs, kPenalty, final_penalty);
  add(with_zeros(pairs), kPenalisedDensity, final_penalised_density);
}

std::string runs_at_chance(const std::vector<Group>& groups) {
  std::vector<std::string> found;
  for (const Group& group : groups) {
    const double chance = 1.0 / known_set(group.one().settings.set, {}).classes;
    const std::string seeds =
        group.seeds_where([&](const TrainedCell& cell) { return final_accuracy(cell) < 1.5 * chance; });
    if (seeds.empty()) continue;
    found.push_back(
        fmt::format("{}, gamma = {:g}, {}", condition_label(group), group.one().settings.gamma, seeds));
  }
  if (found.empty()) return "";
  return fmt::format(" Near chance, so that nothing was learned: {}.", fmt::join(found, "; "));
}

}  // namespace dsc
