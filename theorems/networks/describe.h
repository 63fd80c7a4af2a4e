#pragma once

#include <nlohmann/json.hpp>

#include "theorems/networks/convolutional_network.h"

namespace dsc {

/// A network in plain numbers: {"axes", "side", "layers": [{"kernel", "stride", "input": "channels" |
/// "vector", "weights": a list for each output channel, channel by channel and tap by tap, "bias"}, …],
/// "read_out": a list for each output}. The doubles are printed so that they are read back exactly.
nlohmann::ordered_json describe(const ConvolutionalNetwork<double>& network);

}  // namespace dsc
