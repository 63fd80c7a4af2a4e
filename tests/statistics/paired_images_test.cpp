#include "theorems/statistics/paired_images.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace dsc {
namespace {

TEST(McNemar, IsTheBinomialTest) {
  EXPECT_EQ(mcnemar_p(0, 0), 1);
  EXPECT_EQ(mcnemar_p(7, 7), 1);
  EXPECT_NEAR(mcnemar_p(0, 5), 2.0 / 32, 1e-12);
  EXPECT_NEAR(mcnemar_p(1, 5), 2.0 * (1 + 6) / 64, 1e-12);
  EXPECT_EQ(mcnemar_p(3, 9), mcnemar_p(9, 3));
}

TEST(Bootstrap, ConstantDifferencesHaveNoSpread) {
  const PercentileInterval found = bootstrap_over_pairs_and_images({{0.25, 0.25}, {0.25, 0.25}});
  EXPECT_EQ(found.lower, 0.25);
  EXPECT_EQ(found.upper, 0.25);
}

TEST(Bootstrap, OfOnePairIsThatOfItsImages) {
  // 400 images, half of them 1: the mean's deviation is 0.5 / 20.
  std::vector<double> images(400, 0.0);
  for (std::size_t i = 0; i < 200; ++i) images[2 * i] = 1;
  const PercentileInterval found = bootstrap_over_pairs_and_images({images}, 0.95, 4000);
  EXPECT_NEAR(found.lower, 0.5 - 1.96 * 0.025, 0.006);
  EXPECT_NEAR(found.upper, 0.5 + 1.96 * 0.025, 0.006);
}

TEST(Bootstrap, SpreadOfPairsAddsToThatOfImages) {
  const std::vector<double> low(50, 0.0), high(50, 1.0);
  const PercentileInterval found = bootstrap_over_pairs_and_images({low, high, low, high}, 0.95, 4000);
  EXPECT_EQ(found.lower, 0);  // all four pairs drawn low: 1/16 of the draws
  EXPECT_EQ(found.upper, 1);
}

TEST(Bootstrap, RefusesWhatHasNoPairOrImage) {
  EXPECT_THROW(bootstrap_over_pairs_and_images({}), std::invalid_argument);
  EXPECT_THROW(bootstrap_over_pairs_and_images({{}}), std::invalid_argument);
  EXPECT_THROW(bootstrap_over_pairs_and_images({{1, 2}, {1}}), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
