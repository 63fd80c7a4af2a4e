#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/data/labelled_images.h"

namespace dsc {

enum class Augmentation {
  none,
  crop_and_flip,  ///< zero padding of 4 pixels, a random crop of the old size, a mirror image half of the
                  ///< time
};

/// Mean and standard deviation of each channel over a set, pixels scaled to [0, 1].
struct ChannelStatistics {
  std::vector<float> mean{}, deviation{};
};
ChannelStatistics channel_statistics(const LabelledImages& set);

/// A permutation of 0 … count - 1 that depends on (seed, epoch) alone; uniform (Fisher-Yates).
std::vector<std::uint32_t> shuffled_order(std::size_t count, std::uint64_t seed, std::uint64_t epoch);

/// What the pixels of a batch depend on, besides the images.
struct BatchSettings {
  Augmentation augmentation = Augmentation::none;
  std::uint64_t seed = 0, epoch = 0;  ///< with the index of an image, the keys of its augmentation
  ChannelStatistics
      statistics{};  ///< pixels become (value / 255 - mean) / deviation; padding is 0 after that
};

/// Writes the chosen images, channels x height x width floats each, to `target`, of indices.size() *
/// image_size() floats.
void fill_batch(const LabelledImages& set, std::span<const std::uint32_t> indices,
                const BatchSettings& settings, std::span<float> target);

}  // namespace dsc
