#pragma once

#include <nlohmann/json.hpp>

#include "experiments/networks/network.h"
#include "experiments/training/examples_source.h"

namespace dsc {

/// What findings/layers.h reads at /layers: for each feature of the network its name, its channels and
/// entries for one image like the first of `examples`, and for the filters that make it rows, columns,
/// zero_filters, mu, and mu_shifted where it is known. The filters of a block of two convolutions are those
/// of the second.
nlohmann::ordered_json trained_layers(Network& network, const Examples& examples,
                                      const torch::Device& device);

}  // namespace dsc
