#include "experiments/cell/work/mask_pictures.h"

#include <gtest/gtest.h>

namespace dsc {
namespace {

TEST(MaskPictures, ColumnsShowWhatTheyAreMadeOf) {
  MaskedImages set;
  set.side = 64;
  set.ids = {"a", "b"};
  set.pixels.assign(2 * 3 * 64 * 64, 10);
  set.masks.assign(2 * 64 * 64, 0);
  set.pixels[3 * 64 * 64] = 200;  // second picture, red, upper left
  set.masks[64 * 64 + 1] = 1;     // second mask, one to the right
  const Image scene = scene_column(set, 2);
  // Pixels are doubled to a side of 128, and a gap of 4 follows each tile.
  EXPECT_EQ(scene.height, 2 * 132);
  EXPECT_EQ(scene.width, 2 * 132);
  EXPECT_EQ(scene.at(0, 132, 0), 200);
  EXPECT_EQ(scene.at(0, 133, 1), 200);
  EXPECT_EQ(scene.at(0, 134, 1), 10);
  EXPECT_EQ(scene.at(1, 132, 0), 10);
  EXPECT_EQ(scene.at(0, 132, 132 + 2), 255);
  EXPECT_EQ(scene.at(0, 132, 132 + 1), 0);
  EXPECT_EQ(scene.at(2, 130, 0), 255);  // the gap
  const Image masks = mask_column(set.masks, 64, 2);
  EXPECT_EQ(masks.channels, 1);
  EXPECT_EQ(masks.height, scene.height);
  EXPECT_EQ(masks.at(0, 132, 2), 255);
  EXPECT_EQ(masks.at(0, 132, 4), 0);
}

}  // namespace
}  // namespace dsc
