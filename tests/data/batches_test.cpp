#include "experiments/data/batches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "experiments/data/keyed_random.h"

namespace dsc {
namespace {

/// Two images of one channel, 8 x 8; image i has the value 100 i + its place.
LabelledImages two_images() {
  LabelledImages set{.name = "two", .channels = 1, .height = 8, .width = 8, .classes = 2, .labels = {0, 1}};
  for (int i = 0; i < 128; ++i) set.pixels.push_back(static_cast<std::uint8_t>(i / 64 * 100 + i % 64));
  return set;
}

TEST(Batches, StatisticsAreThoseOfTheDefinition) {
  LabelledImages set{.channels = 2, .height = 1, .width = 2, .labels = {0, 0}};
  set.pixels = {0, 255, 51, 51, 255, 0, 51, 153};
  const ChannelStatistics found = channel_statistics(set);
  EXPECT_FLOAT_EQ(found.mean[0], 0.5f);
  EXPECT_FLOAT_EQ(found.deviation[0], 0.5f);
  EXPECT_FLOAT_EQ(found.mean[1], 0.3f);  // 1/5, 1/5, 1/5, 3/5
  EXPECT_FLOAT_EQ(found.deviation[1], std::sqrt(0.03f));
}

TEST(Batches, WithoutAugmentationEveryPixelIsScaledInPlace) {
  const LabelledImages set = two_images();
  BatchSettings settings{.statistics = {{0.5f}, {0.25f}}};
  const std::vector<std::uint32_t> indices = {1, 0};
  std::vector<float> target(128);
  fill_batch(set, indices, settings, target);
  // A product and a difference of numbers below 4 in single precision: three roundings, each of at most
  // 2^-22.
  for (int i = 0; i < 64; ++i) {
    EXPECT_NEAR(target[i], ((100.0 + i) / 255 - 0.5) / 0.25, 3 * 0x1p-22);
    EXPECT_NEAR(target[64 + i], (i / 255.0 - 0.5) / 0.25, 3 * 0x1p-22);
  }
  EXPECT_THROW(fill_batch(set, indices, settings, std::span(target).first(64)), std::invalid_argument);
}

// Each augmented image is one of the 9 x 9 shifts of the padded image or of its mirror, and all of them
// occur.
TEST(Batches, AugmentationShiftsAndMirrors) {
  const LabelledImages set = two_images();
  BatchSettings settings{
      .augmentation = Augmentation::crop_and_flip, .seed = 5, .statistics = {{0.0f}, {1 / 255.0f}}};
  std::set<std::vector<float>> possible;
  for (int down = -4; down <= 4; ++down) {
    for (int right = -4; right <= 4; ++right) {
      for (const bool mirrored : {false, true}) {
        std::vector<float> image;
        for (int y = 0; y < 8; ++y) {
          for (int x = 0; x < 8; ++x) {
            const int from_y = y + down, from_x = (mirrored ? 7 - x : x) + right;
            const bool inside = from_y >= 0 && from_y < 8 && from_x >= 0 && from_x < 8;
            image.push_back(inside ? static_cast<float>(8 * from_y + from_x) : 0.0f);
          }
        }
        possible.insert(image);
      }
    }
  }
  std::set<std::vector<float>> seen;
  const std::vector<std::uint32_t> first = {0};
  for (settings.epoch = 0; settings.epoch < 3000; ++settings.epoch) {
    std::vector<float> target(64);
    fill_batch(set, first, settings, target);
    for (float& value : target) value = std::round(value);
    ASSERT_TRUE(possible.contains(target)) << "epoch " << settings.epoch;
    seen.insert(target);
  }
  EXPECT_EQ(seen.size(), possible.size());
}

// The padding is black before pixels are scaled, as the usual recipe has it: not the mean grey.
TEST(Batches, PaddingIsBlack) {
  const LabelledImages set = two_images();  // the values of image 1 are 100 to 163
  BatchSettings settings{
      .augmentation = Augmentation::crop_and_flip, .seed = 5, .statistics = {{0.5f}, {0.25f}}};
  const std::vector<std::uint32_t> second = {1};
  const float black = -2, darkest = (100.0f / 255 - 0.5f) / 0.25f;
  int padded = 0;
  for (settings.epoch = 0; settings.epoch < 20; ++settings.epoch) {
    std::vector<float> target(64);
    fill_batch(set, second, settings, target);
    for (const float value : target) {
      padded += value == black ? 1 : 0;
      EXPECT_TRUE(value == black || value > darkest - 1e-5f) << value;
    }
  }
  EXPECT_GT(padded, 0);
}

TEST(Batches, FlipMirrorsHalfOfTheTimeAndNothingElse) {
  const LabelledImages set = two_images();
  BatchSettings settings{.augmentation = Augmentation::flip, .seed = 5, .statistics = {{0.0f}, {1 / 255.0f}}};
  const std::vector<std::uint32_t> first = {0};
  int mirrored = 0;
  for (settings.epoch = 0; settings.epoch < 1000; ++settings.epoch) {
    std::vector<float> target(64);
    fill_batch(set, first, settings, target);
    const bool turned = std::lround(target[0]) == 7;
    mirrored += turned ? 1 : 0;
    for (int i = 0; i < 64; ++i) ASSERT_EQ(std::lround(target[i]), turned ? i / 8 * 8 + 7 - i % 8 : i);
  }
  EXPECT_NEAR(mirrored, 500, 80);  // five sigma
}

// What an image looks like does not depend on which images share its batch.
TEST(Batches, AugmentationDependsOnItsKeysAlone) {
  const LabelledImages set = two_images();
  const BatchSettings settings{
      .augmentation = Augmentation::crop_and_flip, .seed = 3, .epoch = 7, .statistics = {{0.1f}, {0.2f}}};
  const std::vector<std::uint32_t> both = {0, 1}, second = {1};
  std::vector<float> together(128), alone(64);
  fill_batch(set, both, settings, together);
  fill_batch(set, second, settings, alone);
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + 64));
}

TEST(Batches, TheOrderIsAPermutationOfItsOwnForEachSeedAndEpoch) {
  std::set<std::vector<std::uint32_t>> orders;
  for (const std::uint64_t seed : {1, 2}) {
    for (const std::uint64_t epoch : {0, 1}) {
      std::vector<std::uint32_t> order = shuffled_order(100, seed, epoch);
      EXPECT_EQ(order, shuffled_order(100, seed, epoch));
      orders.insert(order);
      std::sort(order.begin(), order.end());
      std::vector<std::uint32_t> all(100);
      std::iota(all.begin(), all.end(), 0u);
      EXPECT_EQ(order, all);
    }
  }
  EXPECT_EQ(orders.size(), 4u);
}

// All 24 orders of four occur, each about 1000 times in 24000: a deviation of five sigma (155) would be a
// fault.
TEST(Batches, OrdersAreUniform) {
  std::map<std::vector<std::uint32_t>, int> counts;
  for (std::uint64_t epoch = 0; epoch < 24'000; ++epoch) ++counts[shuffled_order(4, 11, epoch)];
  EXPECT_EQ(counts.size(), 24u);
  for (const auto& [order, count] : counts) EXPECT_NEAR(count, 1000, 155);
}

TEST(KeyedRandom, EachKeyMatters) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t a = 0; a < 10; ++a) {
    for (std::uint64_t b = 0; b < 10; ++b) firsts.insert(KeyedRandom{a, b}.next());
  }
  EXPECT_EQ(firsts.size(), 100u);
  EXPECT_NE(KeyedRandom({1, 2}).next(), KeyedRandom({2, 1}).next());
}

TEST(KeyedRandom, StaysInRange) {
  KeyedRandom random{1};
  double least = 1, most = 0;
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_LT(random.below(3), 3u);
    const double x = random.uniform(2, 3);
    ASSERT_TRUE(x >= 2 && x < 3);
    least = std::min(least, x - 2);
    most = std::max(most, x - 2);
  }
  EXPECT_LT(least, 0.002);
  EXPECT_GT(most, 0.998);
  EXPECT_EQ(random.below(1), 0u);
}

}  // namespace
}  // namespace dsc
