#include "experiments/data/compose_salient.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "experiments/data/image.h"
#include "experiments/data/keyed_random.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

struct Photographs {
  std::vector<Image> images{};
  std::string sha256{};
};

/// Every fourth photograph by name is for testing, the others for training.
Photographs read_photographs(const Composition& composition) {
  std::error_code fault;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(composition.photographs, fault)) {
    if (entry.path().extension() == ".jpg" || entry.path().extension() == ".png")
      files.push_back(entry.path());
  }
  if (fault || files.size() < 4) {
    throw InputError(composition.photographs.string(), "",
                     "at least four photographs (Debian: mate-backgrounds)",
                     fault ? fault.message() : std::to_string(files.size()));
  }
  std::sort(files.begin(), files.end());
  Photographs result;
  std::string digests;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if ((i % 4 == 2) != (composition.split == Split::test)) continue;
    const std::string bytes = read_image_file(files[i]);
    const Image photograph = decode_image(bytes, Colour::rgb, files[i].string());
    digests += sha256_hex(bytes);
    const int shorter = std::min(photograph.height, photograph.width);
    if (shorter < composition.side) {
      throw InputError(files[i].string(), "",
                       "sides of at least " + std::to_string(composition.side) + " pixels",
                       std::to_string(shorter));
    }
    // Crops are at most so much larger than a picture: more pixels would only be averaged again for each.
    const double scale = std::min(1.0, 4.0 * composition.side / shorter);
    result.images.push_back(resized(photograph, static_cast<int>(std::lround(scale * photograph.height)),
                                    static_cast<int>(std::lround(scale * photograph.width))));
  }
  result.sha256 = sha256_hex(digests);
  return result;
}

/// A square part of a photograph, a third of its shorter side up to all of it, half of the time mirrored.
Image background(const Image& photograph, int side, KeyedRandom& random) {
  const int shorter = std::min(photograph.height, photograph.width);
  const int least = std::max(side, shorter / 3);
  const int size = least + static_cast<int>(random.below(shorter - least + 1));
  const int top = static_cast<int>(random.below(photograph.height - size + 1));
  const int left = static_cast<int>(random.below(photograph.width - size + 1));
  Image part = resized(cropped(photograph, top, left, size, size), side, side);
  if (random.below(2) == 1) {
    for (int c = 0; c < part.channels; ++c) {
      for (int y = 0; y < side; ++y) {
        const auto row = part.pixels.begin() + (static_cast<std::ptrdiff_t>(c) * side + y) * side;
        std::reverse(row, row + side);
      }
    }
  }
  return part;
}

/// Lays an ellipse of `other` over `picture`.
void add_clutter(Image& picture, const Image& other, KeyedRandom& random) {
  const int side = picture.height;
  const double a = random.uniform(0.05, 0.2) * side, b = random.uniform(0.05, 0.2) * side;
  const double cy = random.uniform(0, side), cx = random.uniform(0, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (std::pow((y - cy) / a, 2) + std::pow((x - cx) / b, 2) > 1) continue;
      for (int c = 0; c < 3; ++c) picture.at(c, y, x) = other.at(c, y, x);
    }
  }
}

/// Pixels that four-connected background does not reach from the border: the garment with its holes filled.
std::vector<bool> filled(const Image& garment) {
  const int height = garment.height, width = garment.width;
  constexpr int background_below = 24;  // garments start at grey values above the set's noise
  std::vector<bool> outside(static_cast<std::size_t>(height) * width, false);
  std::vector<std::pair<int, int>> open;
  const auto visit = [&](int y, int x) {
    if (y < 0 || x < 0 || y >= height || x >= width) return;
    const std::size_t at = static_cast<std::size_t>(y) * width + x;
    if (outside[at] || garment.at(0, y, x) >= background_below) return;
    outside[at] = true;
    open.emplace_back(y, x);
  };
  for (int i = 0; i < height; ++i) visit(i, 0), visit(i, width - 1);
  for (int i = 0; i < width; ++i) visit(0, i), visit(height - 1, i);
  while (!open.empty()) {
    const auto [y, x] = open.back();
    open.pop_back();
    visit(y - 1, x), visit(y + 1, x), visit(y, x - 1), visit(y, x + 1);
  }
  outside.flip();
  return outside;
}

/// Lays one garment over the picture, in a random tint, its grey values as shading; marks it in the mask.
void add_garment(Image& picture, std::uint8_t* mask, const LabelledImages& garments, KeyedRandom& random) {
  const int side = picture.height;
  const std::size_t which = random.below(garments.count());
  Image garment{1, garments.height, garments.width, {}};
  const auto first = garments.pixels.begin() + static_cast<std::ptrdiff_t>(which * garments.image_size());
  garment.pixels.assign(first, first + static_cast<std::ptrdiff_t>(garments.image_size()));
  const int size = std::max(2, static_cast<int>(std::lround(random.uniform(0.25, 0.7) * side)));
  garment = resized(garment, size, size);
  const std::vector<bool> object = filled(garment);
  std::array<double, 3> tint{};
  for (double& part : tint) part = random.uniform(0.2, 1);
  const int top = static_cast<int>(random.below(side - size + 1));
  const int left = static_cast<int>(random.below(side - size + 1));
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      if (!object[static_cast<std::size_t>(y) * size + x]) continue;
      mask[(top + y) * side + left + x] = 1;
      for (int c = 0; c < 3; ++c) {
        picture.at(c, top + y, left + x) = static_cast<std::uint8_t>(tint[c] * garment.at(0, y, x));
      }
    }
  }
}

}  // namespace

MaskedImages compose_salient(const Composition& composition, const LabelledImages& garments) {
  const Photographs photographs = read_photographs(composition);
  const int side = composition.side;
  const bool testing = composition.split == Split::test;
  MaskedImages set{.name = std::string("composed garments, ") + (testing ? "test" : "train"), .side = side};
  const std::size_t area = static_cast<std::size_t>(side) * side;
  set.pixels.reserve(3 * area * composition.count);
  set.masks.resize(area * composition.count, 0);
  for (std::size_t i = 0; i < composition.count; ++i) {
    KeyedRandom random{composition.seed, testing ? 1u : 0u, i};
    const auto photograph = [&]() -> const Image& {
      return photographs.images[random.below(photographs.images.size())];
    };
    Image picture = background(photograph(), side, random);
    for (std::uint64_t patches = random.below(4); patches > 0; --patches) {
      add_clutter(picture, background(photograph(), side, random), random);
    }
    const int objects = random.below(5) == 0 ? 2 : 1;
    for (int k = 0; k < objects; ++k) add_garment(picture, &set.masks[i * area], garments, random);
    set.pixels.insert(set.pixels.end(), picture.pixels.begin(), picture.pixels.end());
    set.ids.push_back(std::to_string(i));
  }
  set.sha256 = sha256_hex(photographs.sha256 + garments.sha256 + std::to_string(side) + "," +
                          std::to_string(composition.count) + "," + std::to_string(composition.seed) +
                          (testing ? ",test" : ",train"));
  return set;
}

}  // namespace dsc
