#include <algorithm>

#include "harness/check/attention.h"
#include "harness/check/conditions.h"
#include "harness/check/schedules.h"

namespace dsc::check::conditions {

using namespace certificate;

namespace {

Vector code(const Node& c) { return c["code"].vector(c["code"]["size"].count()); }

std::vector<SignalClass> classes(const Node& c) {
  std::vector<SignalClass> result;
  for (const Node& item : c["signals"].list()) result.push_back(signal_class(item));
  return result;
}

/// |x|_1 <= s B: the error of the answer 0.
Rational trivial(const SignalClass& signals) { return Rational(signals.sparsity) * signals.magnitude; }

struct Ends {
  Count from, to;
  bool refit;
};
std::vector<Ends> stages(const Node& c) {
  std::vector<Ends> result;
  for (const Node& item : c["stages"].list())
    result.push_back(
        {item["from"].count(), item["to"].count(), item["form"].word({"pursuit", "refit"}) == "refit"});
  return result;
}

}  // namespace

void below_trivial(const Node& c) {
  const std::vector<Node> errors = c["errors"].list();
  const std::vector<SignalClass> signals = classes(c);
  for (Count j = 0; j < errors.size(); ++j) {
    if (errors[j].number() >= trivial(signals[j]))
      errors[j].reject("less than s B = " + trivial(signals[j]).str() + ", the error of the answer 0");
  }
}

void below_trivial_loss(const Node& c) {
  const std::vector<Node> losses = c["losses"].list();
  const std::vector<SignalClass> signals = classes(c);
  const std::vector<Matrix> layers = c["layers"].layers();
  const Rational gamma = c["gamma"].number();
  for (Count j = 0; j < losses.size(); ++j) {
    const Rational error = trivial(signals[j]), norm = dot(layers[j].atoms[0], layers[j].atoms[0]);
    if (losses[j].number() >= norm * error * error + gamma * error)
      losses[j].reject("less than for the answer 0");
  }
}

void no_noise(const Node& c) {
  for (const SignalClass& signals : classes(c)) require(signals.noise == 0, "signals: expected no noise");
}

void steps_taken(const Node& c) { c["steps"].count(1); }

void exact_steps(const Node& c) {
  if (c["step_error"].number() != 0) c["step_error"].reject("0");
}

void inexact_steps(const Node& c) {
  if (c["step_error"].number() == 0) c["step_error"].reject("more than 0");
}

void two_layers(const Node& c) { require(c["layers"].list().size() >= 2, "layers: expected two or more"); }

void of_an_activation(const Node& c) {
  const Activation rho = lista_activation(c["activation"]);
  require(rho.slope != 0 && rho.floor != 0, "activation: expected one other than the ReLU");
}

void covering_noise(const Node& c) { c["hypothesis"].word({"own_noise", "input_error"}); }

void lipschitz_one(const Node& c) {
  if (c["lipschitz"].number() != 1) c["lipschitz"].reject("1");
}

void value_at_most_zero(const Node& c) {
  if (c["value"].number() > 0) c["value"].reject("0 or less");
}

void value_below_code(const Node& c) {
  if (c["value"].number() >= l1_norm(code(c)))
    c["value"].reject("less than |x|_1, the error of the answer 0");
}

void beyond_mutual_coherence(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<SignalClass> signals = classes(c);
  for (Count j = 0; j < layers.size(); ++j) {
    const Rational load = coherence_load(signals[j].sparsity, mutual_coherence(layers[j].atoms).squared);
    require(load >= 1, "signals: expected a sparsity that mutual coherence does not allow");
  }
}

void deepest_first(const Node& c) {
  const Count depth = c["layers"].list().size();
  const std::vector<Ends> found = stages(c);
  require(depth >= 2 && found.size() == 1 && found[0].from == 0 && found[0].to == depth,
          "stages: expected one from the signal to the deepest of two layers or more");
}

void layer_by_layer(const Node& c) {
  const Count depth = c["layers"].list().size();
  const std::vector<Ends> found = stages(c);
  bool each = depth >= 2 && found.size() == depth;
  for (Count j = 0; each && j < depth; ++j)
    each = found[j].from == j && found[j].to == j + 1 && !found[j].refit;
  require(each, "stages: expected a pursuit for each of two layers or more");
}

void refits_the_deepest(const Node& c) {
  const Count depth = c["layers"].list().size();
  const bool refitted =
      std::ranges::any_of(stages(c), [&](const Ends& s) { return s.refit && s.to == depth; });
  require(depth >= 2 && refitted, "stages: expected a refit of the deepest of two layers or more");
}

void covered(const Node& c) {
  c["hypothesis"].word({"covered"});
  c["conclusion"].word({"bounded"});
}

void uniform_kernel(const Node& c) {
  const std::vector<Node> layers = c["layers"].list();
  const Count kernel = layers[0]["kernel"].count();
  for (const Node& layer : layers) layer["kernel"].count(kernel, kernel);
}

void printed_orders(const Node& c) {
  const Matrix d = c["matrix"].matrix();
  const Integer size = d.rows + d.atoms.size(), steps = c["thresholds"].list().size();
  const Count kernel = c["layers"].list()[0]["kernel"].count(), depth = c["depth"].count();
  require(kernel <= size, "layers: expected a kernel of m + d at most");
  require(c["weights"].count() <= 19 * steps * size * size, "weights: expected 19 K (m + d)^2 at most");
  require(pow(Integer(kernel), unsigned(depth)) <= pow(size, unsigned(3 * steps)),
          "depth: expected s^depth <= (m + d)^(3K)");
}

void rate_below_one(const Node& c) { require(attention_bound(c).rate < 1, "code: expected (2s-1) mu < 1"); }

void below_the_code(const Node& c) {
  require(attention_bound(c).last < l1_norm(code(c)),
          "layers: expected a bound below |x*|_1, the error of the answer 0");
}

}  // namespace dsc::check::conditions
