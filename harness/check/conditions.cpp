#include "harness/check/conditions.h"

#include <algorithm>
#include <numeric>

#include "harness/check/generalized.h"
#include "harness/check/linear.h"
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

/// The columns in groups that share no row.
std::vector<std::vector<Vector>> blocks(const Matrix& d) {
  std::vector<Count> group(d.atoms.size());
  std::iota(group.begin(), group.end(), Count{0});
  std::map<Count, Count> first;  // the group of the first column with an entry in this row
  for (Count j = 0; j < group.size(); ++j) {
    for (const auto& [row, value] : d.atoms[j]) {
      const Count old = first.try_emplace(row, group[j]).first->second, own = group[j];
      std::ranges::replace(group, own, old);
      for (auto& [other, number] : first) number = number == own ? old : number;
    }
  }
  std::map<Count, std::vector<Vector>> found;
  for (Count j = 0; j < group.size(); ++j) found[group[j]].push_back(d.atoms[j]);
  std::vector<std::vector<Vector>> result;
  for (auto& [number, columns] : found) result.push_back(std::move(columns));
  return result;
}

/// Looks through the relations D z = 0 on minimal supports, which are the vertices of the program dual to
/// t_i = min max |w.d_j|, for one with |z_i| >= mu sum_{j != i} |z_j|.
class Relations {
 public:
  Relations(std::vector<Vector> columns, Count rows, Rational mu)
      : columns_(std::move(columns)), rows_(rows), mu_(std::move(mu)), chosen_(rows) {
    for (Count j = 0; j < columns_.size(); ++j)
      columns_[j].emplace_back(rows_ + j, 1);  // shows what makes up z
  }
  bool reach_mu(Count next = 0) {
    for (Count j = next; j < columns_.size(); ++j) {
      require(++visited_ <= 200'000, "analysis: not decided, expected at most 200000 sets of columns");
      if (chosen_.push(columns_[j])) {
        if (reach_mu(j + 1)) return true;
        chosen_.pop();
        continue;
      }
      Rational largest = 0, sum = 0;
      for (const auto& [row, value] : chosen_.reduced(columns_[j])) {
        largest = std::max(largest, Rational(abs(value)));
        sum += abs(value);
      }
      if (largest >= mu_ * (sum - largest)) return true;
    }
    return false;
  }

 private:
  std::vector<Vector> columns_;
  Count rows_, visited_ = 0;
  Rational mu_;
  Elimination chosen_;
};

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

void least_coherence(const Node& c) {
  const bool one = c.has("matrix");
  std::vector<Matrix> layers;
  if (one) layers.push_back(c["matrix"].matrix());
  if (!one) layers = c["layers"].layers();
  for (Count j = 0; j < layers.size(); ++j) {
    const Matrix& d = layers[j];
    const Rational mu = cross_coherence(d, lista_analysis(one ? c["analysis"] : c["analyses"].list()[j], d));
    if (mu == 0) continue;
    const bool least = std::ranges::any_of(blocks(d), [&](const std::vector<Vector>& columns) {
      return Relations(columns, d.rows, mu).reach_mu();
    });
    require(least, "analysis: expected one of least coherence, found a larger one");
  }
}

void coherence_below_one(const Node& c) {
  const Matrix d = c["matrix"].matrix();
  require(cross_coherence(d, lista_analysis(c["analysis"], d)) < 1,
          "analysis: expected mu_W < 1, no parallel columns");
}

void products_one(const Node& c) { cross_coherence(c["matrix"].matrix(), c["analysis"].matrix()); }

void code_not_zero(const Node& c) {
  require(!vector(c["code"]).empty(), "code: expected one other than zero");
}

void two_entries(const Node& c) {
  require(vector(c["code"]).size() >= 2, "code: expected two entries or more, since one says nothing");
}

void stack_not_zero(const Node& c) { c["rank"].count(1); }

void moved(const Node& c) {
  const auto positive = [](const Node& node) { return node.number() > 0; };
  require(std::ranges::any_of(c["noise_squared"].list(), positive), "noise_squared: expected some noise");
  require(positive(c["error_squared"].list().back()), "error_squared: expected an error of the deepest code");
}

}  // namespace dsc::check::conditions
