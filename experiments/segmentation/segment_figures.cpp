#include "experiments/segmentation/segment_figures.h"

#include <fmt/format.h>

#include "experiments/findings/result_fields.h"

namespace dsc {
namespace {

Figure training_figure(const std::string& name, const std::string& title, const std::string& y_label,
                       const std::string& column, const SegmentPair& pair) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.x_label = "epoch";
  figure.y_label = y_label;
  const auto read = [](const std::string& pointer) {
    return [pointer](const ExperimentResult& r) { return numbers_at(r, pointer); };
  };
  for (const auto& [label, group] : pair.groups()) {
    figure.series.push_back(
        mean_curve(label, *group, read("/curves/train/epoch"), read("/curves/train/" + column)));
  }
  return figure;
}

/// The result that kept masks of test set number `set`, if any.
const ExperimentResult* with_pictures(const SeedGroup* group, int set) {
  if (group == nullptr) return nullptr;
  for (const auto& [seed, result] : group->by_seed) {
    const auto kept = result->result.find("pictures");
    if (kept != result->result.end() && kept->size() > static_cast<std::size_t>(set)) return result;
  }
  return nullptr;
}

}  // namespace

void add_segment_figures(const SegmentPair& pair, ExperimentFindings& findings) {
  const std::string set = text_parameter(pair.any().one(), "set");
  findings.figures.push_back(
      training_figure("loss-" + set, "Training loss: " + set + " (as the paper's Figure 5; means over seeds)",
                      "binary cross-entropy", "loss", pair));
  findings.figures.push_back(training_figure(
      "penalty-" + set, "Penalty over training: " + set + " (as the paper's Figure 5; means over seeds)",
      "sum of mean magnitudes", "penalty", pair));
  const int last = pair.set_count() - 1;
  const std::string on = pair.set_name(last);
  findings.figures.push_back(density_by_layer(
      "sparsity-" + set, "Sparsity of features on " + on + " (as the paper's Figure 6; means over seeds)",
      pair.groups(), last));
  for (const auto& [label, group] : pair.groups()) {
    findings.figures.push_back(density_over_training(
        fmt::format("sparsity-over-training-{}-{}", set, penalised(*group) ? "penalty" : "plain"),
        fmt::format("Sparsity of features over training on {}, {}", on, label), *group, last));
  }
  findings.tables.push_back(
      density_table("Entries of features above 1e-6 in magnitude at the end of training, percent, " + on,
                    pair.groups(), last));
  findings.tables.push_back(coherence_table(
      "Learned filters (the second convolution of each block): mutual coherence, the sparsity "
      "below which it guarantees uniqueness, and what is observed on " +
          on,
      pair.groups(), last));
}

void add_mask_pictures(const SegmentPair& pair, ExperimentFindings& findings) {
  for (int set = 0; set < pair.set_count(); ++set) {
    const ExperimentResult *plain = with_pictures(pair.plain, set), *with = with_pictures(pair.with, set);
    if (plain == nullptr || with == nullptr) continue;
    const auto file = [&](const ExperimentResult& result, const std::string& part) {
      const std::string name = text_at(result, fmt::format("/pictures/{}/{}", set, part));
      return std::filesystem::path(result.file).replace_extension().string() + "-" + name + ".png";
    };
    Picture picture;
    picture.name = fmt::format("masks-{}-{}", text_parameter(*plain, "set"), set);
    picture.caption = fmt::format(
        "{}, from left to right: image, truth, mask without the penalty, mask with it "
        "(as the paper's Figure 4; seeds {:g} and {:g}, the first pictures of the set, not chosen)",
        pair.set_name(set), number_parameter(*plain, "seed"), number_parameter(*with, "seed"));
    picture.sources = {file(*plain, "scene"), file(*plain, "masks"), file(*with, "masks")};
    findings.pictures.push_back(picture);
  }
}

}  // namespace dsc
