// Losses and measures against values worked out by hand.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>

#include "experiments/training/evaluate.h"
#include "experiments/training/mask_measures.h"
#include "experiments/training/objective.h"

namespace dsc {
namespace {

TEST(Measures, PenaltyIsTheMeanMagnitudeSummedOverFeatures) {
  // |x|_1 / dim(x): image 1: 3/2, image 2: 5/2, mean 2; the second feature: 4 and 0, mean 2.
  const std::vector<Feature> features{{"a", torch::tensor({{1.0, -2.0}, {0.0, 5.0}})},
                                      {"b", torch::tensor({{-4.0}, {0.0}})}};
  EXPECT_DOUBLE_EQ(l1_penalty(features).item<double>(), 4);
  EXPECT_EQ(l1_penalty({}).item<double>(), 0);
}

TEST(Measures, DensityCountsEntriesAboveOneInAMillion) {
  const torch::Tensor feature =
      torch::tensor({{0.0, 0.9e-6, -0.9e-6, 1.1e-6}, {-1.1e-6, 3.0, 0.0, -2.0}}, torch::kFloat);
  EXPECT_DOUBLE_EQ(share_above_threshold(feature), 0.5);
}

TEST(Measures, LossesAreTheFormulas) {
  const torch::Tensor logits = torch::tensor({{0.0, std::log(3.0)}, {0.0, 0.0}}, torch::kDouble);
  EXPECT_NEAR(loss(logits, torch::tensor({1, 0}, torch::kLong)).item<double>(),
              (std::log(4.0 / 3) + std::log(2.0)) / 2, 1e-12);
  const torch::Tensor pixels = torch::tensor({{{{std::log(3.0), 0.0}}}}, torch::kDouble);
  EXPECT_NEAR(loss(pixels, torch::tensor({{{{0.0, 1.0}}}}, torch::kDouble)).item<double>(),
              (std::log(4.0) + std::log(2.0)) / 2, 1e-12);
}

TEST(Measures, MasksOfOneImage) {
  const MaskMeasures m = mask_measures({6, 2, 4, 8});
  EXPECT_DOUBLE_EQ(m.pixel_accuracy, 14.0 / 20);
  EXPECT_DOUBLE_EQ(m.mean_precision, (6.0 / 8 + 8.0 / 12) / 2);
  EXPECT_DOUBLE_EQ(m.mean_pixel_accuracy, (6.0 / 10 + 8.0 / 10) / 2);
  EXPECT_DOUBLE_EQ(m.mean_iou, (6.0 / 12 + 8.0 / 14) / 2);
}

TEST(Measures, AClassMissingInOneMaskOnlyCountsAsMissed) {
  const MaskMeasures empty = mask_measures({0, 0, 0, 9});  // no object, none found
  EXPECT_DOUBLE_EQ(empty.mean_precision, 1);
  EXPECT_DOUBLE_EQ(empty.mean_pixel_accuracy, 1);
  EXPECT_DOUBLE_EQ(empty.mean_iou, 1);
  const MaskMeasures missed = mask_measures({0, 0, 3, 6});  // an object, none found
  EXPECT_DOUBLE_EQ(missed.mean_precision, (0 + 6.0 / 9) / 2);
  EXPECT_DOUBLE_EQ(missed.mean_pixel_accuracy, (0 + 1.0) / 2);
  EXPECT_DOUBLE_EQ(missed.mean_iou, (0 + 6.0 / 9) / 2);
  const MaskMeasures invented = mask_measures({0, 3, 0, 6});  // no object, one found
  EXPECT_DOUBLE_EQ(invented.mean_precision, (0 + 1.0) / 2);
  EXPECT_DOUBLE_EQ(invented.mean_pixel_accuracy, (0 + 6.0 / 9) / 2);
}

TEST(Measures, ConfusionsAreCountedForEachImage) {
  const torch::Tensor logits = torch::tensor({{{{1.0, -1.0}, {2.0, -3.0}}}, {{{1.0, 1.0}, {1.0, 0.0}}}});
  const torch::Tensor masks = torch::tensor({{{{1.0, 1.0}, {0.0, 0.0}}}, {{{1.0, 1.0}, {0.0, 1.0}}}});
  const std::vector<Confusion> found = confusions(logits, masks);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].true_positive, 1);
  EXPECT_EQ(found[0].false_positive, 1);
  EXPECT_EQ(found[0].false_negative, 1);
  EXPECT_EQ(found[0].true_negative, 1);
  EXPECT_EQ(found[1].true_positive, 2);
  EXPECT_EQ(found[1].false_positive, 1);
  EXPECT_EQ(found[1].false_negative, 1);
  EXPECT_EQ(found[1].true_negative, 0);
}

TEST(Measures, SpreadIsMeanAndSampleDeviation) {
  const Spread s = spread({1, 2, 3, 6});
  EXPECT_DOUBLE_EQ(s.mean, 3);
  EXPECT_DOUBLE_EQ(s.deviation, std::sqrt(14.0 / 3));
  EXPECT_EQ(spread({4}).deviation, 0);
}

}  // namespace
}  // namespace dsc
