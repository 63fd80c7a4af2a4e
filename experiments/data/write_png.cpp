#include <png.h>

#include <stdexcept>
#include <string>

#include "experiments/data/image.h"
#include "harness/files/atomic_file.h"

namespace dsc {

void write_png(const Image& image, const std::filesystem::path& file) {
  if (image.channels != 1 && image.channels != 3)
    throw std::invalid_argument("write_png: one channel or three");
  const std::size_t area = static_cast<std::size_t>(image.height) * image.width;
  std::vector<std::uint8_t> interleaved(image.pixels.size());
  for (std::size_t i = 0; i < area; ++i) {
    for (int c = 0; c < image.channels; ++c) interleaved[i * image.channels + c] = image.pixels[c * area + i];
  }
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(image.width);
  png.height = static_cast<png_uint_32>(image.height);
  png.format = image.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&png, bytes.data(), &size, 0, interleaved.data(), 0, nullptr) == 0) {
    throw std::runtime_error(file.string() + ": " + png.message);
  }
  bytes.resize(size);
  write_atomically(file, bytes);
}

}  // namespace dsc
