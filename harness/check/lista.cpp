#include "harness/check/kinds.h"
#include "harness/check/schedules.h"

namespace dsc::check {

using namespace certificate;

Statement lista_envelope(const Node& c) {
  std::vector<ListaLayer> layers = lista_layers(c);
  require_covering(layers, Covers::input_error);
  require_signal(layers);
  const std::vector<Node> errors = c["errors"].list(layers.size());
  for (Count j = 0; j < layers.size(); ++j) {
    if (errors[j].number() < layers[j].envelope.back()) errors[j].reject("the last bound or more");
  }
  return Statement::holds_for_all;
}

Statement activation_envelope(const Node& c) {
  std::vector<ListaLayer> layers = lista_layers(c);
  const Rational step_error = c["step_error"].number();
  require(step_error >= 0, "step_error: expected a number not below 0");
  const bool lipschitz = c["hypothesis"].word({"lipschitz", "inexact"}) == "lipschitz";
  require_covering(layers, lipschitz ? Covers::lipschitz : Covers::inexact, lista_activation(c["activation"]),
                   step_error);
  require_signal(layers);
  const std::vector<Node> errors = c["errors"].list(layers.size());
  for (Count j = 0; j < layers.size(); ++j) {
    if (errors[j].number() < layers[j].envelope.back() + layers[j].off_support)
      errors[j].reject("the last bound or more");
  }
  return Statement::holds_for_all;
}

Statement lipschitz_vacuity(const Node& c) {
  const Count m = c["rows"].count(1), d = c["atoms"].count(m + 1), s = c["sparsity"].count(1, d);
  const Rational lipschitz = c["lipschitz"].number(), rest = d - s;
  require(lipschitz >= 0, "lipschitz: expected a number not below 0");
  const Rational factor = 2 * lipschitz * rest + 2 * Rational(s);
  require(factor * factor * Rational(d - m) >= Rational(m) * Rational(d - 1),
          "expected a rate of 1 or more where mu_W is least");
  return Statement::vacuous;
}

Statement lista_loss(const Node& c) {
  std::vector<ListaLayer> layers = lista_layers(c);
  require_covering(layers, Covers::input_error);
  require_signal(layers);
  const Rational gamma = c["gamma"].number();
  require(gamma >= 0, "gamma: expected a number not below 0");
  const std::vector<Node> losses = c["losses"].list(layers.size());
  for (Count j = 0; j < layers.size(); ++j) {
    require(layers[j].signals.noise == 0, "signals: expected no noise");
    Rational norm = 0;  // largest |d|^2, so that |D e|_2^2 <= norm |e|_1^2
    for (const Vector& atom : layers[j].d.atoms) norm = std::max(norm, dot(atom, atom));
    const Rational error = layers[j].envelope.back();
    if (losses[j].number() < norm * error * error + gamma * error)
      losses[j].reject("N E^2 + gamma E or more");
  }
  return Statement::holds_for_all;
}

Statement lista_lipschitz(const Node& c) {
  const Matrix d = c["matrix"].matrix(), w = lista_analysis(c["analysis"], d);
  cross_coherence(d, w);
  Rational step = 0, sum = 0;  // |I - W^T D|_1; its powers
  for (Count j = 0; j < d.atoms.size(); ++j) {
    Rational column = 0;
    for (Count i = 0; i < d.atoms.size(); ++i)
      if (i != j) column += abs(dot(w.atoms[i], d.atoms[j]));
    step = std::max(step, column);
  }
  std::map<Count, Rational> rows;  // column sums of W^T
  for (const Vector& atom : w.atoms)
    for (const auto& [row, value] : atom) rows[row] += abs(value);
  Rational gain = 0;
  for (const auto& [row, size] : rows) gain = std::max(gain, size);
  for (Count k = c["steps"].count(1, most_steps); k > 0; --k) sum = 1 + step * sum;
  if (c["constant"].number() < gain * sum) c["constant"].reject("|W^T|_1 (1 + g + ... + g^(K-1)) or more");
  return Statement::holds_for_all;
}

Statement lista_growth(const Node& c) {
  const Matrix d = c["matrix"].matrix(), w = lista_analysis(c["analysis"], d);
  cross_coherence(d, w);
  const Vector y = c["signal"].vector(d.rows);
  const Rational factor = c["factor"].number();
  require(abs(factor) > 1, "factor: expected |factor| > 1");
  const auto back = [&](const Vector& r) {
    Vector result;
    for (Count i = 0; i < w.atoms.size(); ++i) result.emplace_back(i, dot(w.atoms[i], r));
    std::erase_if(result, [](const auto& entry) { return entry.second == 0; });
    return result;
  };
  const Vector v = back(y);
  require(!v.empty(), "signal: expected W^T y other than zero");
  const Vector image = back(multiply(d, v)), kept = combination<Rational>({{1 - factor, &v}});
  require(image == kept, "factor: expected (I - W^T D) W^T y = factor W^T y");
  return Statement::fails_for_one;
}

}  // namespace dsc::check
