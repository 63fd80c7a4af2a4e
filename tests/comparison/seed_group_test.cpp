#include "experiments/comparison/seed_group.h"

#include <gmock/gmock.h>

#include "tests/refusal.h"

namespace dsc {
namespace {

struct Trained {
  struct Settings {
    double gamma = 0;
    std::int64_t seed = 0;
    bool operator==(const Settings&) const = default;
  };
  std::string file{};
  Settings settings{};
  std::vector<double> curve{};
};

Trained run(double gamma, std::int64_t seed, const std::vector<double>& curve = {}) {
  return {"r" + std::to_string(seed), {gamma, seed}, curve};
}

TEST(SeedGroups, RunsThatDifferBySeedAloneComeTogether) {
  const std::vector<Trained> runs = {run(0, 1), run(1e-3, 1), run(0, 2)};
  const auto groups = seed_groups(runs);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].by_seed.size(), 2u);
  EXPECT_EQ(find_group(groups, Trained::Settings{0, 77}), &groups[0]);
  EXPECT_EQ(find_group(groups, Trained::Settings{0.5, 1}), nullptr);
  EXPECT_EQ(groups[0].seeds_where([](const Trained& one) { return one.settings.seed == 2; }), "seed 2");
}

TEST(SeedGroups, OneSeedTwiceIsRefused) {
  EXPECT_THAT(refusal([] {
                seed_groups(std::vector<Trained>{run(0, 1), run(0, 1)});
              }),
              testing::HasSubstr("r1: parameters/seed: expected each seed once, found seed 1 twice"));
}

TEST(SeedGroups, CurvesAreMeansOverSeeds) {
  std::vector<Trained> runs = {run(0, 1, {0.1, 0.5}), run(0, 2, {0.1, 0.7})};
  const auto curve = [&] {
    return mean_curve("mean", seed_groups(runs)[0], [](const Trained& one) {
      return Series{"", {1, 2}, one.curve};
    });
  };
  EXPECT_EQ(curve().label, "mean");
  EXPECT_THAT(curve().x, testing::ElementsAre(1, 2));
  EXPECT_THAT(curve().y, testing::ElementsAre(testing::DoubleEq(0.1), testing::DoubleEq(0.6)));
  EXPECT_THAT(curve().lo, testing::ElementsAre(0.1, 0.5));
  EXPECT_THAT(curve().hi, testing::ElementsAre(0.1, 0.7));
  runs[1].curve = {0.7};
  EXPECT_THAT(refusal(curve), testing::HasSubstr("r2"));
}

}  // namespace
}  // namespace dsc
