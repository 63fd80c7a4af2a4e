#include "experiments/training/mask_measures.h"

#include <cmath>

namespace dsc {
namespace {

/// hits / all; where all is 0, 1 if the class is missing in the other mask, too.
double share(std::int64_t hits, std::int64_t all, std::int64_t in_the_other) {
  if (all == 0) return in_the_other == 0 ? 1 : 0;
  return static_cast<double>(hits) / static_cast<double>(all);
}

}  // namespace

MaskMeasures mask_measures(const Confusion& c) {
  const std::int64_t tp = c.true_positive, fp = c.false_positive, fn = c.false_negative, tn = c.true_negative;
  MaskMeasures result;
  result.pixel_accuracy = static_cast<double>(tp + tn) / static_cast<double>(tp + tn + fp + fn);
  result.mean_precision = (share(tp, tp + fp, tp + fn) + share(tn, tn + fn, tn + fp)) / 2;
  result.mean_pixel_accuracy = (share(tp, tp + fn, tp + fp) + share(tn, tn + fp, tn + fn)) / 2;
  result.mean_iou = (share(tp, tp + fp + fn, 0) + share(tn, tn + fp + fn, 0)) / 2;
  return result;
}

Spread spread(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  Spread result;
  for (const double value : values) result.mean += value / n;
  double squares = 0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  result.deviation = values.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
  return result;
}

MaskSummary mask_summary(const std::vector<Confusion>& images) {
  const auto over_images = [&](double MaskMeasures::*measure) {
    std::vector<double> values;
    for (const Confusion& image : images) values.push_back(mask_measures(image).*measure);
    return spread(values);
  };
  return {over_images(&MaskMeasures::pixel_accuracy), over_images(&MaskMeasures::mean_precision),
          over_images(&MaskMeasures::mean_pixel_accuracy), over_images(&MaskMeasures::mean_iou)};
}

}  // namespace dsc
