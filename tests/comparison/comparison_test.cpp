#include "experiments/comparison/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dsc {
namespace {

using testing::HasSubstr;
using testing::Not;

const Measure kAccuracy = {"test accuracy", "percentage points", 1, 2};
const Treatments kPenalty = {"without penalty", "with penalty", "the penalty"};

std::string said(const std::vector<PairedComparison>& all) {
  return conclusion(adjust_together(all), kAccuracy, kPenalty);
}

TEST(Comparison, NoDifferenceIsSaidToShowNone) {
  // Differences +1, -1, +0.5: mean 1/6, far from significant.
  const std::string text = said({paired_values("A", {10, 20, 30}, {11, 19, 30.5})});
  EXPECT_THAT(text, HasSubstr("The effect of the penalty on the test accuracy is not distinguishable from "
                              "none in the one setting (5% level, smallest p"));
  EXPECT_THAT(text, HasSubstr("+0.17"));
  EXPECT_THAT(text, Not(HasSubstr("higher")));
}

TEST(Comparison, ADifferenceIsNamedWithItsDirectionAndInterval) {
  // Differences 1.0, 1.1, 0.9, 1.0: mean 1, deviation sqrt(0.02/3), t = 24.5 with 3 degrees of freedom.
  const std::string text = said({paired_values("A", {10, 20, 30, 40}, {11, 21.1, 30.9, 41}),
                                 paired_values("B", {10, 20, 30, 40}, {10.5, 19.5, 30.4, 39.5})});
  EXPECT_THAT(text, HasSubstr("The penalty changes the test accuracy distinguishably in 1 of 2 settings"));
  EXPECT_THAT(text, HasSubstr("higher in A (+1.00 [+0.87, +1.13])"));
  EXPECT_THAT(text, HasSubstr("In the other one it is not distinguishable from none"));
  EXPECT_THAT(text, Not(HasSubstr("lower in")));
}

TEST(Comparison, ALossIsCalledLower) {
  const std::string text = said({paired_values("A", {11, 21.1, 30.9, 41}, {10, 20, 30, 40})});
  EXPECT_THAT(text, HasSubstr("lower in A (-1.00"));
  EXPECT_THAT(text, Not(HasSubstr("higher in")));
}

TEST(Comparison, HolmKeepsOneOfManyFromCountingByChance) {
  // p of A alone is just below 5%: t = 3.2 with 3 degrees of freedom has p = 0.0493.
  const std::vector<double> zero = {0, 0, 0, 0};
  const double m = 3.2 / 2;  // mean over standard error, for deviation 1
  const double a = std::sqrt(0.75);
  const std::vector<double> a_little = {m + a, m - a, m + a, m - a};
  const std::vector<PairedComparison> alone = adjust_together({paired_values("A", zero, a_little)});
  ASSERT_LT(alone[0].adjusted, 0.05);
  EXPECT_THAT(said({paired_values("A", zero, a_little)}), HasSubstr("higher in A"));
  EXPECT_THAT(said({paired_values("A", zero, a_little), paired_values("B", zero, {1, -1, 1, -1})}),
              HasSubstr("not distinguishable from none in any of 2 settings (5% level, p adjusted by Holm"));
}

TEST(Comparison, MissingPairsAreSaid) {
  EXPECT_THAT(said({paired_values("A", {1}, {2})}), HasSubstr("Nothing can be said yet"));
  const std::string text = said({paired_values("A", {1}, {2}), paired_values("B", {1, 2, 3}, {1, 2.5, 3})});
  EXPECT_THAT(text, HasSubstr("Not judged, as there are fewer than two pairs of runs: A."));
}

TEST(Comparison, RunsWithoutAPartnerAreCounted) {
  const PairedComparison one =
      paired_by_seed("A", {{1, 1}, {2, 2}, {3, 3}, {5, 9}}, {{1, 1}, {2, 2.5}, {3, 3}, {4, 9}});
  EXPECT_EQ(one.first, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(one.second, (std::vector<double>{1, 2.5, 3}));
  EXPECT_THAT(said({one}), HasSubstr("2 runs have no completed partner"));
}

TEST(Comparison, EqualDifferencesAreNotJudged) {
  const std::string text =
      said({paired_values("A", {1, 2}, {1.5, 2.5}), paired_values("B", {1, 2, 3}, {1, 2.5, 3})});
  EXPECT_THAT(text, HasSubstr("in the one setting"));
  EXPECT_THAT(text, HasSubstr("Not judged, as all pairs differ by the same: A (+0.50)."));
  const auto alike = adjust_together({paired_values("A", {1, 2}, {1.5, 2.5})});
  EXPECT_EQ(comparison_table(alike, kAccuracy, kPenalty).rows[0][6], "–");
  EXPECT_THAT(said({paired_values("A", {1, 2}, {1.5, 2.5})}), HasSubstr("Nothing can be said yet"));
}

TEST(Comparison, EqualRunsDifferByNothing) {
  const std::vector<PairedComparison> same = adjust_together({paired_values("A", {1, 2, 3}, {1, 2, 3})});
  EXPECT_EQ(same[0].adjusted, 1);
  const Table table = comparison_table(same, kAccuracy, kPenalty);
  EXPECT_EQ(table.rows[0][4], "0.00");
  EXPECT_EQ(table.rows[0][5], "[0.00, 0.00]");
}

TEST(Comparison, TheTableShowsWhatWasMeasured) {
  const auto all = adjust_together(
      {paired_values("A", {10, 20, 30, 40}, {11, 21.1, 30.9, 41}), paired_values("B", {5}, {})});
  const Table table = comparison_table(all, kAccuracy, kPenalty);
  EXPECT_THAT(table.rows[0], testing::ElementsAre("A", "4", "25.00 ± 12.91", "26.00 ± 12.88", "+1.00",
                                                  "[+0.87, +1.13]", "0.00015", "0.00015"));
  EXPECT_EQ(table.rows[1][4], "–");
}

}  // namespace
}  // namespace dsc
