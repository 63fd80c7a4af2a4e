#include <gmock/gmock.h>

#include "experiments/data/gunzip.h"
#include "experiments/data/image.h"
#include "harness/files/atomic_file.h"
#include "tests/data/decoded.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

// Cut anywhere, an image is refused: no pixel is ever made up.
TEST(ImageDamage, EveryTruncationOfAPngIsRefused) {
  const TemporaryFolder folder;
  Image image{3, 9, 9, {}};
  for (int i = 0; i < 3 * 81; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i * i));
  write_png(image, folder / "whole.png");
  const std::string bytes = read_bytes(folder / "whole.png");
  // The last chunk, IEND, takes 12 bytes and says nothing about pixels.
  for (std::size_t length = 0; length + 12 < bytes.size(); ++length) {
    const auto file = folder.write("cut.png", bytes.substr(0, length));
    EXPECT_THROW(decoded(file, Colour::rgb), InputError) << length << " of " << bytes.size() << " bytes";
  }
}

TEST(ImageDamage, EveryTruncationOfGzipIsRefused) {
  // "certified" by gzip -n.
  const std::string packed(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4e\x2d\x2a\xc9\x4c\xcb\x4c\x4d\x01\x00\x2a\xfe\x94\x6f"
      "\x09\x00\x00\x00",
      29);
  for (std::size_t length = 0; length < packed.size(); ++length) {
    EXPECT_THROW(gunzip(packed.substr(0, length), "cut.gz", 100), InputError) << length;
  }
}

}  // namespace
}  // namespace dsc
