#include "experiments/cell/work/mask_pictures.h"

#include <algorithm>

namespace dsc {
namespace {

constexpr int kGap = 4;
constexpr int kLeastSide = 128;  // shown; smaller ones are enlarged

/// A white sheet on which tiles of `side` pixels lie in rows and columns, each pixel enlarged to zoom x zoom.
class Sheet {
 public:
  Sheet(int channels, int rows, int columns, int side) : zoom_((kLeastSide + side - 1) / side), side_(side) {
    const int step = zoom_ * side + kGap;
    image_.channels = channels;
    image_.height = rows * step;
    image_.width = columns * step;
    image_.pixels.assign(static_cast<std::size_t>(channels) * image_.height * image_.width, 255);
  }

  void set(int row, int column, int channel, int y, int x, std::uint8_t value) {
    const int step = zoom_ * side_ + kGap;
    for (int dy = 0; dy < zoom_; ++dy) {
      for (int dx = 0; dx < zoom_; ++dx) {
        image_.at(channel, row * step + y * zoom_ + dy, column * step + x * zoom_ + dx) = value;
      }
    }
  }

  Image take() { return std::move(image_); }

 private:
  Image image_;
  int zoom_, side_;
};

}  // namespace

Image scene_column(const MaskedImages& set, int count) {
  Sheet sheet(3, count, 2, set.side);
  const std::size_t area = static_cast<std::size_t>(set.side) * set.side;
  for (int i = 0; i < count; ++i) {
    for (int c = 0; c < 3; ++c) {
      for (int y = 0; y < set.side; ++y) {
        for (int x = 0; x < set.side; ++x) {
          const std::size_t pixel = static_cast<std::size_t>(y) * set.side + x,
                            picture = static_cast<std::size_t>(i);
          sheet.set(i, 0, c, y, x, set.pixels.at((picture * 3 + static_cast<std::size_t>(c)) * area + pixel));
          sheet.set(i, 1, c, y, x, set.masks.at(picture * area + pixel) != 0 ? 255 : 0);
        }
      }
    }
  }
  return sheet.take();
}

Image mask_column(const std::vector<std::uint8_t>& masks, int side, int count) {
  Sheet sheet(1, count, 1, side);
  const std::size_t area = static_cast<std::size_t>(side) * side;
  for (int i = 0; i < count; ++i) {
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const std::size_t pixel = static_cast<std::size_t>(i) * area + static_cast<std::size_t>(y) * side + x;
        sheet.set(i, 0, 0, y, x, masks.at(pixel) != 0 ? 255 : 0);
      }
    }
  }
  return sheet.take();
}

}  // namespace dsc
