#include "theorems/certificates/networks.h"

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

Json iteration(const std::string& kind, const ListaIteration& lista) {
  Json c = of_kind(kind);
  c["matrix"] = matrix(lista.dictionary);
  c["analysis"] = matrix(lista.analysis);
  c["thresholds"] = Json::array();
  for (const Rational& theta : lista.thresholds) c["thresholds"].push_back(number(theta));
  return c;
}

void add_network(Json& c, const ConvolutionalNetwork<Rational>& network) {
  c["axes"] = network.axes;
  c["layers"] = Json::array();
  for (const ConvolutionalLayer<Rational>& layer : network.layers) {
    c["layers"].push_back({{"kernel", layer.kernel},
                           {"stride", layer.stride},
                           {"input", layer.flatten ? "vector" : "channels"},
                           {"weights", matrix(RationalMatrix(layer.weights.transpose()))},
                           {"bias", vector(layer.bias)}});
  }
  const Eigen::Index d = network.layers.back().weights.rows();
  c["read_out"] = matrix(network.read_out.rows() > 0 ? network.read_out : RationalMatrix::Identity(d, d));
}

}  // namespace

std::string network(const ListaIteration& lista, const ConvolutionalNetwork<Rational>& network) {
  Json c = iteration("network", lista);
  add_network(c, network);
  c["depth"] = network.layers.size();
  c["weights"] = weight_count(network);
  return text(c);
}

std::string network_failure(const ListaIteration& lista, const ConvolutionalNetwork<Rational>& network,
                            const RationalVector& signal) {
  Json c = iteration("network_failure", lista);
  add_network(c, network);
  c["signal"] = vector(signal);
  return text(c);
}

std::string negative_iterate(const ListaIteration& lista, const RationalVector& signal, Eigen::Index entry) {
  Json c = iteration("negative_iterate", lista);
  c["signal"] = vector(signal);
  c["entry"] = entry;
  return text(c);
}

}  // namespace dsc::certificate
