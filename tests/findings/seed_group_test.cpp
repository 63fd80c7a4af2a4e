#include "experiments/findings/seed_group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/findings/result_fields.h"
#include "harness/error.h"
#include "tests/findings/made_results.h"

namespace dsc {
namespace {

TEST(SeedGroups, ResultsThatDifferBySeedAloneComeTogether) {
  const std::vector<ExperimentResult> results = {
      classified("relu", 0, 1, 0.5), classified("relu", 1e-3, 1, 0.6), classified("relu", 0, 2, 0.7)};
  const std::vector<SeedGroup> groups = seed_groups(results);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].by_seed.size(), 2u);
  EXPECT_EQ(find_group(groups, groups[1], {{"gamma", 0.0}}), &groups[0]);
  EXPECT_EQ(find_group(groups, groups[1], {{"gamma", 0.5}}), nullptr);
}

TEST(SeedGroups, OneSeedTwiceIsRefused) {
  EXPECT_THROW(seed_groups({classified("relu", 0, 1, 0.5), classified("relu", 0, 1, 0.6)}), InputError);
}

TEST(SeedGroups, CurvesAreMeansOverSeeds) {
  std::vector<ExperimentResult> results = {classified("relu", 0, 1, 0.5), classified("relu", 0, 2, 0.7)};
  const auto read = [](const std::string& pointer) {
    return [pointer](const ExperimentResult& r) { return numbers_at(r, pointer); };
  };
  const auto curve = [&] {
    return mean_curve("mean", seed_groups(results)[0], read("/curves/sets/0/epoch"),
                      read("/curves/sets/0/accuracy"));
  };
  EXPECT_THAT(curve().x, testing::ElementsAre(1, 2));
  EXPECT_THAT(curve().y, testing::ElementsAre(testing::DoubleEq(0.1), testing::DoubleEq(0.6)));
  results[1].result["curves"]["sets"][0]["accuracy"] = {0.7};
  EXPECT_THROW(curve(), InputError);
}

// JSON knows no NaN: what was one is stored as null.
TEST(ResultFields, WhatIsNoFiniteNumberIsRefusedByName) {
  ExperimentResult bad = classified("relu", 0, 1, 0.5);
  bad.result["curves"]["sets"][0]["accuracy"][1] = nullptr;
  try {
    numbers_at(bad, "/curves/sets/0/accuracy");
    FAIL() << "null was taken for a number";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr(bad.file),
                                             testing::HasSubstr("/curves/sets/0/accuracy/1")));
  }
  bad.result["curves"]["sets"][0]["accuracy"][1] = std::nan("");
  EXPECT_THROW(numbers_at(bad, "/curves/sets/0/accuracy"), InputError);
  EXPECT_THROW(number_at(bad, "/nothing/there"), InputError);
}

}  // namespace
}  // namespace dsc
