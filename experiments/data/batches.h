#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/data/augmentation.h"
#include "experiments/data/labelled_images.h"

namespace dsc {

/// Mean and standard deviation of each channel over a set, pixels scaled to [0, 1].
struct ChannelStatistics {
  std::vector<float> mean{}, deviation{};
};
/// Throws std::invalid_argument where a channel does not vary.
ChannelStatistics channel_statistics(const LabelledImages& set);

/// A permutation of 0 … count - 1 that depends on (seed, epoch) alone; uniform (Fisher-Yates).
std::vector<std::uint32_t> shuffled_order(std::size_t count, std::uint64_t seed, std::uint64_t epoch);

/// What the pixels of a batch depend on, besides the images.
struct BatchSettings {
  Augmentation augmentation = Augmentation::none;
  std::uint64_t seed = 0, epoch = 0;  ///< with the index of an image, the keys of its augmentation
  ChannelStatistics
      statistics{};  ///< pixels, those of the padding too, become (value / 255 - mean) / deviation
};

/// Writes the chosen images, channels x height x width floats each, to `target`, of indices.size() *
/// image_size() floats. Throws std::invalid_argument where that is not so.
void fill_batch(const LabelledImages& set, std::span<const std::uint32_t> indices,
                const BatchSettings& settings, std::span<float> target);

}  // namespace dsc
