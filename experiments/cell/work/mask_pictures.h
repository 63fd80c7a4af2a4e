#pragma once

#include <vector>

#include "experiments/data/image.h"
#include "experiments/data/masked_images.h"

/// Columns of pictures to look at: one row for each of the first pictures of a set, white gaps between.
namespace dsc {

/// Image and truth side by side.
Image scene_column(const MaskedImages& set, int count);

/// Masks of side x side bytes, one after the other, 1 on the object.
Image mask_column(const std::vector<std::uint8_t>& masks, int side, int count);

}  // namespace dsc
