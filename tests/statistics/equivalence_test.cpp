#include "theorems/statistics/equivalence.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dsc {
namespace {

/// n values of this mean and standard deviation, n even.
std::vector<double> sample(int n, double mean, double deviation) {
  const double step = deviation * std::sqrt((n - 1.0) / n);
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(mean + (i % 2 == 0 ? step : -step));
  return values;
}

TEST(Equivalence, TheNinetyPercentIntervalDecides) {
  // n = 4: t = 2.353363 at 90%, so that half of the width is 1.1766815 deviations.
  const auto at = [](double deviation) { return judge_effect(sample(4, 0, deviation), 1, 0.5).verdict; };
  EXPECT_EQ(at(0.99 * 0.5 / 1.1766815), EffectVerdict::no_larger);
  EXPECT_EQ(at(1.01 * 0.5 / 1.1766815), EffectVerdict::undecided);
}

TEST(Equivalence, ADifferenceThatIsFoundHasASign) {
  EXPECT_EQ(judge_effect(sample(4, 1, 0.1), 0.001, 0.5).verdict, EffectVerdict::rises);
  EXPECT_EQ(judge_effect(sample(4, -1, 0.1), 0.001, 0.5).verdict, EffectVerdict::falls);
  // What the adjustment for many tests takes away is not claimed.
  EXPECT_EQ(judge_effect(sample(4, 1, 0.1), 0.06, 0.5).verdict, EffectVerdict::undecided);
}

TEST(Equivalence, SoManyPairsDecideAndOneLessDoesNot) {
  for (const double mean : {0.0, 0.1, -0.3, 0.5, 0.9}) {
    for (const double deviation : {0.1, 0.7, 3.0}) {
      const int n = pairs_to_decide(mean, deviation, 0.5);
      const auto decided = [&](int count) {
        // Even counts only: the sample above has the deviation exactly.
        const std::vector<double> values = sample(count, mean, deviation);
        const MeanInterval wide = mean_interval(values, 0.95), narrow = mean_interval(values, 0.90);
        return wide.lower > 0 || wide.upper < 0 || (-0.5 < narrow.lower && narrow.upper < 0.5);
      };
      EXPECT_TRUE(decided(n + n % 2)) << mean << " " << deviation;
      const int fewer = (n - 1) - (n - 1) % 2;
      if (fewer >= 2) {
        EXPECT_FALSE(decided(fewer)) << mean << " " << deviation;
      }
    }
  }
}

TEST(Equivalence, WhatIsMissingIsCounted) {
  const EffectJudgement judged = judge_effect(sample(4, 0, 1), 1, 0.5);
  EXPECT_EQ(judged.verdict, EffectVerdict::undecided);
  EXPECT_EQ(judged.more_pairs, pairs_to_decide(0, judged.ninety_five.deviation, 0.5) - 4);
  EXPECT_THROW(judge_effect({1, 2}, 1, 0), std::invalid_argument);
  EXPECT_THROW(judge_effect({1}, 1, 0.5), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
