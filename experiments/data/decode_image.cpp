#include <png.h>
#include <turbojpeg.h>

#include <memory>
#include <string>

#include "experiments/data/image.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{64} << 20;
constexpr std::uint64_t kLargestSide = 16384;
constexpr std::uint64_t kMostPixels = 64'000'000;

/// Called before anything of that size is allocated.
void check_size(std::uint64_t height, std::uint64_t width, const std::string& name) {
  if (height == 0 || width == 0 || height > kLargestSide || width > kLargestSide ||
      height * width > kMostPixels) {
    throw InputError(name, "",
                     "sides from 1 to " + std::to_string(kLargestSide) + " pixels, at most " +
                         std::to_string(kMostPixels) + " in all",
                     std::to_string(width) + " x " + std::to_string(height));
  }
}

/// From pixel-interleaved rows to planes.
Image planar(const std::vector<std::uint8_t>& interleaved, int channels, int height, int width) {
  Image image{channels, height, width, std::vector<std::uint8_t>(interleaved.size())};
  const std::size_t area = static_cast<std::size_t>(height) * width;
  for (std::size_t i = 0; i < area; ++i) {
    for (int c = 0; c < channels; ++c) image.pixels[c * area + i] = interleaved[i * channels + c];
  }
  return image;
}

Image decode_jpeg(const std::string& bytes, Colour colour, const std::string& name) {
  const std::unique_ptr<void, int (*)(tjhandle)> decoder(tjInitDecompress(), tjDestroy);
  if (!decoder) throw std::bad_alloc();
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  int width = 0, height = 0, sampling = 0, space = 0;
  if (tjDecompressHeader3(decoder.get(), data, bytes.size(), &width, &height, &sampling, &space) != 0) {
    throw InputError(name, "", "a JPEG image", tjGetErrorStr2(decoder.get()));
  }
  check_size(height, width, name);
  const int channels = colour == Colour::rgb ? 3 : 1;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * height * channels);
  // A warning (premature end, say) means pixels made up by the decoder: TJFLAG_STOPONWARNING makes it an
  // error.
  if (tjDecompress2(decoder.get(), data, bytes.size(), pixels.data(), width, 0, height,
                    channels == 3 ? TJPF_RGB : TJPF_GRAY, TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING) != 0) {
    throw InputError(name, "", "a whole JPEG image", tjGetErrorStr2(decoder.get()));
  }
  return planar(pixels, channels, height, width);
}

Image decode_png(const std::string& bytes, Colour colour, const std::string& name) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, void (*)(png_imagep)> closing(&png, png_image_free);
  if (png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()) == 0) {
    throw InputError(name, "", "a PNG image", png.message);
  }
  check_size(png.height, png.width, name);
  const int channels = colour == Colour::rgb ? 3 : 1;
  png.format = channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(png));
  const png_color black{0, 0, 0};
  const int height = static_cast<int>(png.height), width = static_cast<int>(png.width);
  if (png_image_finish_read(&png, &black, pixels.data(), 0, nullptr) == 0) {
    throw InputError(name, "", "a whole PNG image", png.message);
  }
  return planar(pixels, channels, height, width);
}

}  // namespace

std::string read_image_file(const std::filesystem::path& file) { return read_bytes(file, kLargestFile); }

Image decode_image(const std::string& bytes, Colour colour, const std::string& name) {
  if (bytes.starts_with("\xff\xd8\xff")) return decode_jpeg(bytes, colour, name);
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return decode_png(bytes, colour, name);
  throw InputError(name, "byte 0", "a JPEG or PNG image",
                   bytes.empty() ? "an empty file" : "the first bytes of neither");
}

}  // namespace dsc
