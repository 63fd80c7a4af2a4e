#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "theorems/statistics/decay_fit.h"

namespace dsc {
namespace {

/// Twelve uniform variates less 6, nearly normal with variance 1: the same on every platform.
double noise(std::mt19937_64& generator) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += static_cast<double>(generator() >> 11) * 0x1p-53;
  return sum;
}

/// The share of fits whose interval holds the true rate (times `factor`) of ln e = 1 - c k + noise.
double share_covered(double confidence, double factor) {
  constexpr int trials = 4000, points = 12;
  constexpr double rate = 0.3;
  std::mt19937_64 generator(20240805);
  int covered = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> errors;
    for (int k = 0; k < points; ++k) errors.push_back(std::exp(1 - rate * k + 0.1 * noise(generator)));
    if (fit_decay(errors, 0, confidence).slope_may_be(-factor * rate)) ++covered;
  }
  return static_cast<double>(covered) / trials;
}

// Four standard deviations of a binomial share of 4000 trials: 4 sqrt(p (1-p) / 4000).
TEST(Coverage, IntervalsHoldTheTrueRateAsOftenAsTheySay) {
  for (const double p : {0.5, 0.8, 0.95, 0.99}) {
    EXPECT_NEAR(share_covered(p, 1), p, 4 * std::sqrt(p * (1 - p) / 4000)) << p;
  }
}

TEST(Coverage, AWrongRateIsRejected) { EXPECT_LT(share_covered(0.99, 1.25), 0.01); }

}  // namespace
}  // namespace dsc
