#include "theorems/statistics/paired.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace dsc {
namespace {

// Student's own example (Biometrika 1908): additional hours of sleep under two drugs, ten patients. Mean
// difference 1.58, deviation 1.23, t = 4.06, p = 0.0028 with 9 degrees of freedom; the interval follows from
// the quantile 2.262.
TEST(Paired, StudentsSleepData) {
  const std::vector<double> first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const PairedDifference found = paired_difference(first, second);
  EXPECT_NEAR(found.difference.mean, 1.58, 1e-12);
  EXPECT_NEAR(found.difference.deviation, 1.229995, 1e-6);
  EXPECT_NEAR(found.p.value(), 0.002833, 1e-6);
  EXPECT_NEAR(found.difference.lower, 0.7001142, 1e-6);
  EXPECT_NEAR(found.difference.upper, 2.4598858, 1e-6);
}

// Two values: t with one degree of freedom is the Cauchy distribution, whose 97.5 percent point is tan(0.475
// pi).
TEST(Paired, TwoValuesFollowTheCauchyDistribution) {
  const MeanInterval found = mean_interval({1, 3});
  EXPECT_DOUBLE_EQ(found.mean, 2);
  EXPECT_DOUBLE_EQ(found.deviation, std::sqrt(2.0));
  EXPECT_NEAR(found.upper - found.mean, std::tan(0.475 * M_PI), 1e-9);
}

TEST(Paired, ChangingPlacesChangesTheSignOnly) {
  const std::vector<double> a = {1, 2, 4}, b = {2, 5, 4};
  const PairedDifference there = paired_difference(a, b), back = paired_difference(b, a);
  EXPECT_DOUBLE_EQ(there.difference.mean, -back.difference.mean);
  EXPECT_DOUBLE_EQ(there.p.value(), back.p.value());
}

TEST(Paired, EqualDifferencesHaveNoSpreadToJudgeBy) {
  EXPECT_EQ(paired_difference({1, 2}, {1, 2}).p, 1);
  EXPECT_EQ(paired_difference({1, 2}, {2, 3}).p, std::nullopt);
  EXPECT_EQ(paired_difference({83.65, 84.1}, {83.7, 84.15}).p, std::nullopt);  // equal but for rounding
}

TEST(Paired, RefusesWhatHasNoMeaning) {
  EXPECT_THROW(mean_interval({1}), std::invalid_argument);
  EXPECT_THROW(mean_interval({1, NAN}), std::invalid_argument);
  EXPECT_THROW(mean_interval({1, 2}, 1), std::invalid_argument);
  EXPECT_THROW(paired_difference({1, 2}, {1, 2, 3}), std::invalid_argument);
}

// 95 of 100 intervals hold the true mean: of 4000, 3800 with a standard deviation of 14.
TEST(Paired, IntervalsCoverAsOftenAsTheySay) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal(3, 2);
  int covered = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    std::vector<double> sample(5);
    for (double& x : sample) x = normal(random);
    const MeanInterval found = mean_interval(sample);
    covered += found.lower <= 3 && 3 <= found.upper ? 1 : 0;
  }
  EXPECT_NEAR(covered, 3800, 5 * 14);
}

TEST(Holm, AdjustsByHand) {
  // Sorted 0.01, 0.02, 0.03, 0.04 times 4, 3, 2, 1: 0.04, 0.06, 0.06, 0.04, made monotone.
  const std::vector<double> found = holm_adjusted({0.04, 0.01, 0.03, 0.02});
  EXPECT_DOUBLE_EQ(found[0], 0.06);
  EXPECT_DOUBLE_EQ(found[1], 0.04);
  EXPECT_DOUBLE_EQ(found[2], 0.06);
  EXPECT_DOUBLE_EQ(found[3], 0.06);
  EXPECT_EQ(holm_adjusted({0.9, 0.8})[0], 1);
  EXPECT_TRUE(holm_adjusted({}).empty());
}

}  // namespace
}  // namespace dsc
