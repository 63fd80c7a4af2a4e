#include "theorems/networks/describe.h"

namespace dsc {
namespace {

nlohmann::ordered_json rows(const Eigen::MatrixXd& a) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto row : a.rowwise()) list.push_back(std::vector<double>(row.begin(), row.end()));
  return list;
}

}  // namespace

nlohmann::ordered_json describe(const ConvolutionalNetwork<double>& network) {
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  for (const ConvolutionalLayer<double>& layer : network.layers) {
    layers.push_back({{"kernel", layer.kernel},
                      {"stride", layer.stride},
                      {"input", layer.flatten ? "vector" : "channels"},
                      {"weights", rows(layer.weights)},
                      {"bias", std::vector<double>(layer.bias.begin(), layer.bias.end())}});
  }
  return {{"axes", network.axes},
          {"side", network.side},
          {"layers", std::move(layers)},
          {"read_out", rows(network.read_out)}};
}

}  // namespace dsc
