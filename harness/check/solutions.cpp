#include <algorithm>
#include <set>

#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// All x with |x|_0 <= s and A x among the signals.
std::set<Vector> preimages(const Matrix& a, Count s, const std::set<Vector>& signals) {
  // Each column and the signal carry a mark below the rows, which shows how a combination is made of them.
  std::vector<Vector> marked = a.atoms;
  const Count signal_mark = a.rows + marked.size();
  for (Count i = 0; i < marked.size(); ++i) marked[i].emplace_back(a.rows + i, 1);
  std::set<Vector> found;
  for_each_subset(marked, a.rows, s, [&](const Elimination& columns) {
    for (Vector signal : signals) {
      signal.emplace_back(signal_mark, 1);
      const Sparse<Integer> rest = columns.reduced(signal);
      if (rest[0].first < a.rows) continue;
      Vector x;
      for (const auto& [row, share] : rest)
        x.emplace_back(row - a.rows, Rational(-share, rest.back().second));
      x.pop_back();
      found.insert(x);
    }
  });
  return found;
}

using Supports = std::vector<std::vector<Count>>;

std::vector<Count> support(const Vector& x) {
  std::vector<Count> indices;
  for (const auto& [i, value] : x) indices.push_back(i);
  return indices;
}

Supports chain_supports(const std::vector<Matrix>& layers, const Vector& code) {
  Supports supports;
  for (const Vector& x : chain(layers, code)) supports.push_back(support(x));
  supports.erase(supports.begin());
  return supports;
}

/// The stack of equation (2): F, or G with the signal on top.
struct Stack {
  const std::vector<Matrix>& layers;
  const Supports& supports;
  bool with_signal;

  /// F x or G x, for x within the deepest support.
  Vector times(const Vector& code) const {
    const std::vector<Vector> x = chain(layers, code);
    Vector result;
    Count offset = 0;
    for (Count j = 0; j < layers.size(); offset += layers[j++].rows) {
      for (const auto& [row, value] : x[j]) {
        const bool outside = j == 0 ? with_signal : !std::ranges::binary_search(supports[j - 1], row);
        if (outside) result.emplace_back(offset + row, value);
      }
    }
    return result;
  }
  std::vector<Vector> columns() const {
    std::vector<Vector> result;
    for (const Count i : supports.back()) result.push_back(times({{i, 1}}));
    return result;
  }
};

}  // namespace

Statement two_solutions(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<Count> sparsity = c["sparsity"].counts(layers.size(), 1);
  const Vector signal = c["signal"].vector(layers[0].rows);
  std::set<Vector> codes;
  for (const Node& code : c["codes"].list(2)) {
    const std::vector<Vector> x = chain(layers, code.vector(layers.back().atoms.size()));
    require(x[0] == signal, "codes: expected two that reach the signal");
    for (Count j = 0; j < layers.size(); ++j) {
      require(x[j + 1].size() <= sparsity[j],
              "codes: expected |x_j|_0 <= sparsity at layer " + std::to_string(j + 1));
    }
    codes.insert(x.back());
  }
  require(codes.size() == 2, "codes: expected two that differ");
  const bool equality = c["hypothesis"].word({"none", "equality"}) == "equality";
  for (Count j = 0; equality && j < layers.size(); ++j) {
    const Rational load = coherence_load(sparsity[j], mutual_coherence(layers[j].atoms).squared);
    require(load <= 1, "hypothesis: expected (2s-1)^2 mu^2 <= 1 at layer " + std::to_string(j + 1));
  }
  // At equality it also shows, for the theorem, that its bound is sharp.
  return equality ? Statement::fact_for_one : Statement::fails_for_one;
}

Statement solutions(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers();
  const std::vector<Count> sparsity = c["sparsity"].counts(layers.size(), 1);
  std::set<Vector> found = {c["signal"].vector(layers[0].rows)};
  for (Count j = 0; j < layers.size(); ++j) found = preimages(layers[j], sparsity[j], found);
  require(found == std::set<Vector>{c["code"].vector(layers.back().atoms.size())},
          "code: expected the only solution, found " + std::to_string(found.size()) +
              " solutions, or another code");
  return Statement::holds_for_one;
}

Statement known_support(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers(2);
  const Vector code = c["code"].vector(layers.back().atoms.size());
  Supports supports;
  for (const Node& item : c["supports"].list(layers.size())) {
    const Count size = layers[supports.size()].atoms.size();
    supports.push_back(item.counts(any_size));
    const bool fits = std::ranges::is_sorted(supports.back(), std::less_equal{}) &&
                      (supports.back().empty() || supports.back().back() < size);
    if (!fits) item.reject("increasing indices below " + std::to_string(size));
  }
  require(!code.empty() && supports.back() == support(code),
          "supports: expected the code's, and a code other than zero");
  const Stack f{layers, supports, false}, g{layers, supports, true};
  const Count ranks[] = {rank(f.columns()), rank(g.columns())};
  c["rank"].count(ranks[0], ranks[0]);
  c["signal_rank"].count(ranks[1], ranks[1]);
  const bool vanishes = f.times(code).empty();
  const bool holds = c["conclusion"].word({"holds", "fails"}) == "holds";
  require(vanishes == holds, std::string("conclusion: F x is ") + (vanishes ? "zero" : "not zero"));
  require(!holds || supports == chain_supports(layers, code), "supports: expected those of the chain");
  // Ranks speak for some assertions about (2) and against others.
  return holds ? Statement::fact_for_one : Statement::fails_for_one;
}

Statement stacked_stability(const Node& c) {
  const std::vector<Matrix> layers = c["layers"].layers(2);
  const Vector code = c["code"].vector(layers.back().atoms.size());
  const Vector z = minus(code, c["perturbed"].vector(layers.back().atoms.size()));
  const Supports supports = chain_supports(layers, code);
  require(!z.empty() && std::ranges::includes(supports.back(), support(z)),
          "perturbed: expected another on the support");
  const Stack stack{layers, supports,
                    c["stack"].word({"features", "features_and_signal"}) == "features_and_signal"};
  const std::vector<Vector> m = stack.columns();
  const Vector mz = stack.times(z);
  Rational smallest = dot(m[0], m[0]);
  for (const Vector& column : m) smallest = std::min(smallest, dot(column, column));
  const bool alone = m.size() == 1 || smallest == 0;
  const Rational load = coherence_load(m.size(), alone ? Rational(0) : mutual_coherence(m).squared);
  // n |z| <= e (1 - (2s-1) mu)^(-1/2), that is: n^2 |z|^2 - e^2 <= n^2 |z|^2 (2s-1) mu.
  const bool measured = c["norms"].word({"assumed_one", "measured"}) == "measured";
  const Rational left = (measured ? smallest : Rational(1)) * dot(z, z), excess = left - dot(mz, mz);
  const bool holds = excess <= 0 || excess * excess <= left * left * load;
  const std::string conclusion = smallest == 0 || load >= 1 ? "vacuous" : holds ? "holds" : "fails";
  c["conclusion"].word({conclusion});
  return conclusion == "vacuous" ? Statement::vacuous
                                 : (holds ? Statement::holds_for_one : Statement::fails_for_one);
}

}  // namespace dsc::check
