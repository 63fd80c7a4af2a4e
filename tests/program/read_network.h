#pragma once

#include <nlohmann/json.hpp>

#include "theorems/networks/convolutional_network.h"

namespace dsc {

/// The network that `dsc network` describes in plain numbers.
inline ConvolutionalNetwork<double> read_network(const nlohmann::json& described) {
  const auto matrix = [](const nlohmann::json& rows) {
    Eigen::MatrixXd a(std::ssize(rows), std::ssize(rows.at(0)));
    for (Eigen::Index i = 0; i < a.rows(); ++i)
      for (Eigen::Index j = 0; j < a.cols(); ++j)
        a(i, j) = rows[static_cast<std::size_t>(i)].at(static_cast<std::size_t>(j));
    return a;
  };
  ConvolutionalNetwork<double> network{
      described.at("axes"), described.at("side"), {}, matrix(described.at("read_out"))};
  for (const nlohmann::json& layer : described.at("layers")) {
    const auto bias = layer.at("bias").get<std::vector<double>>();
    network.layers.push_back({layer.at("kernel"), layer.at("stride"), layer.at("input") == "vector",
                              matrix(layer.at("weights")),
                              Eigen::Map<const Eigen::VectorXd>(bias.data(), std::ssize(bias))});
  }
  return network;
}

}  // namespace dsc
