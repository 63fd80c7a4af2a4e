#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "experiments/studies/classified.h"
#include "harness/error.h"
#include "tests/studies/made_results.h"

namespace dsc {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Four seeds each way; with the penalty the accuracy changes by the given numbers.
std::vector<ExperimentResult> paired_runs(const std::vector<double>& changes) {
  std::vector<ExperimentResult> results;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto seed = static_cast<std::int64_t>(i + 1);
    const double base = 0.5 + 0.01 * static_cast<double>(i);
    results.push_back(classified(Nonlinearity::relu, 0, seed, base));
    results.push_back(classified(Nonlinearity::relu, 1e-3, seed, base + changes[i]));
  }
  return results;
}

TEST(Classification, SaysWhereAnEffectShows) {
  const auto up = experiment("classification").findings(paired_runs({0.010, 0.011, 0.009, 0.010}));
  EXPECT_THAT(up.answer,
              StartsWith("Of 1 setting, the penalty improves the test accuracy in 1: Fashion-MNIST, "
                         "LeNet-5, ReLU (+1.00"));
  EXPECT_EQ(table_titled(up, "Test accuracy").rows.at(0).at(2), "improves");
}

TEST(Classification, SaysPlainlyWhereNoneShows) {
  const auto none = experiment("classification").findings(paired_runs({0.010, -0.012, 0.004, -0.003}));
  EXPECT_THAT(none.answer, StartsWith("Of 1 setting, the penalty improves the test accuracy in none"));
  EXPECT_THAT(none.answer, HasSubstr("undecided in 1"));
  EXPECT_THAT(table_titled(none, "Test accuracy").rows.at(0).at(2), StartsWith("undecided: about "));
}

// P falls from 0.5 to 0.25 with the penalty; 391 steps an epoch and 200 epochs are the paper's.
TEST(Classification, SaysWhatDoseAndWhatLengthStandBehindAVerdict) {
  const auto findings = experiment("classification").findings(paired_runs({0.010, 0.011, 0.009}));
  EXPECT_EQ(table_titled(findings, "Test accuracy").rows.at(0).at(7), "-50.0 [-50.0, -50.0]");
  const Table& most = table_titled(findings, "What the penalty could change");
  EXPECT_THAT(most.rows.at(0), testing::ElementsAre("Fashion-MNIST, LeNet-5, ReLU", "0.001", "0.500",
                                                    "0.0005", "0.5000", "0", "0.1"));
}

TEST(Classification, SectionFoursClaimsAreHeldAgainstTheRuns) {
  const auto claims = experiment("classification").findings(paired_runs({0.010, 0.011, 0.009})).claims;
  ASSERT_EQ(claims.size(), 5u);
  EXPECT_EQ(claims[0].id, "F1");
  EXPECT_EQ(claims[0].verdict, "borne out");
  EXPECT_THAT(claims[0].finding, HasSubstr("rises in 1"));
  EXPECT_EQ(claims[1].verdict, "undecided");  // one activation only
  EXPECT_EQ(claims[2].verdict, "borne out");  // equal losses
}

TEST(Gamma, SelectionOnTheTestSetLooksLikeAnEffect) {
  std::vector<ExperimentResult> results;
  for (const int seed : {1, 2}) {
    results.push_back(classified(Nonlinearity::relu, 0, seed, 0.5));
    results.push_back(classified(Nonlinearity::relu, 1e-4, seed, seed == 1 ? 0.52 : 0.48));
    results.push_back(classified(Nonlinearity::relu, 1e-3, seed, seed == 1 ? 0.48 : 0.54));
  }
  const auto findings = experiment("gamma").findings(results);
  EXPECT_THAT(findings.answer,
              HasSubstr("the best of 2 weights up to 1e-2 on the test set gains +3.00 points on "
                        "average and is above no penalty in 2 of 2 seeds"));
  const Figure& figure = figure_named(findings, "selection-fashion-mnist-lenet5-relu");
  EXPECT_THAT(figure.categories, testing::ElementsAre("seed 1", "seed 2"));
  EXPECT_NEAR(figure.series.back().y.at(1), 4, 1e-9);
}

TEST(Classification, MissingSeedsArePairedAsFarAsTheyGo) {
  std::vector<ExperimentResult> results = paired_runs({0.010, 0.011, 0.009, 0.010});
  results.pop_back();  // seed 4 with the penalty
  const auto findings = experiment("classification").findings(results);
  EXPECT_EQ(table_titled(findings, "Test accuracy").rows.at(0).at(1), "3");
  EXPECT_THAT(findings.answer, HasSubstr("One run has no completed partner"));
  const auto one_way =
      experiment("classification")
          .findings({classified(Nonlinearity::relu, 0, 1, 0.5), classified(Nonlinearity::relu, 0, 2, 0.5)});
  EXPECT_THAT(one_way.answer, StartsWith("Nothing can be said yet"));
}

TEST(Classification, ANumberThatIsNoneIsRefused) {
  std::vector<ExperimentResult> results = paired_runs({0.010, 0.011});
  results[1].result["curves"]["sets"][0]["accuracy"][1] = nullptr;
  EXPECT_THROW(experiment("classification").findings(results), InputError);
}

TEST(Classification, FiguresAndTablesHoldTheResults) {
  std::vector<ExperimentResult> results = paired_runs({0.010, 0.011});
  const InspectionRecord inspection{
      .layers = {{.name = "conv1",
                  .channels = 4,
                  .entries = 400,
                  .rows = 25,
                  .columns = 4,
                  .mu = 0.5,
                  .mu_shifted = 0.8},
                 {.name = "conv2", .channels = 8, .entries = 80, .rows = 100, .columns = 8, .mu = 0.25}}};
  for (std::size_t i = 0; i < 4; ++i) results.push_back(inspected(results[i], inspection));
  const auto findings = experiment("classification").findings(results);
  const Figure& accuracy = figure_named(findings, "accuracy-fashion-mnist-lenet5");
  ASSERT_EQ(accuracy.series.size(), 2u);
  EXPECT_EQ(accuracy.series[0].label, "ReLU, no penalty");
  EXPECT_EQ(accuracy.series[1].label, "ReLU, gamma = 0.001");
  EXPECT_NEAR(accuracy.series[0].y.back(), 50.5, 1e-9);
  // conv1: 0.8 * 4 channels; all shifts: mu = 0.8, so (1 + 1/mu)/2 = 1.125, and 0.8 * 400 entries.
  const Table& filters = table_titled(findings, "Learned filters");
  EXPECT_THAT(filters.rows.at(0), testing::ElementsAre("ReLU, no penalty", "conv1", "25 x 4", "0.500", "3.2",
                                                       "0.800", "1.12", "320"));
  EXPECT_THAT(filters.rows.at(1),
              testing::ElementsAre("ReLU, no penalty", "conv2", "100 x 8", "0.250", "2.0", "–", "–", "20"));
  // The penalised layer: conv1.
  EXPECT_EQ(table_titled(findings, "Share of entries").rows.at(0).at(2), "80.00 ± 0.00");
}

TEST(Classification, WithoutInspectionsTheRestIsSaid) {
  const auto findings = experiment("classification").findings(paired_runs({0.010, 0.011}));
  EXPECT_THROW(table_titled(findings, "Learned filters"), std::out_of_range);
  EXPECT_EQ(table_titled(findings, "Entries of features").rows.size(), 2u);
}

TEST(Classification, FirstEpochsAreShownWhereThereAreMore) {
  const auto findings =
      experiment("classification").findings({classified(Nonlinearity::relu, 0, 1, 0.5, "early", 60)});
  EXPECT_EQ(figure_named(findings, "first-epochs-fashion-mnist-lenet5").series[0].x.size(), 50u);
  EXPECT_EQ(figure_named(findings, "loss-fashion-mnist-lenet5").series[0].x.size(), 60u);
  EXPECT_THROW(
      figure_named(experiment("classification").findings({classified(Nonlinearity::relu, 0, 1, 0.5)}),
                   "first-epochs-fashion-mnist-lenet5"),
      std::out_of_range);
}

TEST(Classification, SparsityIsComparedWhereTheActivationHasZeros) {
  std::vector<ExperimentResult> results;
  for (const int seed : {1, 2}) {
    for (const double gamma : {0.0, 1e-3})
      results.push_back(classified(Nonlinearity::mish, gamma, seed, 0.5 + 0.01 * seed));
  }
  EXPECT_THROW(table_titled(experiment("classification").findings(results), "Share of entries"),
               std::out_of_range);
}

TEST(Classification, RunsThatLearnNothingAreNamed) {
  std::vector<ExperimentResult> results = paired_runs({0.010, 0.011});
  EXPECT_EQ(experiment("classification").findings(results).answer.find("Near chance"), std::string::npos);
  results.push_back(classified(Nonlinearity::relu, 0, 9, 0.14));
  EXPECT_THAT(
      experiment("classification").findings(results).answer,
      HasSubstr(
          "Near chance, so that nothing was learned: Fashion-MNIST, LeNet-5, ReLU, gamma = 0, seed 9."));
}

TEST(Gamma, EachWeightIsHeldAgainstNone) {
  std::vector<ExperimentResult> results;
  for (const double gamma : {1.0, 0.0, 0.01}) {
    for (const int seed : {1, 2, 3})
      results.push_back(
          classified(Nonlinearity::relu, gamma, seed, 0.5 - 0.2 * gamma + 0.001 * seed * gamma));
  }
  const auto findings = experiment("gamma").findings(results);
  const Table& table = table_titled(findings, "Test accuracy");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0][0], "Fashion-MNIST, LeNet-5, ReLU, gamma = 0.01");
  EXPECT_EQ(table.rows[1][3], "-19.80");
  EXPECT_EQ(table.rows[1][2], "worsens");
  EXPECT_THAT(findings.answer,
              HasSubstr("Positive control, Fashion-MNIST, LeNet-5, ReLU, gamma = 1: worsens, as it "
                        "must."));
  const Figure& figure = figure_named(findings, "accuracy");
  EXPECT_THAT(figure.series.at(0).x, testing::ElementsAre(0.01, 1));
  EXPECT_NEAR(figure.series.at(1).y.at(0), 50, 1e-9);  // the level line of no penalty
}

TEST(Placement, LateIsHeldAgainstNoneAndAgainstEarly) {
  std::vector<ExperimentResult> results;
  for (const int seed : {1, 2, 3}) {
    results.push_back(classified(Nonlinearity::relu, 0, seed, 0.50));
    results.push_back(classified(Nonlinearity::relu, 0.1, seed, 0.48));
    results.push_back(classified(Nonlinearity::relu, 0.1, seed, 0.51 + 0.001 * seed, "late"));
  }
  const auto findings = experiment("placement").findings(results);
  const Table& place = findings.tables.at(0);
  ASSERT_EQ(place.rows.size(), 1u);
  EXPECT_THAT(place.title, HasSubstr("penalty on late features minus penalty on early features"));
  EXPECT_EQ(place.rows[0][3], "+3.20");
  const Table& penalty = findings.tables.at(2);
  ASSERT_EQ(penalty.rows.size(), 2u);
  EXPECT_THAT(penalty.rows[0][0], HasSubstr("early features"));
  EXPECT_EQ(penalty.rows[0][3], "–");  // all seeds differ by the same
  EXPECT_EQ(penalty.rows[1][3], "+1.20");
}

TEST(Classification, Table2) {
  EXPECT_EQ(table2_gamma(Architecture::lenet5, Nonlinearity::relu), 1e-3);
  EXPECT_EQ(table2_gamma(Architecture::lenet5, Nonlinearity::elu), 1e-2);
  EXPECT_EQ(table2_gamma(Architecture::lenet5, Nonlinearity::mish), 1e-4);
  EXPECT_EQ(table2_gamma(Architecture::vgg11, Nonlinearity::relu), 1e-3);
  EXPECT_EQ(table2_gamma(Architecture::vgg11, Nonlinearity::elu), 1e-5);
  EXPECT_EQ(table2_gamma(Architecture::vgg11, Nonlinearity::mish), 1e-3);
  EXPECT_THROW(table2_gamma(Architecture::unet, Nonlinearity::relu), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
