#include "experiments/data/image.h"

#include <gmock/gmock.h>
#include <turbojpeg.h>

#include <memory>

#include "harness/files/atomic_file.h"
#include "tests/data/decoded.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using testing::HasSubstr;

/// Every value of every channel differs from its neighbours.
Image pattern(int channels, int height, int width) {
  Image image{channels, height, width, {}};
  for (int i = 0; i < channels * height * width; ++i)
    image.pixels.push_back(static_cast<std::uint8_t>(i * 37));
  return image;
}

/// A smooth grey JPEG.
std::string jpeg(int side) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(side) * side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) pixels[y * side + x] = static_cast<unsigned char>(2 * (x + y));
  }
  const std::unique_ptr<void, int (*)(tjhandle)> coder(tjInitCompress(), tjDestroy);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  EXPECT_EQ(
      tjCompress2(coder.get(), pixels.data(), side, 0, side, TJPF_GRAY, &bytes, &size, TJSAMP_GRAY, 95, 0),
      0);
  std::string result(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  return result;
}

TEST(Image, PngKeepsEveryValue) {
  const TemporaryFolder folder;
  for (const int channels : {1, 3}) {
    const Image image = pattern(channels, 5, 7);
    write_png(image, folder / "image.png");
    const Image read = decoded(folder / "image.png", channels == 1 ? Colour::grey : Colour::rgb);
    EXPECT_EQ(read.channels, channels);
    EXPECT_EQ(read.height, 5);
    EXPECT_EQ(read.width, 7);
    EXPECT_EQ(read.pixels, image.pixels);
  }
}

TEST(Image, JpegIsCloseToWhatWasCoded) {
  const TemporaryFolder folder;
  const Image image = decoded(folder.write("image.jpg", jpeg(32)), Colour::rgb);
  ASSERT_EQ(image.pixels.size(), 3u * 32 * 32);
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) {
      for (int c = 0; c < 3; ++c) EXPECT_NEAR(image.at(c, y, x), 2 * (x + y), 4);
    }
  }
}

TEST(Image, TheFirstBytesDecideNotTheName) {
  const TemporaryFolder folder;
  write_png(pattern(1, 2, 2), folder / "image.jpg");
  EXPECT_EQ(decoded(folder / "image.jpg", Colour::grey).pixels, pattern(1, 2, 2).pixels);
}

TEST(Image, RefusesWhatIsNoImage) {
  const TemporaryFolder folder;
  const auto decode = [&](const std::string& bytes) {
    return refusal([&] { decoded(folder.write("x", bytes), Colour::rgb); });
  };
  EXPECT_THAT(decode(""), HasSubstr("expected a JPEG or PNG image, found an empty file"));
  EXPECT_THAT(decode("GIF89a"), HasSubstr("expected a JPEG or PNG image"));
  EXPECT_THAT(refusal([&] { decoded(folder / "none", Colour::rgb); }), HasSubstr("none"));
}

// A header may claim any size: nothing of that size may be allocated.
TEST(Image, RefusesAHugeImageByItsHeader) {
  const TemporaryFolder folder;
  write_png(pattern(1, 2, 2), folder / "image.png");
  std::string bytes = read_bytes(folder / "image.png");
  // The width in IHDR; its checksum no longer fits, which is an error of its own, or the size is.
  bytes[16] = '\x7f';
  EXPECT_THAT(refusal([&] { decoded(folder.write("huge.png", bytes), Colour::rgb); }), HasSubstr("huge.png"));
  std::string wide = jpeg(32);
  const std::size_t frame = wide.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  wide[frame + 5] = wide[frame + 7] = '\xff';
  EXPECT_THAT(refusal([&] { decoded(folder.write("huge.jpg", wide), Colour::rgb); }),
              HasSubstr("sides from 1 to 16384 pixels"));
}

TEST(Image, ShrinkingAveragesWhatAPixelCovers) {
  Image image{1, 2, 4, {0, 10, 100, 200, 20, 30, 100, 0}};
  EXPECT_EQ(resized(image, 1, 2).pixels, (std::vector<std::uint8_t>{15, 100}));
  EXPECT_EQ(resized(image, 1, 1).pixels, (std::vector<std::uint8_t>{58}));  // 460 / 8 = 57.5
  // Three pixels into two: each takes one and a half.
  EXPECT_EQ(resized(Image{1, 1, 3, {0, 90, 180}}, 1, 2).pixels, (std::vector<std::uint8_t>{30, 150}));
}

TEST(Image, EnlargingInterpolatesBetweenCentres) {
  // Centres of the four new pixels lie at 0 (clamped), 1/4, 3/4 and 1 (clamped) between the two old ones.
  EXPECT_EQ(resized(Image{1, 1, 2, {0, 200}}, 1, 4).pixels, (std::vector<std::uint8_t>{0, 50, 150, 200}));
  EXPECT_EQ(resized(Image{1, 1, 1, {7}}, 3, 2).pixels, std::vector<std::uint8_t>(6, 7));
}

TEST(Image, TheSameSizeChangesNothing) {
  const Image image = pattern(3, 6, 5);
  EXPECT_EQ(resized(image, 6, 5).pixels, image.pixels);
}

TEST(Image, CropsTheNamedPart) {
  const Image image{2, 2, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
  EXPECT_EQ(cropped(image, 0, 1, 2, 2).pixels, (std::vector<std::uint8_t>{2, 3, 5, 6, 8, 9, 11, 12}));
  EXPECT_THROW(cropped(image, 1, 0, 2, 1), std::out_of_range);
  EXPECT_THROW(cropped(image, 0, -1, 1, 1), std::out_of_range);
}

}  // namespace
}  // namespace dsc
