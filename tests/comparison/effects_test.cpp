#include "experiments/comparison/effects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/comparison/empirical.h"

namespace dsc {
namespace {

using testing::ElementsAre;

const JudgedMeasure kAccuracy = {{"test accuracy", "percentage points", 1, 2}, 0.5};
const Treatments kPenalty = {"without penalty", "with penalty", "the penalty"};

PairedComparison changed(const std::string& label, const std::vector<double>& by) {
  return paired_values(label, std::vector<double>(by.size(), 70.0), [&] {
    std::vector<double> values;
    for (const double change : by) values.push_back(70 + change);
    return values;
  }());
}

std::vector<PairedComparison> four_kinds() {
  return adjust_together({changed("up", {1, 1.1, 0.9, 1}), changed("down", {-1, -1.1, -0.9, -1}),
                          changed("none", {0.1, -0.1, 0.05, -0.05}), changed("wide", {2, -2, 1, -1})});
}

TEST(Effects, EachEndsInOneOfFourVerdicts) {
  const std::vector<Effect> effects = judged(four_kinds(), {}, 0.5);
  std::vector<std::string> verdicts;
  for (const Effect& one : effects) verdicts.push_back(shown_verdict(one, kAccuracy));
  EXPECT_THAT(verdicts, ElementsAre("improves", "worsens", "no effect larger than 0.5",
                                    testing::StartsWith("undecided: about ")));
}

TEST(Effects, OnePairIsUndecidedWithoutANumberOfSeeds) {
  const std::vector<Effect> effects = judged({changed("one", {1})}, {}, 0.5);
  EXPECT_EQ(shown_verdict(effects[0], kAccuracy), "undecided");
  EXPECT_TRUE(forest_plot("effects", effects, kAccuracy, kPenalty).categories.empty());
}

TEST(Effects, TheSentenceCountsThem) {
  const std::string text = verdict_sentence(judged(four_kinds(), {}, 0.5), kAccuracy, kPenalty);
  EXPECT_EQ(
      text,
      "Of 4 settings, the penalty improves the test accuracy in 1: up (+1.00 [+0.87, +1.13]) and worsens it "
      "in "
      "1: down (-1.00 [-1.13, -0.87]); no effect larger than 0.5 percentage points in 1; undecided in 1.");
}

TEST(Effects, ImagesOfPairsAreComparedOneByOne) {
  Exposure exposure{.dose = {-10, -12}, .rate_share = 0.3};
  exposure.images = {std::vector<double>(50, 1.0), std::vector<double>(50, 1.0)};
  exposure.discordant = {{0, 6}, {4, 5}};
  const std::vector<Effect> effects = judged({changed("up", {1, 1.1})}, {exposure}, 0.5);
  const std::vector<std::string> row = effect_table(effects, kAccuracy, kPenalty).rows.at(0);
  EXPECT_EQ(row.at(6), "[+1.00, +1.00]");
  EXPECT_THAT(row.at(7), testing::StartsWith("-11.0 ["));
  EXPECT_EQ(row.at(8), "30");
  // 2 / 2^6 = 0.031 for the first pair.
  EXPECT_THAT(mcnemar_table(effects, kAccuracy).rows.at(0),
              ElementsAre("up", "2", "0 to 4", "5 to 6", "1", "1"));
}

TEST(Effects, AForestPlotHoldsTheIntervals) {
  const Figure figure = forest_plot("effects", judged(four_kinds(), {}, 0.5), kAccuracy, kPenalty);
  EXPECT_THAT(figure.categories, ElementsAre("up", "down", "none", "wide"));
  ASSERT_EQ(figure.series.size(), 3u);
  EXPECT_EQ(figure.series[0].lo[0], -0.5);
  EXPECT_NEAR(figure.series[2].y[0], 1, 1e-12);
  EXPECT_LT(figure.series[2].lo[3], figure.series[1].lo[3]);
}

TEST(EmpiricalClaims, AMajorityOfSettingsDecides) {
  const auto verdict = [](const std::vector<PairedComparison>& all) {
    return held_against({"F1", "up", EffectVerdict::rises, kAccuracy}, adjust_together(all)).verdict;
  };
  const PairedComparison up = changed("up", {1, 1.1, 0.9, 1}),
                         none = changed("none", {0.1, -0.1, 0.05, -0.05}),
                         wide = changed("wide", {2, -2, 1, -1});
  EXPECT_EQ(verdict({up}), "borne out");
  EXPECT_EQ(verdict({up, wide}), "undecided");
  EXPECT_EQ(verdict({up, none, none}), "not borne out");
  EXPECT_EQ(verdict({}), "undecided");
}

}  // namespace
}  // namespace dsc
