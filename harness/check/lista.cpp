#include "harness/check/lista.h"

namespace dsc::check {
namespace {

constexpr Count most_steps = 1000;

Rational not_negative(const Node& node) {
  const Rational value = node.number();
  if (value < 0) node.reject("a number not below 0");
  return value;
}

Schedule schedule(const Node& node) {
  node.object(5);
  return {not_negative(node["start"]), not_negative(node["rate"]), not_negative(node["drift"]),
          not_negative(node["weight"]), not_negative(node["offset"])};
}

}  // namespace

Rational l1_norm(const Vector& x) {
  Rational sum = 0;
  for (const auto& [i, value] : x) sum += abs(value);
  return sum;
}

Rational largest_size(const Vector& x) {
  Rational largest = 0;
  for (const auto& [i, value] : x) largest = std::max(largest, Rational(abs(value)));
  return largest;
}

Matrix lista_analysis(const Node& node, const Matrix& d) {
  if (node.is_text()) {
    const Rational factor = node.number();
    Matrix w = d;
    for (Vector& atom : w.atoms) atom = combination<Rational>({{factor, &atom}});
    return w;
  }
  Matrix w = node.matrix();
  if (w.rows != d.rows || w.atoms.size() != d.atoms.size()) node.reject("the shape of the dictionary");
  return w;
}

Rational cross_coherence(const Matrix& d, const Matrix& w) {
  Rational largest = 0;
  for (Count i = 0; i < d.atoms.size(); ++i) {
    for (Count j = 0; j < d.atoms.size(); ++j) {
      const Rational product = dot(w.atoms[i], d.atoms[j]);
      if (i != j) largest = std::max(largest, Rational(abs(product)));
      require(i != j || product == 1, "analyses: expected w.d = 1 at column " + std::to_string(i));
    }
  }
  return largest;
}

std::vector<ListaLayer> lista_layers(const Node& c) {
  std::vector<ListaLayer> layers;
  for (Matrix& d : c["layers"].layers()) layers.push_back({std::move(d), {}, {}, {}, {}});
  const std::vector<Node> analyses = c["analyses"].list(layers.size()),
                          signals = c["signals"].list(layers.size()),
                          schedules = c["schedules"].list(layers.size());
  const Count steps = c["steps"].count(0, most_steps);
  for (Count j = 0; j < layers.size(); ++j) {
    ListaLayer& layer = layers[j];
    layer.w = lista_analysis(analyses[j], layer.d);
    const Node& bounds = signals[j].object(3);
    layer.signals = {bounds["sparsity"].count(1), not_negative(bounds["magnitude"]),
                     not_negative(bounds["noise"])};
    layer.schedule = schedule(schedules[j]);
    layer.envelope = {layer.schedule.start};
    for (Count k = 0; k < steps; ++k)
      layer.envelope.push_back(layer.schedule.rate * layer.envelope.back() + layer.schedule.drift);
  }
  return layers;
}

void require_covering(const std::vector<ListaLayer>& layers, Covers covers) {
  Rational input_error = 0;
  for (const ListaLayer& layer : layers) {
    const auto& [start, rate, drift, weight, offset] = layer.schedule;
    const Rational s = layer.signals.sparsity, mu = cross_coherence(layer.d, layer.w);
    Rational largest = 0;
    for (const Vector& atom : layer.w.atoms) largest = std::max(largest, largest_size(atom));
    const Rational needed[] = {s * layer.signals.magnitude, mu, largest * (layer.signals.noise + input_error),
                               (2 * s - 1) * weight, 2 * s * offset};
    const Rational given[] = {start, weight, offset, rate, drift};
    for (int i = 0; i < 5; ++i) {
      const bool enough = covers == Covers::own_noise ? given[i] == needed[i] : given[i] >= needed[i];
      require(enough, "schedules: expected one that covers the signals, found a part that is not " +
                          needed[i].str().substr(0, 80));
    }
    require(rate < 1, "schedules: expected a rate below 1");
    if (covers == Covers::input_error) input_error = layer.envelope.back();
  }
}

}  // namespace dsc::check
