#include "theorems/statistics/decay_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace dsc {
namespace {

// F. J. Anscombe, Graphs in statistical analysis, 1973, first set: slope 0.5001, standard error 0.1179.
TEST(FitLine, GivesAnscombesSlopeAndItsStandardError) {
  const std::vector<double> x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  const std::vector<double> y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  const LineFit fit = fit_line(x, y);
  EXPECT_EQ(fit.points, 11);
  EXPECT_NEAR(fit.slope, 0.500091, 1e-6);
  EXPECT_NEAR(fit.intercept, 3.000091, 1e-6);
  // 2.262157 is Student's quantile of 9 degrees of freedom at 0.975.
  EXPECT_NEAR((fit.slope_upper - fit.slope_lower) / 2, 2.262157 * 0.117906, 2e-6);
}

// Three points: y = 0, 1, 1 at x = -1, 0, 1 leave residuals -1/6, 1/3, -1/6; one degree of freedom is Cauchy.
TEST(FitLine, ThreePointsByHand) {
  const LineFit fit = fit_line({-1, 0, 1}, {0, 1, 1}, 0.5);
  EXPECT_DOUBLE_EQ(fit.slope, 0.5);
  EXPECT_DOUBLE_EQ(fit.intercept, 2.0 / 3);
  EXPECT_NEAR(fit.slope_upper - 0.5, std::sqrt(1.0 / 12), 1e-12);  // quantile 1 at 3/4
}

TEST(FitLine, RefusesWhatIsNoLine) {
  EXPECT_THROW(fit_line({0, 1}, {0, 1}), std::invalid_argument);
  EXPECT_THROW(fit_line({0, 1, 2}, {0, 1}), std::invalid_argument);
  EXPECT_THROW(fit_line({1, 1, 1}, {0, 1, 2}), std::invalid_argument);
  EXPECT_THROW(fit_line({0, 1, 2}, {0, 1, std::numeric_limits<double>::infinity()}), std::invalid_argument);
  EXPECT_THROW(fit_line({0, 1, 2}, {0, 1, std::nan("")}), std::invalid_argument);
  EXPECT_THROW(fit_line({0, 1, 2}, {0, 1, 3}, 1), std::invalid_argument);
}

// Whole numbers that hide a slope of 1/3.01 behind a perfect line: ceil(k / 3.01) at every third k.
TEST(FitLine, RoundedCountsWidenTheInterval) {
  const std::vector<double> x = {0, 3, 6, 9, 12}, y = {0, 1, 2, 3, 4};
  EXPECT_FALSE(fit_line(x, y).slope_may_be(1 / 3.01));
  const LineFit fit = fit_line(x, y, 0.95, 0.5);
  EXPECT_TRUE(fit.slope_may_be(1 / 3.01));
  EXPECT_NEAR(fit.slope_upper, 1.0 / 3 + 0.5 * 18 / 90, 1e-12);  // sum |x - 6| = 18, sum (x - 6)^2 = 90
}

TEST(FitDecay, FindsTheRateOfAGeometricSequenceAndNoOther) {
  std::vector<double> errors;
  for (int k = 0; k < 40; ++k) errors.push_back(3 * std::pow(0.75, k));
  const LineFit fit = fit_decay(errors, 0);
  EXPECT_TRUE(fit.slope_may_be(std::log(0.75))) << fit.slope;
  EXPECT_FALSE(fit.slope_may_be(2 * std::log(0.75)));
  EXPECT_FALSE(fit.slope_may_be(std::log(0.75) * (1 + 1e-9)));
  EXPECT_NEAR(fit.intercept, std::log(3), 1e-12);
}

TEST(FitDecay, StopsAtTheFloor) {
  std::vector<double> errors;
  for (int k = 0; k < 40; ++k) errors.push_back(std::pow(0.5, k) + 1e-6);
  const LineFit above = fit_decay(errors, 1e-3), all = fit_decay(errors, 0);
  EXPECT_EQ(above.points, 10);
  EXPECT_EQ(all.points, 40);
  EXPECT_NEAR(above.slope, std::log(0.5), 1e-3);
  EXPECT_GT(all.slope, 0.6 * std::log(0.5));  // the plateau flattens it
}

TEST(FitDecay, ReadsOnlyTheRangeBeforeTheFirstErrorAtTheFloor) {
  EXPECT_EQ(fit_decay({8, 4, 2, 1, 0, 4, 2}, 0).points, 4);
  EXPECT_EQ(fit_decay({8, 4, 2, 1, 4, 2}, 1).points, 3);
  EXPECT_THROW(fit_decay({8, 4, 0, 1}, 0), std::invalid_argument);
  EXPECT_THROW(fit_decay({8, std::nan(""), 4, 2, 1}, 0), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
