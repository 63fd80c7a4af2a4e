#include "experiments/data/masked_images.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "experiments/data/compose_salient.h"
#include "experiments/data/image.h"
#include "experiments/data/sets.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using testing::HasSubstr;

Image plain(int channels, int height, int width, std::uint8_t value) {
  return {channels, height, width,
          std::vector<std::uint8_t>(static_cast<std::size_t>(channels) * height * width, value)};
}

/// Two pictures of 4 x 4: b is grey 50 with an empty mask; a is grey 200, its mask the upper half.
void write_two(const TemporaryFolder& folder) {
  for (const char* part : {"images", "masks"}) std::filesystem::create_directory(folder / part);
  write_png(plain(3, 4, 4, 50), folder / "images/b.png");
  write_png(plain(1, 4, 4, 0), folder / "masks/b.png");
  write_png(plain(3, 4, 4, 200), folder / "images/a.png");
  Image mask = plain(1, 4, 4, 0);
  std::fill(mask.pixels.begin(), mask.pixels.begin() + 8, std::uint8_t{255});
  write_png(mask, folder / "masks/a.png");
}

SetLocation location(const TemporaryFolder& folder) {
  return {"two", "two", Layout::masks, {folder / "images", folder / "masks"}};
}

TEST(MaskedImages, ReadsPairsByName) {
  const TemporaryFolder folder;
  write_two(folder);
  folder.write("images/Thumbs.db", "no image");
  const MaskedImages set = read_masked_images(location(folder), 2);
  EXPECT_THAT(set.ids, testing::ElementsAre("a", "b"));
  EXPECT_THAT(set.masks, testing::ElementsAre(1, 1, 0, 0, 0, 0, 0, 0));
  EXPECT_EQ(set.pixels,
            (std::vector<std::uint8_t>{200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200,
                                       50,  50,  50,  50,  50,  50,  50,  50,  50,  50,  50,  50}));
}

// Names begin with what is shown. A subset by name would hold one kind of picture only.
TEST(MaskedImages, ASubsetIsDrawnFromAllNames) {
  const TemporaryFolder folder;
  for (const char* part : {"images", "masks"}) std::filesystem::create_directory(folder / part);
  for (int i = 0; i < 40; ++i) {
    const std::string name = (i < 20 ? "cat" : "dog") + std::to_string(i) + ".png";
    write_png(plain(3, 2, 2, 50), folder / ("images/" + name));
    write_png(plain(1, 2, 2, 0), folder / ("masks/" + name));
  }
  const std::vector<std::string> twenty = read_masked_images(location(folder), 2, 20).ids,
                                 ten = read_masked_images(location(folder), 2, 10).ids;
  EXPECT_EQ(twenty.size(), 20u);
  EXPECT_TRUE(std::is_sorted(twenty.begin(), twenty.end()));
  const auto cats = std::count_if(twenty.begin(), twenty.end(),
                                  [](const std::string& id) { return id.starts_with("cat"); });
  EXPECT_GT(cats, 3);
  EXPECT_LT(cats, 17);
  EXPECT_EQ(ten.size(), 10u);
  EXPECT_TRUE(std::includes(twenty.begin(), twenty.end(), ten.begin(), ten.end()));
  EXPECT_EQ(read_masked_images(location(folder), 2, 20).ids, twenty) << "the same in every run";
  EXPECT_EQ(read_masked_images(location(folder), 2, 41).ids.size(), 40u);
}

TEST(MaskedImages, TheDigestKnowsEveryFile) {
  const TemporaryFolder folder;
  write_two(folder);
  const std::string before = read_masked_images(location(folder), 2).sha256;
  Image mask = plain(1, 4, 4, 0);
  mask.pixels[15] = 100;  // below the threshold: the same mask, another file
  write_png(mask, folder / "masks/b.png");
  const MaskedImages after = read_masked_images(location(folder), 2);
  EXPECT_NE(after.sha256, before);
  EXPECT_EQ(std::count(after.masks.begin(), after.masks.end(), 1), 2);
}

TEST(MaskedImages, RefusesWhatDoesNotPair) {
  const TemporaryFolder folder;
  const auto read = [&] { return refusal([&] { read_masked_images(location(folder), 2); }); };
  EXPECT_THAT(read(), HasSubstr("expected a folder of images"));
  std::filesystem::create_directory(folder / "images");
  EXPECT_THAT(read(), HasSubstr("expected JPEG or PNG images, found none"));
  write_two(folder);
  write_png(plain(1, 4, 5, 0), folder / "masks/b.png");
  EXPECT_THAT(read(), HasSubstr("expected 4 x 4 pixels like its image, found 5 x 4"));
  std::filesystem::remove(folder / "masks/b.png");
  EXPECT_THAT(read(), HasSubstr("b.png: expected a mask in"));
  write_two(folder);
  std::filesystem::remove(folder / "images/a.png");
  EXPECT_THAT(read(), HasSubstr("a.png: expected an image in"));
  write_two(folder);
  folder.write("images/a.jpg", "x");
  EXPECT_THAT(read(), HasSubstr("expected one file named a"));
  std::filesystem::remove(folder / "images/a.jpg");
  folder.write("images/b.png", "not an image");
  EXPECT_THAT(read(), HasSubstr("b.png: byte 0: expected a JPEG or PNG image"));
}

TEST(MaskedImages, RefusesMoreThanItCanHold) {
  const TemporaryFolder folder;
  write_two(folder);
  EXPECT_THAT(refusal([&] { read_masked_images(location(folder), 40'000); }),
              HasSubstr("expected at most 1 images"));
}

TEST(Sets, KnowsThePublishedLayouts) {
  EXPECT_EQ(known_set("DUT-OMRON", "root").location.folders.at(1), "root/DUT-OMRON/pixelwiseGT-new-PNG");
  EXPECT_THAT(refusal([] { known_set("duts", "root"); }), HasSubstr("DUTS-TR, DUTS-TE, DUT-OMRON, ECSSD"));
}

TEST(Sets, ASetIsReadByItsLayoutOnly) {
  EXPECT_THAT(refusal([] { read_labelled_set(known_set("ECSSD", "root").location, Split::train); }),
              HasSubstr("ECSSD: expected one with a class for each image"));
  EXPECT_THAT(refusal([] { read_masked_set(known_set("cifar-10", "root").location, 16, 1); }),
              HasSubstr("cifar-10: expected one with masks"));
  EXPECT_THAT(refusal([] { read_masked_set(known_set("composed/test", "root").location, 16, 0); }),
              HasSubstr("a number of pictures to compose"));
}

/// Four photographs of one colour each, and one garment: a ring of grey 250 with a hole.
class Composed : public testing::Test {
 protected:
  Composed() {
    for (const int i : {0, 1, 2, 3})
      write_png(plain(3, 40, 60, static_cast<std::uint8_t>(10 * i + 10)),
                folder / (std::to_string(i) + ".png"));
    garments = {.name = "ring", .channels = 1, .height = 28, .width = 28, .classes = 10, .labels = {0}};
    for (int y = 0; y < 28; ++y) {
      for (int x = 0; x < 28; ++x) {
        const int distance = std::max(std::abs(2 * y - 27), std::abs(2 * x - 27));
        garments.pixels.push_back(distance < 20 && distance > 8 ? 250 : 0);
      }
    }
  }

  MaskedImages compose(Split split, std::uint64_t seed = 1, std::size_t count = 40) const {
    return compose_salient(
        {.photographs = folder.path(), .split = split, .side = 32, .count = count, .seed = seed}, garments);
  }

  TemporaryFolder folder;
  LabelledImages garments;
};

TEST_F(Composed, TheMaskIsWhereTheGarmentIs) {
  const MaskedImages set = compose(Split::train);
  ASSERT_EQ(set.count(), 40u);
  for (std::size_t i = 0; i < set.count(); ++i) {
    int inside = 0;
    for (std::size_t p = 0; p < 1024; ++p) {
      inside += set.masks[i * 1024 + p];
      // Outside every mask lies a photograph; each is of one colour, and equal in its three channels.
      const std::uint8_t* const red = &set.pixels[i * 3072 + p];
      const bool photograph =
          red[0] == red[1024] && red[0] == red[2048] && (red[0] == 10 || red[0] == 20 || red[0] == 40);
      EXPECT_TRUE(photograph || set.masks[i * 1024 + p] == 1);
    }
    // The filled square of the ring takes (20/28)^2 of the garment's frame, itself 1/16 to 1/2 of the
    // picture.
    EXPECT_GT(inside, 1024 / 16 / 3);
    EXPECT_LT(inside, 2 * 1024 / 2);
  }
}

TEST_F(Composed, TestPicturesShowOnlyTestPhotographs) {
  const MaskedImages set = compose(Split::test);
  for (std::size_t i = 0; i < set.count() * 3072; ++i) {
    const std::size_t place = i / 3072 * 1024 + i % 1024;
    if (set.masks[place] == 0) {
      EXPECT_EQ(set.pixels[i], 30);
    }
  }
}

TEST_F(Composed, APictureDependsOnItsNumberNotOnTheOthers) {
  const MaskedImages few = compose(Split::train, 1, 5), many = compose(Split::train, 1, 9),
                     other = compose(Split::train, 2, 5);
  EXPECT_TRUE(std::equal(few.pixels.begin(), few.pixels.end(), many.pixels.begin()));
  EXPECT_NE(few.pixels, other.pixels);
  EXPECT_NE(few.sha256, other.sha256);
}

TEST_F(Composed, RefusesTooFewPhotographs) {
  std::filesystem::remove(folder / "3.png");
  EXPECT_THAT(refusal([&] { compose(Split::train); }), HasSubstr("at least four photographs"));
}

TEST(Sets, TellWhatIsThere) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "cifar-10-batches-bin");
  int found = 0;
  for (const KnownSet& set : known_sets(folder.path())) {
    EXPECT_FALSE(set.remedy.empty());
    if (set.location.folders.at(0).string().starts_with(folder.path().string())) found += set.found ? 1 : 0;
  }
  EXPECT_EQ(found, 1);
  EXPECT_THAT(refusal([&] { data_folder(folder / "none"); }), HasSubstr("a folder of data sets"));
}

TEST(Sets, ANoteIsOneLine) {
  const TemporaryFolder folder;
  EXPECT_EQ(set_note(folder.path()), "");
  folder.write("NOTE.txt", "pixels went through JPEG\n");
  EXPECT_EQ(set_note(folder.path()), "pixels went through JPEG");
  folder.write("NOTE.txt", "two\nlines\n");
  EXPECT_THAT(refusal([&] { set_note(folder.path()); }), HasSubstr("one line"));
}

}  // namespace
}  // namespace dsc
