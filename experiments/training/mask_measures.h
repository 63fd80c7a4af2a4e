#pragma once

#include <cstdint>
#include <vector>

namespace dsc {

/// Pixels of one image by prediction and truth; object pixels are the positive ones.
struct Confusion {
  std::int64_t true_positive = 0, false_positive = 0, false_negative = 0, true_negative = 0;
  bool operator==(const Confusion&) const = default;
};

/// What the paper measures on one image. A quotient 0/0 reads 1 where the class is in neither the prediction
/// nor the truth, and 0 where it is in one of them.
struct MaskMeasures {
  double pixel_accuracy = 0;       ///< PA = (TP + TN) / all
  double mean_precision = 0;       ///< mPA as printed: (TP/(TP+FP) + TN/(TN+FN)) / 2
  double mean_pixel_accuracy = 0;  ///< mPA as usual: (TP/(TP+FN) + TN/(TN+FP)) / 2
  double mean_iou = 0;             ///< mIoU = (TP/(TP+FP+FN) + TN/(TN+FP+FN)) / 2
};

/// At least one pixel.
MaskMeasures mask_measures(const Confusion& pixels);

struct Spread {
  double mean = 0;
  double deviation = 0;  ///< over images, with n - 1; 0 for one value
};

/// At least one value.
Spread spread(const std::vector<double>& values);

/// The four measures over the images of a set.
struct MaskSummary {
  Spread pixel_accuracy{}, mean_precision{}, mean_pixel_accuracy{}, mean_iou{};
};
/// At least one image.
MaskSummary mask_summary(const std::vector<Confusion>& images);

}  // namespace dsc
