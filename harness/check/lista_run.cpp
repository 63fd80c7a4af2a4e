#include <algorithm>

#include "harness/check/checker.h"
#include "harness/check/lista.h"

namespace dsc::check {
namespace {

/// x^(0), …, x^(K): exact, or as stored, each within `error` of the exact step in every entry.
std::vector<Vector> iterates(const ListaLayer& layer, const Activation& rho, const Vector& y,
                             const std::vector<Node>& stored, const Rational& error) {
  std::vector<Vector> x = {{}};
  const Count steps = layer.envelope.size() - 1;
  require(stored.empty() || stored.size() == steps, "iterates: expected none, or one for each step");
  for (Count k = 0; k < steps; ++k) {
    Vector exact = lista_step(layer.d, layer.w, rho, y, x.back(), layer.threshold(k));
    if (!stored.empty()) {
      const Vector given = stored[k].vector(layer.d.atoms.size());
      if (largest_size(minus(given, exact)) > error) stored[k].reject("the exact step within step_error");
      exact = given;
    }
    x.push_back(std::move(exact));
  }
  return x;
}

bool within(const Vector& inner, const Vector& outer) {
  return std::ranges::includes(
      outer, inner, {}, [](const auto& entry) { return entry.first; },
      [](const auto& entry) { return entry.first; });
}

struct Run {
  const std::vector<ListaLayer>& layers;
  std::vector<Vector> codes;                  ///< y = x_0, x_1, …, x_J
  std::vector<std::vector<Vector>> iterates;  ///< of each layer
  bool exact_end = true;                      ///< the last layer's iterates are not stored

  Rational error(Count j, Count k) const { return l1_norm(minus(iterates[j][k], codes[j + 1])); }
  bool every_step(const std::function<bool(Count j, Count k)>& holds, Count first) const {
    for (Count j = first; j < layers.size(); ++j) {
      for (Count k = 0; k < iterates[j].size(); ++k) {
        if (!holds(j, k)) return false;
      }
    }
    return true;
  }
  /// |x_{J-1} - D x|_2^2 + gamma |x|_1.
  Rational loss(const Vector& x, const Rational& gamma) const {
    const Vector residual = minus(codes[layers.size() - 1], multiply(layers.back().d, x));
    return dot(residual, residual) + gamma * l1_norm(x);
  }

  bool concludes(const std::string& word, const Rational& value, const Rational& gamma) const {
    const Count last = layers.size() - 1, steps = layers[last].envelope.size() - 1;
    const Vector &found = iterates[last][steps], &code = codes.back();
    const auto bounded = [&](Count j, Count k) {
      return error(j, k) <= layers[j].envelope[k] + layers[j].off_support;
    };
    if (word == "bounded") return every_step(bounded, 0);
    if (word == "envelope")
      return every_step(
          [&](Count j, Count k) { return within(iterates[j][k], codes[j + 1]) && bounded(j, k); }, 0);
    if (word == "attains")
      return every_step([&](Count j, Count k) { return error(j, k) == layers[j].envelope[k]; }, last);
    if (word == "stuck") {
      const auto& e = layers[last].envelope;
      return exact_end && steps > 1 && found == iterates[last][steps - 1] && found != code &&
             (layers[last].schedule.weight == 0 || e[steps] == e[steps - 1]);
    }
    if (word == "support_differs") return !within(found, code) || !within(code, found);
    if (word == "error_at_most") return error(last, steps) <= value;
    if (word == "error_above") return error(last, steps) > value;
    const Vector gap = minus(found, code);
    if (word == "error_squared") return dot(gap, gap) == value;
    const Rational excess = loss(found, gamma) - loss(code, gamma);
    return word == "loss_above" ? excess > value : excess < value;
  }
};

}  // namespace

Statement lista_run(const Node& c) {
  std::vector<ListaLayer> layers = lista_layers(c);
  const Count depth = layers.size();
  const std::vector<Node> noises = c["noise"].list(depth), stored = c["iterates"].list(depth);
  const Activation rho = lista_activation(c["activation"]);
  const Rational step_error = c["step_error"].number();
  require(step_error >= 0, "step_error: expected a number not below 0");

  Run run{layers, {c["code"].vector(layers.back().d.atoms.size())}, {}};
  for (Count j = depth; j-- > 0;)
    run.codes.insert(run.codes.begin(),
                     noisy_signal(layers[j].d, layers[j].signals, run.codes.front(), noises[j], j));
  const std::string hypothesis =
      c["hypothesis"].word({"none", "own_noise", "input_error", "lipschitz", "inexact"});
  if (hypothesis == "own_noise") require_covering(layers, Covers::own_noise);
  if (hypothesis == "input_error") require_covering(layers, Covers::input_error);
  if (hypothesis == "lipschitz") require_covering(layers, Covers::lipschitz, rho, step_error);
  if (hypothesis == "inexact") require_covering(layers, Covers::inexact, rho, step_error);
  run.exact_end = stored.back().list().empty();

  Vector input = run.codes.front();
  for (Count j = 0; j < depth; ++j) {
    run.iterates.push_back(iterates(layers[j], rho, input, stored[j].list(), step_error));
    input = run.iterates.back().back();
  }
  const std::string word =
      c["conclusion"].word({"envelope", "bounded", "attains", "stuck", "support_differs", "error_at_most",
                            "error_above", "error_squared", "loss_above", "loss_below"});
  const Rational value = c["value"].number(), gamma = c["gamma"].number();
  const bool loss = word.starts_with("loss"), error = word.starts_with("error");
  require((loss || gamma == 0) && (loss || error || value == 0), "value, gamma: expected 0 where unused");
  require(gamma >= 0 && run.concludes(word, value, gamma), "conclusion: expected it to hold");
  if (word == "support_differs" || word == "error_above" || word == "stuck") return Statement::fails_for_one;
  return loss || word == "error_squared" ? Statement::fact_for_one : Statement::holds_for_one;
}

}  // namespace dsc::check
