#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dsc {

/// Eight-bit pixels, planar: the value of channel c at row y and column x is pixels[(c * height + y) * width
/// + x].
struct Image {
  int channels = 0, height = 0, width = 0;
  std::vector<std::uint8_t> pixels{};

  std::uint8_t at(int c, int y, int x) const {
    return pixels[(static_cast<std::size_t>(c) * height + y) * width + x];
  }
  std::uint8_t& at(int c, int y, int x) {
    return pixels[(static_cast<std::size_t>(c) * height + y) * width + x];
  }
};

enum class Colour { grey, rgb };

/// The bytes of an image file. Throws InputError where it cannot be read or has more than 64 MiB.
std::string read_image_file(const std::filesystem::path& file);

/// Decodes a JPEG or PNG file, whichever its first bytes say it is, to one channel or three.
/// An alpha channel is laid over black; 16 bits a channel are reduced to 8. `name` is for messages.
/// Throws InputError where it is no whole file of either format, has a side above 16384 pixels or more than
/// 64 million pixels.
Image decode_image(const std::string& bytes, Colour colour, const std::string& name);

/// Writes an image of one or three channels as PNG, atomically. Throws std::runtime_error where it cannot.
void write_png(const Image& image, const std::filesystem::path& file);

/// Mean of the source pixels that each target pixel covers, weighted by area; bilinear where the target is
/// larger. height, width >= 1.
Image resized(const Image& image, int height, int width);

/// The part of `height` by `width` pixels whose first pixel is (top, left). Throws std::out_of_range
/// where it reaches beyond the image.
Image cropped(const Image& image, int top, int left, int height, int width);

}  // namespace dsc
