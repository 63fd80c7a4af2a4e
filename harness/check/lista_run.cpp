#include <algorithm>

#include "harness/check/kinds.h"
#include "harness/check/schedules.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// x^(0), …, x^(K): exact, or as stored, each within `error` of the exact step in every entry.
std::vector<Vector> steps_of(const ListaLayer& layer, const Activation& rho, const Vector& y,
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

  /// The keys code, noise, iterates and step_error.
  Run(const Node& c, const std::vector<ListaLayer>& of, const Activation& rho)
      : layers(of), codes{c["code"].vector(of.back().d.atoms.size())} {
    const Count depth = layers.size();
    const std::vector<Node> noises = c["noise"].list(depth), stored = c["iterates"].list(depth);
    const Rational step_error = c["step_error"].number();
    require(step_error >= 0, "step_error: expected a number not below 0");
    for (Count j = depth; j-- > 0;)
      codes.insert(codes.begin(), noisy_signal(layers[j].d, layers[j].signals, codes.front(), noises[j], j));
    exact_end = stored.back().list().empty();
    for (Count j = 0; j < depth; ++j) {
      const Vector input = j == 0 ? codes.front() : iterates.back().back();
      iterates.push_back(steps_of(layers[j], rho, input, stored[j].list(), step_error));
    }
  }

  Rational error(Count j, Count k) const { return l1_norm(minus(iterates[j][k], codes[j + 1])); }
  bool every_step(const std::function<bool(Count j, Count k)>& holds, Count first) const {
    for (Count j = first; j < layers.size(); ++j) {
      for (Count k = 0; k < iterates[j].size(); ++k) {
        if (!holds(j, k)) return false;
      }
    }
    return true;
  }
  /// Whether no later step of layer j changes anything, if its steps are exact.
  bool stays(Count j) const {
    const ListaLayer& layer = layers[j];
    const std::vector<Vector>& x = iterates[j];
    const std::vector<Rational>& e = layer.envelope;
    return x.size() > 1 && x.end()[-1] == x.end()[-2] &&
           (layer.schedule.weight == 0 || e.end()[-1] == e.end()[-2]);
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
    if (word == "stuck") return exact_end && steps > 1 && stays(last) && found != code;
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
  const Activation rho = lista_activation(c["activation"]);
  const Run run(c, layers, rho);
  const Rational step_error = c["step_error"].number();
  const std::string hypothesis =
      c["hypothesis"].word({"none", "own_noise", "input_error", "lipschitz", "inexact"});
  if (hypothesis == "own_noise") require_covering(layers, Covers::own_noise);
  if (hypothesis == "input_error") require_covering(layers, Covers::input_error);
  if (hypothesis == "lipschitz") require_covering(layers, Covers::lipschitz, rho, step_error);
  if (hypothesis == "inexact") require_covering(layers, Covers::inexact, rho, step_error);

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

Statement lista_unbounded(const Node& c) {
  std::vector<ListaLayer> layers = lista_layers(c);
  const Run run(c, layers, {});
  require_covering(layers, Covers::own_noise);
  const std::vector<Node> stored = c["iterates"].list();
  for (Count j = 0; j + 1 < layers.size(); ++j) {
    require(stored[j].list().empty() && run.stays(j),
            "iterates: expected exact steps that come to rest at layer " + std::to_string(j + 1));
  }
  const ListaLayer& layer = layers.back();
  const std::vector<Vector>& atoms = layer.d.atoms;
  const Vector p = c["direction"].vector(atoms.size());
  require(!p.empty(), "direction: expected a vector other than zero");
  const Vector v = multiply(layer.w, p);  // p^T W^T D = v^T D, which is to be share p^T
  const Rational share = dot(v, atoms[p[0].first]) / p[0].second, factor = abs(1 - share);
  for (Count i = 0, next = 0; i < atoms.size(); ++i) {
    const bool there = next < p.size() && p[next].first == i;
    require(dot(v, atoms[i]) == (there ? Rational(share * p[next].second) : Rational(0)),
            "direction: expected p^T (I - W^T D) = factor p^T");
    next += there ? 1 : 0;
  }
  require(factor > 1, "direction: expected a factor beyond 1 in size");
  const Vector &input = layers.size() == 1 ? run.codes.front() : run.iterates.end()[-2].back(),
               &last = run.iterates.back().back();
  const Count steps = layer.envelope.size() - 1;
  const auto& [start, rate, drift, weight, offset] = layer.schedule;
  require(weight == 0 || rate * layer.envelope[steps] + drift <= layer.envelope[steps],
          "schedules: expected thresholds that do not rise after the last step");
  const Rational away = abs(dot(p, last) - dot(v, input) / share),
                 push = l1_norm(p) * (layer.threshold(steps) + c["step_error"].number());
  require(away * (factor - 1) > push, "steps: expected a last iterate beyond what thresholds can bring back");
  return Statement::fails_for_one;
}

}  // namespace dsc::check
