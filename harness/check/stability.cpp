#include <array>
#include <map>

#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// The ends of an enclosure, [0] below and [1] above; equal where the number is known exactly.
using Range = std::array<Rational, 2>;

/// unit |difference|^2, which `stated` must be.
Rational restated(const Node& stated, const Rational& unit, const Vector& difference) {
  const Rational value = unit * dot(difference, difference);
  if (stated.number() != value) stated.reject(value.str());
  return value;
}

/// The squared norm of every column.
Rational shared_norm(const std::vector<Vector>& atoms) {
  const Rational norm = dot(atoms[0], atoms[0]);
  for (const Vector& atom : atoms) require(dot(atom, atom) == norm, "layers: expected equal norms in each");
  return norm;
}

/// 1 - (2s-1) mu > 0 of layer j, for columns of one norm, where mu is rational.
Rational contraction(const std::vector<Vector>& atoms, Count sparsity, Count j) {
  const Rational load = coherence_load(sparsity, mutual_coherence(atoms).squared);
  require(load < 1, "sparsity: expected the coherence bound at layer " + std::to_string(j + 1));
  return 1 - root(load, 0);
}

}  // namespace

Statement stability(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const Count depth = layers.size();
  const std::vector<Count> sparsity = c["sparsity"].counts(depth, 1);
  const std::string form = c["form"].word({"recursion", "input", "layers", "older"});
  const bool holds = c["conclusion"].word({"holds", "fails"}) == "holds";
  const Rational scale = c["scale"].number();
  require(scale > 0, "scale: expected more than 0");
  const std::vector<Node> perturbed = c["perturbed"].list(depth), noises = c["noise_squared"].list(depth + 1),
                          errors = c["error_squared"].list(depth);
  const std::vector<Vector> z = chain(layers, c["code"].vector(layers.back().atoms.size()));
  Vector w = c["perturbed_signal"].vector(layers[0].rows);
  const Rational input = restated(noises[0], 1, minus(w, z[0]));
  require(form != "layers" || input == 0, "form: expected e_0 = 0");
  Rational squared = input;  // B_j, where no more than one e contributes
  Range delta = {root(input, 0), root(input, 1)};
  Rational unit = 1;
  int contributing = input == 0 ? 0 : 1;
  for (Count j = 0; j < depth; ++j) {
    const std::vector<Vector>& atoms = layers[j].atoms;
    const Vector above = std::exchange(w, perturbed[j].vector(atoms.size()));
    require(std::max(w.size(), z[j + 1].size()) <= sparsity[j],
            "sparsity: expected of both codes at every layer");
    Rational noise = restated(noises[j + 1], unit, minus(above, multiply(layers[j], w)));
    unit *= shared_norm(atoms);
    const Rational error = restated(errors[j], unit, minus(w, z[j + 1]));

    const bool older = form == "older" && j == 0;
    require(!older || noise <= input, "form: expected e_1 <= e_0");
    if (older) noise = 0;  // allowed, and no part of the bound
    require(noise == 0 || form == "recursion" || form == "layers", "form: expected e_j = 0 in the layers");
    const Rational a = contraction(atoms, sparsity[j], j);
    squared = (squared + noise) / a;
    contributing += noise == 0 ? 0 : 1;
    Range bound;
    for (int end : {0, 1}) {
      delta[end] = (delta[end] + root(noise, end)) / root(a, 1 - end);
      bound[end] = scale * (contributing <= 1 ? squared : Rational(delta[end] * delta[end]));
    }
    const bool decided = holds ? error <= bound[0] : j + 1 < depth || error > bound[1];
    require(decided, "conclusion: not so, or not decided, at layer " + std::to_string(j + 1));
  }
  return holds ? Statement::holds_for_one : Statement::fails_for_one;
}

Statement stability_envelope(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<Count> sparsity = c["sparsity"].counts(layers.size(), 1);
  const std::vector<Node> gains = c["gains"].list(layers.size());
  for (Count j = 0; j < layers.size(); ++j) {
    shared_norm(layers[j].atoms);
    const Rational least = 1 / contraction(layers[j].atoms, sparsity[j], j);
    if (gains[j].number() < least) gains[j].reject(least.str() + " or more");
  }
  return Statement::holds_for_all;
}

Statement stability_identity(const Node& c) {
  // Terms e_k times the product of a set of roots, with their coefficients.
  using Polynomial = std::map<std::pair<Count, Count>, Integer>;
  const Count most = c["depth"].count(1, 12);
  Polynomial recursion;  // delta_J r_1 … r_J = e_J r_1 … r_{J-1} + delta_{J-1} r_1 … r_{J-1}
  for (Count depth = 1; depth <= most; ++depth) {
    const Count all = (Count{1} << depth) - 1;
    recursion[{depth, all / 2}] += 1;
    Polynomial sums;  // each e_k / (r_k … r_J), times r_1 … r_J
    for (Count k = 1; k <= depth; ++k) {
      Count divisor = 0;
      for (Count i = k; i <= depth; ++i) divisor |= Count{1} << (i - 1);
      sums[{k, all & ~divisor}] += 1;
    }
    require(recursion == sums, "depth: the two forms differ at " + std::to_string(depth));
  }
  return Statement::holds_for_all;
}

}  // namespace dsc::check
