#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "experiments/data/image.h"

namespace dsc {
namespace {

/// Which source pixels one target pixel draws on, along one axis, with weights that sum to 1.
struct Tap {
  int first = 0;
  std::vector<double> weights{};
};

/// Where the target is smaller, the overlap of pixel intervals; else linear interpolation between pixel
/// centres.
std::vector<Tap> taps(int source, int target) {
  std::vector<Tap> all(target);
  const double scale = static_cast<double>(source) / target;
  for (int t = 0; t < target; ++t) {
    Tap& tap = all[t];
    if (scale > 1) {
      const double low = t * scale, high = std::min<double>(source, (t + 1) * scale);
      tap.first = static_cast<int>(low);
      const int last = std::min(source, static_cast<int>(std::ceil(high)));
      for (int s = tap.first; s < last; ++s) {
        tap.weights.push_back((std::min<double>(high, s + 1) - std::max<double>(low, s)) / (high - low));
      }
    } else {
      const double centre = std::clamp((t + 0.5) * scale - 0.5, 0.0, source - 1.0);
      tap.first = std::min(static_cast<int>(centre), std::max(0, source - 2));
      const double part = centre - tap.first;
      tap.weights = source == 1 ? std::vector<double>{1} : std::vector<double>{1 - part, part};
    }
  }
  return all;
}

}  // namespace

Image resized(const Image& image, int height, int width) {
  if (height < 1 || width < 1 || image.pixels.empty()) throw std::out_of_range("resized: an empty image");
  const std::vector<Tap> rows = taps(image.height, height), columns = taps(image.width, width);
  Image result{image.channels, height, width,
               std::vector<std::uint8_t>(static_cast<std::size_t>(image.channels) * height * width)};
  std::vector<double> line(image.width);
  for (int c = 0; c < image.channels; ++c) {
    for (int y = 0; y < height; ++y) {
      std::fill(line.begin(), line.end(), 0.0);
      for (std::size_t k = 0; k < rows[y].weights.size(); ++k) {
        const std::uint8_t* const source =
            &image.pixels[(static_cast<std::size_t>(c) * image.height + rows[y].first + static_cast<int>(k)) *
                          image.width];
        for (int x = 0; x < image.width; ++x) line[x] += rows[y].weights[k] * source[x];
      }
      for (int x = 0; x < width; ++x) {
        double sum = 0;
        for (std::size_t k = 0; k < columns[x].weights.size(); ++k) {
          sum += columns[x].weights[k] * line[columns[x].first + static_cast<int>(k)];
        }
        result.at(c, y, x) = static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L));
      }
    }
  }
  return result;
}

Image cropped(const Image& image, int top, int left, int height, int width) {
  if (top < 0 || left < 0 || height < 1 || width < 1 || top > image.height - height ||
      left > image.width - width) {
    throw std::out_of_range("cropped: beyond the image");
  }
  Image result{image.channels, height, width, {}};
  result.pixels.reserve(static_cast<std::size_t>(image.channels) * height * width);
  for (int c = 0; c < image.channels; ++c) {
    for (int y = 0; y < height; ++y) {
      const auto row = image.pixels.begin() +
                       (static_cast<std::ptrdiff_t>(c) * image.height + top + y) * image.width + left;
      result.pixels.insert(result.pixels.end(), row, row + width);
    }
  }
  return result;
}

}  // namespace dsc
