#include "experiments/studies/segment_figures.h"

#include <fmt/format.h>

namespace dsc {
namespace {

Figure training_figure(const std::string& name, const std::string& title, const std::string& y_label,
                       double Epoch::*value, const SegmentPair& pair) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.x_label = "epoch";
  figure.y_label = y_label;
  for (const auto& [label, group] : both(pair)) {
    figure.series.push_back(mean_curve(label, *group, [&](const TrainedCell& cell) {
      Series series;
      for (const Epoch& epoch : cell.record.epochs) {
        series.x.push_back(static_cast<double>(epoch.number));
        series.y.push_back(epoch.*value);
      }
      return series;
    }));
  }
  return figure;
}

/// The first seed whose inspection shows test set number `set`, if any.
const TrainedCell* with_pictures(const Group* group, std::size_t set) {
  if (group == nullptr) return nullptr;
  for (const auto& [seed, cell] : group->by_seed) {
    if (cell->inspection && cell->inspection->pictures.size() > set) return cell;
  }
  return nullptr;
}

}  // namespace

std::vector<SegmentPair> segment_pairs(const std::vector<Group>& groups) {
  // Of the groups that differ by gamma alone: at most one without the penalty, and one with it.
  const auto partner = [&](const Group& group, bool penalised) -> const Group* {
    for (const Group& other : groups) {
      Settings settings = other.one().settings;
      settings.gamma = group.one().settings.gamma;
      if (alike(settings, group.one().settings) && (other.one().settings.gamma > 0) == penalised)
        return &other;
    }
    return nullptr;
  };
  std::vector<SegmentPair> pairs;
  for (const Group& group : groups) {
    const bool penalised = group.one().settings.gamma > 0;
    if (!penalised) pairs.push_back({group.one().settings.set, &group, partner(group, true)});
    if (penalised && partner(group, false) == nullptr)
      pairs.push_back({group.one().settings.set, nullptr, &group});
  }
  return pairs;
}

std::vector<LabelledGroup> both(const SegmentPair& pair) {
  std::vector<LabelledGroup> there;
  if (pair.first != nullptr) there.push_back({"without penalty", pair.first});
  if (pair.second != nullptr) there.push_back({"with penalty", pair.second});
  return there;
}

std::vector<std::string> set_names(const SegmentPair& pair) {
  std::vector<std::string> names;
  for (const TestOutcome& test : pair.any().one().record.tests) names.push_back(test.name);
  return names;
}

void add_segment_figures(const SegmentPair& pair, ExperimentFindings& findings) {
  const std::string set = pair.any().one().settings.set;
  findings.figures.push_back(training_figure(
      "loss-" + set, "Training loss: " + set + " (as the paper's Figure 5; means and range over seeds)",
      "binary cross-entropy", &Epoch::loss, pair));
  findings.figures.push_back(training_figure(
      "penalty-" + set,
      "Penalty over training: " + set + " (as the paper's Figure 5; means and range over seeds)",
      "sum of mean magnitudes", &Epoch::penalty, pair));
  const std::size_t last = set_names(pair).size() - 1;
  const std::string on = set_names(pair)[last];
  const std::vector<LabelledGroup> groups = both(pair);
  findings.figures.push_back(density_by_layer(
      "sparsity-" + set, "Sparsity of features on " + on + " (as the paper's Figure 6; means over seeds)",
      groups, last));
  for (const auto& [label, group] : groups) {
    const bool penalised = group->one().settings.gamma > 0;
    findings.figures.push_back(density_over_training(
        fmt::format("sparsity-over-training-{}-{}", set, penalised ? "penalty" : "plain"),
        fmt::format("Sparsity of features over training on {}, {}", on, label), *group, last));
  }
  findings.tables.push_back(density_table(
      "Entries of features above 1e-6 in magnitude at the end of training, percent, " + on, groups, last));
  Table coherence = coherence_table(
      "Learned filters (the second convolution of each block): mutual coherence, and the sparsity that is "
      "observed on " +
          on,
      groups, last);
  if (!coherence.rows.empty()) findings.tables.push_back(std::move(coherence));
}

void add_mask_pictures(const SegmentPair& pair, ExperimentFindings& findings) {
  const std::vector<std::string> sets = set_names(pair);
  for (std::size_t set = 0; set < sets.size(); ++set) {
    const TrainedCell *plain = with_pictures(pair.first, set), *with = with_pictures(pair.second, set);
    if (plain == nullptr || with == nullptr) continue;
    const PictureRecord &left = plain->inspection->pictures[set], &right = with->inspection->pictures[set];
    const auto file = [](const TrainedCell& cell, const std::string& name) {
      return std::filesystem::path(cell.pictures + "-" + name + ".png");
    };
    Picture picture;
    picture.name = fmt::format("masks-{}-{}", plain->settings.set, set);
    picture.caption = fmt::format(
        "{}, from left to right: image, truth, mask without the penalty, mask with it "
        "(as the paper's Figure 4; seeds {} and {}, the first pictures of the set, not chosen)",
        sets[set], plain->settings.seed, with->settings.seed);
    picture.sources = {file(*plain, left.scene), file(*plain, left.masks), file(*with, right.masks)};
    findings.pictures.push_back(picture);
  }
}

}  // namespace dsc
