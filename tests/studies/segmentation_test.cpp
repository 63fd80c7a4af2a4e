#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/error.h"
#include "tests/studies/made_results.h"

namespace dsc {
namespace {

using testing::HasSubstr;

ExperimentResult segmented(double gamma, std::int64_t seed, double miou) {
  const Settings settings{.set = "composed",
                          .network = Architecture::unet,
                          .side = 64,
                          .gamma = gamma,
                          .epochs = 2,
                          .optimizer = Optimizer::adam,
                          .seed = seed};
  TrainingRecord record{.penalised = {"encoder1"}};
  record.tests = {{.name = "composed, test"}};
  for (const std::int64_t number : {1, 2}) {
    Epoch epoch{.number = number, .rate = 0.1, .loss = 1, .penalty = 0.4};
    epoch.sets = {{.loss = 1, .masks = MaskSummary{{0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}, {miou, 0.25}}}};
    epoch.sets[0].density = {{"encoder1", 0.5}};
    record.epochs.push_back(epoch);
  }
  ExperimentResult r;
  r.work = "segment";
  r.name = "composed-unet-gamma" + std::string(gamma > 0 ? "1" : "0") + "-seed" + std::to_string(seed);
  r.file = "quick/experiments/segmentation/" + r.name + ".json";
  r.parameters = to_json(settings);
  r.result = to_json(record);
  return r;
}

/// The same with the inspections that keep pictures.
std::vector<ExperimentResult> with_inspections(std::vector<ExperimentResult> results) {
  const InspectionRecord inspection{.layers = {{.name = "encoder1", .channels = 4, .entries = 400}},
                                    .pictures = {{"composed, test", "set0-scene", "set0-masks"}}};
  const std::size_t count = results.size();
  for (std::size_t i = 0; i < count; ++i) results.push_back(inspected(results[i], inspection));
  return results;
}

std::vector<ExperimentResult> three_seeds(double change) {
  std::vector<ExperimentResult> results;
  for (const int seed : {1, 2, 3}) {
    results.push_back(segmented(0, seed, 0.60 + 0.01 * seed));
    results.push_back(segmented(1e-3, seed, 0.60 + 0.01 * seed + change + 0.0001 * seed));
  }
  return results;
}

TEST(Segmentation, TheFormOfTable4WithThePapersNumbersBeside) {
  const Table table = experiment("segmentation").findings(three_seeds(0.05)).tables.at(0);
  EXPECT_THAT(table.rows.at(0), testing::ElementsAre("paper", "DUTS-TE", "without penalty", "0.9203 ± 0.1004",
                                                     "0.8423 ± 0.1529", "0.7584 ± 0.1840", "–"));
  EXPECT_THAT(table.rows.at(4),
              testing::ElementsAre("ours", "composed, test", "without penalty", "0.9000 ± 0.1000",
                                   "0.8000 ± 0.2000", "0.6200 ± 0.2500", "0.7000 ± 0.3000"));
  EXPECT_EQ(table.rows.at(5).at(2), "with penalty");
}

TEST(Segmentation, SaysOfEachMeasureWhatShows) {
  const std::string answer = experiment("segmentation").findings(three_seeds(0.05)).answer;
  EXPECT_THAT(answer,
              HasSubstr("the penalty improves the PA in none and worsens it in none; no effect larger than "
                        "0.5 percentage points in 1"));
  EXPECT_THAT(answer, HasSubstr("the penalty improves the mIoU in 1: composed, test (+5.02"));
}

TEST(Segmentation, RunsWithMasksOfOneClassAreNamed) {
  std::vector<ExperimentResult> results = three_seeds(0.05);
  EXPECT_EQ(experiment("segmentation").findings(results).answer.find("one class"), std::string::npos);
  results[4].result["curves"]["sets"][0]["mPA"]["mean"][1] = 0.5;
  EXPECT_THAT(experiment("segmentation").findings(results).answer,
              HasSubstr("All masks of one class, so that nothing was learned yet: composed, test, without "
                        "penalty, seed 3."));
}

TEST(Segmentation, MasksWithoutAndWithThePenaltyStandBesideEachOther) {
  EXPECT_TRUE(experiment("segmentation").findings(three_seeds(0.05)).pictures.empty());
  const auto findings = experiment("segmentation").findings(with_inspections(three_seeds(0.05)));
  ASSERT_EQ(findings.pictures.size(), 1u);
  EXPECT_THAT(findings.pictures[0].sources,
              testing::ElementsAre(
                  "quick/experiments/segmentation/composed-unet-gamma0-seed1-inspect-set0-scene.png",
                  "quick/experiments/segmentation/composed-unet-gamma0-seed1-inspect-set0-masks.png",
                  "quick/experiments/segmentation/composed-unet-gamma1-seed1-inspect-set0-masks.png"));
}

TEST(Segmentation, OneTreatmentAloneIsNotJudged) {
  const auto findings =
      experiment("segmentation").findings({segmented(1e-3, 1, 0.6), segmented(1e-3, 2, 0.6)});
  EXPECT_THAT(findings.answer, HasSubstr("Nothing can be said yet of the effect of the penalty on the mIoU"));
  EXPECT_TRUE(findings.pictures.empty());
}

TEST(Segmentation, ANumberThatIsNoneIsRefused) {
  std::vector<ExperimentResult> results = three_seeds(0.05);
  results[2].result["curves"]["sets"][0]["mIoU"]["mean"][1] = nullptr;
  EXPECT_THROW(experiment("segmentation").findings(results), InputError);
}

}  // namespace
}  // namespace dsc
