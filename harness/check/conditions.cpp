#include "harness/check/conditions.h"

#include <algorithm>

#include "harness/check/generalized.h"
#include "harness/check/linear.h"
#include "harness/check/relations.h"
#include "harness/check/schedules.h"

namespace dsc::check::conditions {

using namespace certificate;

namespace {

/// A vector of the size that it says it has.
Vector vector(const Node& node) { return node.vector(node["size"].count()); }

void within(const Matrix& a, Count sparsity, const std::string& place) {
  require(coherence_load(sparsity, mutual_coherence(a.atoms).squared) < 1,
          place + ": expected (2s-1)^2 mu^2 < 1");
}

}  // namespace

Condition says(const std::string& key, const std::string& word) {
  return [=](const Node& c) { c[key].word({word}); };
}

Condition scale(Count times) {
  return [=](const Node& c) {
    if (c["scale"].number() != times) c["scale"].reject(std::to_string(times));
  };
}

void equal_norms(const Node& c) {
  const bool one = c.has("matrix");
  std::vector<Matrix> layers;
  if (one) layers.push_back(c["matrix"].matrix());
  for (const Matrix& a : one ? layers : c["layers"].layers()) {
    const Rational norm = dot(a.atoms[0], a.atoms[0]);
    const bool equal =
        std::ranges::all_of(a.atoms, [&](const Vector& atom) { return dot(atom, atom) == norm; });
    require(norm > 0 && equal, std::string(one ? "matrix" : "layers") + ": expected columns of one norm");
  }
}

void unit_columns(const Node& c) {
  for (const Matrix& a : c["layers"].layers()) {
    for (const Vector& atom : a.atoms) require(dot(atom, atom) == 1, "layers: expected columns of norm 1");
  }
}

void several_blocks(const Node& c) {
  const Matrix d = c["matrix"].matrix();
  require(blocks(d).size() > 1 && c["mu_squared"].number() < 1,
          "matrix: expected several stripes that share no row, and mu < 1");
}

void chain_within_coherence_bound(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<Vector> codes = chain(layers, vector(c["code"]));
  for (Count j = 0; j < layers.size(); ++j) within(layers[j], codes[j + 1].size(), "code");
}

void of_a_product(const Node& c) {
  require(c["matrix"].has("product"), "matrix: expected a product of dictionaries");
}

void pairs_within_coherence_bound(const Node& c) {
  const Count k = c["columns"].count();
  require(k % 2 == 0, "columns: expected twice a sparsity");
  within(c["matrix"].matrix(), k / 2, "columns");
}

void layers_within_coherence_bound(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<Count> sparsity = c["sparsity"].counts(layers.size(), 1);
  for (Count j = 0; j < layers.size(); ++j) within(layers[j], sparsity[j], "sparsity");
}

void within_coherence_bound(const Node& c) {
  within(c["matrix"].matrix(), c["sparsity"].count(1), "sparsity");
}

void signs_within_coherence_bound(const Node& c) {
  within(c["matrix"].matrix(), vector(c["signs"]).size(), "signs");
}

void largest_share_suffices(const Node& c) {
  const Rational share = std::ranges::max(null_space_shares(c));
  require(2 * Rational(c["sparsity"].count(1)) * share < 1,
          "sparsity: expected one below (1 + 1/t)/2 for the largest t");
}

void coherence_below_one(const Node& c) {
  const Matrix d = c["matrix"].matrix();
  require(cross_coherence(d, lista_analysis(c["analysis"], d)) < 1,
          "analysis: expected mu_W < 1, no parallel columns");
}

void both_ends(const Node& c) {
  const std::vector<Node> lower = c["lower"].list(), upper = c["upper"].list();
  for (Count i = 0; i < lower.size(); ++i) {
    if (lower[i].number() < upper[i].number() * Rational((1 << 20) - 1, 1 << 20))
      lower[i].reject("within 2^-20 of the upper end");
  }
}

void products_one(const Node& c) { cross_coherence(c["matrix"].matrix(), c["analysis"].matrix()); }

void code_not_zero(const Node& c) {
  require(!vector(c["code"]).empty(), "code: expected one other than zero");
}

void two_entries(const Node& c) {
  require(vector(c["code"]).size() >= 2, "code: expected two entries or more, since one says nothing");
}

void stack_zero(const Node& c) { c["rank"].count(0, 0); }

void signal_tells(const Node& c) {
  const Count entries = vector(c["code"]).size();
  c["signal_rank"].count(entries, entries);
}

void least_gains(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<Count> sparsity = c["sparsity"].counts(layers.size(), 1);
  const std::vector<Node> gains = c["gains"].list();
  for (Count j = 0; j < layers.size(); ++j) {
    const Rational load = coherence_load(sparsity[j], mutual_coherence(layers[j].atoms).squared);
    if (gains[j].number() * (1 - root(load, 0)) != 1) gains[j].reject("1/(1 - (2s-1) mu)");
  }
}

void moved(const Node& c) {
  const auto positive = [](const Node& node) { return node.number() > 0; };
  require(std::ranges::any_of(c["noise_squared"].list(), positive), "noise_squared: expected some noise");
  require(positive(c["error_squared"].list().back()), "error_squared: expected an error of the deepest code");
}

}  // namespace dsc::check::conditions
