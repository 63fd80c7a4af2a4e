#include "experiments/training/metrics_line.h"

#include <nlohmann/json.hpp>

namespace dsc {
namespace {

using nlohmann::ordered_json;

ordered_json over_images(const std::vector<MaskMeasures>& images, double MaskMeasures::*measure) {
  std::vector<double> values;
  for (const MaskMeasures& image : images) values.push_back(image.*measure);
  const Spread result = spread(values);
  return {{"mean", result.mean}, {"deviation", result.deviation}};
}

ordered_json to_json(const Evaluation& evaluation) {
  ordered_json j{{"loss", evaluation.loss}};
  if (evaluation.accuracy) j["accuracy"] = *evaluation.accuracy;
  if (!evaluation.masks.empty()) {
    j["PA"] = over_images(evaluation.masks, &MaskMeasures::pixel_accuracy);
    j["mPA_printed"] = over_images(evaluation.masks, &MaskMeasures::mean_precision);
    j["mPA"] = over_images(evaluation.masks, &MaskMeasures::mean_pixel_accuracy);
    j["mIoU"] = over_images(evaluation.masks, &MaskMeasures::mean_iou);
  }
  for (const auto& [feature, density] : evaluation.density) j["density"][feature] = density;
  return j;
}

}  // namespace

std::string metrics_line(int epoch, double rate, const EpochSums& sums, bool classes,
                         const std::vector<std::pair<std::string, Evaluation>>& sets) {
  const auto images = static_cast<double>(sums.images);
  ordered_json j{{"epoch", epoch}, {"rate", rate}};
  j["train"] = {{"loss", sums.loss / images}, {"penalty", sums.penalty / images}};
  if (classes) j["train"]["accuracy"] = static_cast<double>(sums.correct) / images;
  for (const auto& [name, evaluation] : sets) j["sets"][name] = to_json(evaluation);
  return j.dump();
}

}  // namespace dsc
