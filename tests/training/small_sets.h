#pragma once

#include <string>

#include "experiments/data/keyed_random.h"
#include "experiments/data/labelled_images.h"
#include "experiments/data/masked_images.h"

namespace dsc {

/// Sets that a network can learn within seconds: each class has its own stripes, each object is brighter;
/// noise on top.
inline LabelledImages striped_images(std::size_t count, std::uint64_t seed, int side = 16) {
  LabelledImages set;
  set.name = "stripes " + std::to_string(seed);
  set.sha256 = "digest " + std::to_string(seed);
  set.channels = 1;
  set.height = set.width = side;
  set.classes = 4;
  for (std::size_t i = 0; i < count; ++i) {
    KeyedRandom random{seed, i};
    const auto label = static_cast<std::uint8_t>(random.below(4));
    set.labels.push_back(label);
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const int along = label % 2 == 0 ? x : y, period = label < 2 ? 2 : 4;
        const auto stripe = static_cast<std::uint8_t>(along / period % 2 == 0 ? 60 : 140);
        set.pixels.push_back(static_cast<std::uint8_t>(stripe + random.below(60)));
      }
    }
  }
  return set;
}

inline MaskedImages bright_squares(std::size_t count, std::uint64_t seed, int side = 16) {
  MaskedImages set;
  set.name = "squares " + std::to_string(seed);
  set.sha256 = "digest " + std::to_string(seed);
  set.side = side;
  for (std::size_t i = 0; i < count; ++i) {
    KeyedRandom random{seed, i};
    const auto half = static_cast<std::uint64_t>(side / 2);
    const auto top = static_cast<int>(random.below(half)), left = static_cast<int>(random.below(half));
    const auto inside = [&](int y, int x) {
      return y >= top && y < top + side / 2 && x >= left && x < left + side / 2;
    };
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) set.masks.push_back(inside(y, x) ? 1 : 0);
    }
    for (int c = 0; c < 3; ++c) {
      for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
          set.pixels.push_back(static_cast<std::uint8_t>((inside(y, x) ? 120 : 40) + random.below(80)));
        }
      }
    }
    set.ids.push_back(std::to_string(i));
  }
  return set;
}

}  // namespace dsc
