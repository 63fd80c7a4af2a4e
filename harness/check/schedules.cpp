#include "harness/check/schedules.h"

#include <algorithm>
#include <optional>

namespace dsc::check {

using namespace certificate;

namespace {

constexpr Count most_bits = Count{1} << 20;

Rational not_negative(const Node& node) {
  const Rational value = node.number();
  if (value < 0) node.reject("a number not below 0");
  return value;
}

Rational apply(const Activation& rho, const Rational& v) {
  return v >= 0 ? v : std::clamp(Rational(rho.slope * v), Rational(-rho.floor), rho.floor);
}

}  // namespace

Activation lista_activation(const Node& node) {
  node.object(2);
  return {node["slope"].number(), not_negative(node["floor"])};
}

SignalClass signal_class(const Node& node) {
  node.object(3);
  return {node["sparsity"].count(1), not_negative(node["magnitude"]), not_negative(node["noise"])};
}

Vector noisy_signal(const Matrix& d, const SignalClass& signals, const Vector& x, const Node& noise,
                    Count layer) {
  const Vector clean = multiply(d, x), e = noise.vector(d.rows);
  require(x.size() <= signals.sparsity && largest_size(x) <= signals.magnitude && l1_norm(e) <= signals.noise,
          "signals: expected the class of the code and the noise at layer " + std::to_string(layer + 1));
  return combination<Rational>({{1, &clean}, {1, &e}});
}

void require_signal(const std::vector<Matrix>& layers, const std::vector<SignalClass>& classes,
                    const std::vector<Rational>& least) {
  for (Count i = 0; i < layers.back().atoms.size(); ++i) {
    const std::vector<Vector> codes = chain(layers, {{i, 1}});
    std::optional<Rational> most;  // of t
    Rational above = 0;
    bool sparse = true;
    for (Count j = 0; j < layers.size(); ++j) {
      const Vector& x = codes[j + 1];
      sparse = sparse && x.size() <= classes[j].sparsity;
      for (const auto& [k, value] : x) {
        const Rational size = abs(value), allowed = classes[j].magnitude / size;
        most = most ? std::min(*most, allowed) : allowed;
        above = std::max(above, Rational(least[j] / size));
      }
    }
    if (sparse && most && above < *most) return;
  }
  throw Rejection("signals: expected classes with a code of one entry, found none");
}

void require_signal(const std::vector<ListaLayer>& layers) {
  std::vector<Matrix> matrices;
  std::vector<SignalClass> classes;
  for (const ListaLayer& layer : layers) matrices.push_back(layer.d), classes.push_back(layer.signals);
  require_signal(matrices, classes, std::vector<Rational>(layers.size()));
}

Schedule lista_schedule(const Node& node) {
  node.object(5);
  return {not_negative(node["start"]), not_negative(node["rate"]), not_negative(node["drift"]),
          not_negative(node["weight"]), not_negative(node["offset"])};
}

std::vector<Rational> lista_bounds(const Schedule& schedule, Count steps) {
  std::vector<Rational> bounds = {schedule.start};
  for (Count k = 0; k < steps; ++k) bounds.push_back(schedule.rate * bounds.back() + schedule.drift);
  return bounds;
}

Vector lista_step(const Matrix& d, const Matrix& w, const Activation& rho, const Vector& y, const Vector& x,
                  const Rational& theta) {
  const Vector residual = minus(y, multiply(d, x));
  Vector next;
  auto at = x.begin();
  for (Count i = 0; i < w.atoms.size(); ++i) {
    Rational u = dot(w.atoms[i], residual);
    if (at != x.end() && at->first == i) u += (at++)->second;
    const Rational value = apply(rho, u - theta) - apply(rho, -u - theta);
    if (value == 0) continue;
    require(msb(abs(numerator(value))) + msb(denominator(value)) < most_bits,
            "steps: expected iterates of at most 2^20 bits");
    next.emplace_back(i, value);
  }
  return next;
}

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
    layer.signals = signal_class(signals[j]);
    layer.schedule = lista_schedule(schedules[j]);
    layer.envelope = lista_bounds(layer.schedule, steps);
  }
  return layers;
}

void require_covering(std::vector<ListaLayer>& layers, Covers covers, const Activation& rho,
                      const Rational& step_error) {
  Rational input_error = 0;
  for (ListaLayer& layer : layers) {
    const auto& [start, rate, drift, weight, offset] = layer.schedule;
    const Rational s = layer.signals.sparsity, mu = cross_coherence(layer.d, layer.w);
    Rational largest = 0;
    for (const Vector& atom : layer.w.atoms) largest = std::max(largest, largest_size(atom));
    const Rational off = std::max(Rational(layer.d.atoms.size()) - s, Rational(0));
    Rational spill = 2 * s - 1, distance = 0;  // of weight into rate; of a step from soft thresholding
    if (covers == Covers::lipschitz) spill = 2 * s + 2 * abs(rho.slope) * off, distance = rho.floor;
    if (covers == Covers::inexact) distance = rho.floor + step_error, layer.off_support = off * distance;
    require(covers != Covers::lipschitz || step_error == 0, "step_error: expected 0 for exact steps");
    const Rational step = largest * (layer.signals.noise + input_error) + mu * layer.off_support;
    const Rational needed[] = {s * layer.signals.magnitude, mu, step, spill * weight,
                               (covers == Covers::lipschitz ? spill : 2 * s) * offset + s * distance};
    const Rational given[] = {start, weight, offset, rate, drift};
    for (int i = 0; i < 5; ++i) {
      const bool enough = covers == Covers::own_noise ? given[i] == needed[i] : given[i] >= needed[i];
      require(enough, "schedules: expected one that covers the signals, found a part that is not " +
                          needed[i].str().substr(0, 80));
    }
    require(rate < 1, "schedules: expected a rate below 1");
    if (covers != Covers::own_noise) input_error = layer.envelope.back() + layer.off_support;
  }
}

}  // namespace dsc::check
