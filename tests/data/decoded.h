#pragma once

#include "experiments/data/image.h"

namespace dsc {

/// The image that a file holds.
inline Image decoded(const std::filesystem::path& file, Colour colour) {
  return decode_image(read_image_file(file), colour, file.string());
}

}  // namespace dsc
