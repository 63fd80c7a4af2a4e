#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dsc {

/// Where a set for segmentation lies: a folder of images and a folder of masks whose file names agree up to
/// the extension.
struct MaskedFolders {
  std::string name{};  ///< "DUTS-TR"
  std::filesystem::path images{}, masks{};
};

/// A set for segmentation at one size: count images of 3 x side x side, masks of side x side, 1 on the
/// object.
struct MaskedImages {
  std::string name{};
  int side = 0;
  std::vector<std::uint8_t> pixels{};  ///< count * 3 * side * side, planar
  std::vector<std::uint8_t> masks{};   ///< count * side * side, 0 or 1
  std::vector<std::string> ids{};      ///< file names without extension, sorted
  std::string sha256{};                ///< of all files' digests in the order of ids, image before mask

  std::size_t count() const { return ids.size(); }
};

/// The folders under `root` in which a known set is laid out as its authors publish it: "DUTS-TR", "DUTS-TE",
/// "DUT-OMRON", "ECSSD", or this project's "sod-standin/train", "/test", "/shifted". Errors (InputError): an
/// unknown name, with the list of known ones.
MaskedFolders known_folders(const std::filesystem::path& root, const std::string& name);

/// The names that known_folders takes.
std::vector<std::string> known_masked_sets();

/// Reads all images and masks (JPEG or PNG), resizes them to side x side, masks after setting what is at
/// least 128 to 1: a resized mask is 1 where at least half of its pixel is. `limit` > 0 keeps the first so
/// many by name. Errors (InputError), before anything is decoded: a folder missing or empty, an image without
/// a mask, a mask without an image, two files of one name, more than 8 GiB in all; then a file that cannot be
/// decoded, a mask of another size than its image.
MaskedImages read_masked_images(const MaskedFolders& folders, int side, std::size_t limit = 0,
                                const std::function<void(double)>& progress = {});

}  // namespace dsc
