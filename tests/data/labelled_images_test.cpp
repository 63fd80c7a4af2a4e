#include "experiments/data/labelled_images.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "experiments/data/gunzip.h"
#include "harness/files/digest.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using testing::HasSubstr;

/// A record of CIFAR-10: the label, then red, green and blue planes of one value each.
std::string record(char label, char red, char green, char blue) {
  return std::string(1, label) + std::string(1024, red) + std::string(1024, green) + std::string(1024, blue);
}

/// A file of 10,000 records; record r has label r mod 10 and red value r mod 251.
std::string batch() {
  std::string bytes;
  for (int r = 0; r < 10'000; ++r) {
    bytes += record(static_cast<char>(r % 10), static_cast<char>(r % 251), 7, static_cast<char>(r % 2));
  }
  return bytes;
}

TEST(Cifar, ReadsLabelsAndPlanesInTheOrderOfTheFile) {
  const TemporaryFolder folder;
  folder.write("test_batch.bin", batch());
  const LabelledImages set = read_cifar10(folder.path(), Split::test);
  ASSERT_EQ(set.count(), 10'000u);
  ASSERT_EQ(set.pixels.size(), 10'000 * set.image_size());
  EXPECT_EQ(set.classes, 10);
  for (const std::size_t r : {0u, 1u, 4321u, 9999u}) {
    EXPECT_EQ(set.labels[r], r % 10);
    EXPECT_EQ(set.pixels[r * set.image_size()], r % 251);
    EXPECT_EQ(set.pixels[r * set.image_size() + 1024], 7);
    EXPECT_EQ(set.pixels[r * set.image_size() + 3071], r % 2);
  }
  EXPECT_EQ(set.sha256, sha256_hex(sha256_hex(batch())));
}

TEST(Cifar, RefusesAnotherSizeAndAWrongLabel) {
  const TemporaryFolder folder;
  const auto read = [&](const std::string& bytes) {
    folder.write("test_batch.bin", bytes);
    return refusal([&] { read_cifar10(folder.path(), Split::test); });
  };
  std::string bytes = batch();
  EXPECT_THAT(read(bytes.substr(1)),
              HasSubstr("expected 30730000 bytes (10000 records of 3073), found 30729999"));
  EXPECT_THAT(read(""), HasSubstr("found 0"));
  EXPECT_THAT(read(bytes + '\0'), HasSubstr("test_batch.bin"));
  bytes[3073 * 17] = 10;
  EXPECT_THAT(read(bytes), HasSubstr("byte 52241: expected a label below 10, found 10"));
  EXPECT_THAT(refusal([&] { read_cifar10(folder.path(), Split::train); }), HasSubstr("data_batch_1.bin"));
}

TEST(Cifar, OfAHundredClassesUsesTheFineLabel) {
  const TemporaryFolder folder;
  std::string bytes;
  for (int r = 0; r < 10'000; ++r)
    bytes += std::string(1, static_cast<char>(r % 20)) + record(static_cast<char>(r % 100), 1, 2, 3);
  folder.write("test.bin", bytes);
  const LabelledImages set = read_cifar100(folder.path(), Split::test);
  EXPECT_EQ(set.classes, 100);
  EXPECT_EQ(set.labels[9'999], 99);
  bytes[3074 * 5] = 20;
  folder.write("test.bin", bytes);
  EXPECT_THAT(refusal([&] { read_cifar100(folder.path(), Split::test); }),
              HasSubstr("a label below 20, found 20"));
}

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

/// Two images of 2 x 3 pixels, 0 … 11, and the labels 4 and 9.
const std::string kImages = big_endian(0x803) + big_endian(2) + big_endian(2) + big_endian(3) +
                            std::string("\0\1\2\3\4\5\6\7\10\11\12\13", 12);
const std::string kLabels = big_endian(0x801) + big_endian(2) + "\4\11";

TEST(Idx, ReadsPlainFiles) {
  const TemporaryFolder folder;
  folder.write("train-images-idx3-ubyte", kImages);
  folder.write("train-labels-idx1-ubyte", kLabels);
  const LabelledImages set = read_idx(folder.path(), Split::train, "small");
  EXPECT_EQ(set.height, 2);
  EXPECT_EQ(set.width, 3);
  EXPECT_THAT(set.labels, testing::ElementsAre(4, 9));
  EXPECT_EQ(set.pixels[11], 11);
  EXPECT_EQ(set.name, "small, train");
}

TEST(Idx, RefusesWhatDoesNotFit) {
  const TemporaryFolder folder;
  const auto read = [&](const std::string& images, const std::string& labels) {
    folder.write("t10k-images-idx3-ubyte", images);
    folder.write("t10k-labels-idx1-ubyte", labels);
    return refusal([&] { read_idx(folder.path(), Split::test, "x"); });
  };
  EXPECT_THAT(read(kImages + "z", kLabels), HasSubstr("expected 28 bytes by its header, found 29"));
  EXPECT_THAT(read(kImages.substr(0, 27), kLabels), HasSubstr("found 27"));
  EXPECT_THAT(read("", kLabels), HasSubstr("a header of 16 bytes"));
  EXPECT_THAT(read(kLabels, kLabels), HasSubstr("t10k-images-idx3-ubyte"));
  EXPECT_THAT(read(kImages, big_endian(0x801) + big_endian(1) + "\4"),
              HasSubstr("expected 2 labels, one an image, found 1"));
  EXPECT_THAT(read(kImages, big_endian(0x801) + big_endian(2) + "\4\12"),
              HasSubstr("byte 9: expected a label below 10, found 10"));
  EXPECT_THAT(read(big_endian(0x803) + big_endian(0xffffffff) + big_endian(28) + big_endian(28), kLabels),
              HasSubstr("byte 4: expected a size from 1 to 100000, found 4294967295"));
  EXPECT_THAT(refusal([&] { read_idx(folder.path(), Split::train, "x"); }),
              HasSubstr("or the same with .gz, found neither"));
}

TEST(Idx, ReadsFashionMnistFromItsPackage) {
  const std::filesystem::path folder = "/usr/share/datasets/fashion-mnist";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "apt install dataset-fashion-mnist";
  const LabelledImages set = read_idx(folder, Split::test, "Fashion-MNIST");
  ASSERT_EQ(set.count(), 10'000u);
  EXPECT_EQ(set.height, 28);
  EXPECT_EQ(set.width, 28);
  for (int label = 0; label < 10; ++label)
    EXPECT_EQ(std::count(set.labels.begin(), set.labels.end(), label), 1000);
}

const std::string kPacked(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4e\x2d\x2a\xc9\x4c\xcb\x4c\x4d\x01\x00\x2a\xfe\x94\x6f\x09"
    "\x00\x00\x00",
    29);

TEST(Gunzip, UnpacksToTheLimitAndNotBeyond) {
  EXPECT_EQ(gunzip(kPacked, "x.gz", 9), "certified");
  EXPECT_THAT(refusal([] { gunzip(kPacked, "x.gz", 8); }),
              HasSubstr("x.gz: expected at most 8 bytes unpacked, found more"));
  EXPECT_THAT(refusal([] { gunzip(kPacked + "z", "x.gz", 9); }),
              HasSubstr("the end of the file, found more bytes"));
  EXPECT_THAT(refusal([] { gunzip("certified", "x.gz", 9); }), HasSubstr("expected gzip data"));
  std::string damaged = kPacked;
  damaged[22] ^= 1;  // the checksum
  EXPECT_THAT(refusal([&] { gunzip(damaged, "x.gz", 9); }),
              HasSubstr("expected gzip data, found incorrect data check"));
}

}  // namespace
}  // namespace dsc
