#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/data/set_location.h"

namespace dsc {

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

/// Reads all images and masks (JPEG or PNG; file names agree up to the extension), resizes them to side x
/// side, masks after setting what is at least 128 to 1: a resized mask is 1 where at least half of its pixel
/// is. `limit` > 0 keeps at most so many: a subset drawn by a generator of its own, the same in every run;
/// a smaller one is part of a larger one. Throws InputError, before anything is decoded, where a folder is
/// missing or empty, an image has no mask, a mask no image, two files have one name, or the whole is above 8
/// GiB; then where a file cannot be decoded or a mask is of another size than its image.
MaskedImages read_masked_images(const SetLocation& location, int side, std::size_t limit = 0);

/// By the set's layout: read_masked_images or compose_salient (seed 1), which needs a limit. Throws
/// InputError as they do, and where the layout is one of sets with classes.
MaskedImages read_masked_set(const SetLocation& location, int side, std::size_t limit);

}  // namespace dsc
