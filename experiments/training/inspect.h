#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/training/examples.h"

namespace dsc {

class Network;

/// The weights of a layer as a dictionary: one column for each filter (output channel or unit), one row for
/// each weight of a filter (input channel, row and column of the kernel, the last fastest), values column
/// after column.
struct LayerFilters {
  std::string layer{};  ///< "conv1", "encoder2_conv1": as the network registers it
  std::int64_t rows = 0, columns = 0;
  std::vector<float> values{};  ///< rows * columns
};

/// All convolutions (transposed ones left out) and fully connected layers, in the order of construction.
/// Biases and batch norm are no part of it.
std::vector<LayerFilters> layer_filters(const Network& network);

/// What a segmentation network takes for the object: for each index, height * width values 0 or 1 (1 where
/// the logit is positive). In evaluation mode, on the device where the network is.
std::vector<std::vector<std::uint8_t>> predicted_masks(Network& network, const Examples& examples,
                                                       const std::vector<std::uint32_t>& indices);

}  // namespace dsc
