#include "harness/check/attention.h"

#include <algorithm>

#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// Token by token, the channels.
using Tokens = std::vector<Vector>;

/// Adds up at most so many terms, whatever the text asks for.
class Budget {
 public:
  Vector sum(const std::vector<std::pair<Rational, const Vector*>>& terms) {
    for (const auto& [factor, vector] : terms) spent_ += 1 + vector->size();
    require(spent_ <= 1'000'000, "expected at most 1000000 terms to add, found more");
    return combination(terms);
  }
  /// A x.
  Vector product(const Matrix& a, const Vector& x) {
    std::vector<std::pair<Rational, const Vector*>> terms;
    for (const auto& [column, factor] : x) terms.emplace_back(factor, &a.atoms[column]);
    return sum(terms);
  }

 private:
  Count spent_ = 0;
};

struct Transformer {
  Count sharpness, channels;
  Tokens tokens;
  Budget budget{};
  bool focused = true;  ///< every token whose target exists gives away at most (N-1) 2^-sharpness

  Matrix square(const Node& value) const {
    const Matrix a = value.matrix();
    if (a.rows != channels || a.atoms.size() != channels) value.reject("a square matrix of the channels");
    return a;
  }
  /// 2^(-sharpness (j - q - offset)^2) / sum of these over j.
  std::vector<Rational> weights(Count q, Count offset) {
    std::vector<Rational> result;
    Rational sum = 0;
    for (Count j = 0; j < tokens.size(); ++j) {
      const Count away = j > q + offset ? j - q - offset : q + offset - j;
      result.emplace_back(Integer(1), Integer(Integer(1) << (sharpness * away * away)));
      sum += result.back();
    }
    for (Rational& weight : result) weight /= sum;
    const Rational least = 1 - Rational(Integer(tokens.size() - 1), Integer(Integer(1) << sharpness));
    if (q + offset < tokens.size() && result[q + offset] < least) focused = false;
    return result;
  }
  void attend(const Node& layer) {
    const std::vector<Node> offsets = layer.object(3)["offsets"].list();
    const std::vector<Node> values = layer["values"].list(offsets.size());
    std::vector<std::vector<std::pair<Rational, const Vector*>>> sums;
    std::vector<Vector> mixes;
    mixes.reserve(offsets.size() * tokens.size());
    for (const Vector& token : tokens) sums.push_back({{1, &token}});
    for (Count h = 0; h < offsets.size(); ++h) {
      const Count offset = offsets[h].count(0, tokens.size());
      const Matrix value = square(values[h]);
      for (Count q = 0; q < tokens.size(); ++q) {
        std::vector<std::pair<Rational, const Vector*>> terms;
        for (const Rational& weight : weights(q, offset)) terms.emplace_back(weight, &tokens[terms.size()]);
        mixes.push_back(budget.product(value, budget.sum(terms)));
        sums[q].emplace_back(1, &mixes.back());
      }
    }
    Tokens next;
    for (const auto& terms : sums) next.push_back(budget.sum(terms));
    tokens = std::move(next);
  }
  void think(const Node& layer) {
    const Matrix inner = layer.object(4)["inner"].matrix(), outer = layer["outer"].matrix();
    require(inner.atoms.size() == channels, "inner: expected a column for each channel");
    const Vector bias = layer["bias"].vector(inner.rows);
    require(outer.rows == channels && outer.atoms.size() == inner.rows,
            "outer: expected channels by hidden units");
    for (Vector& token : tokens) {
      const Vector sums = budget.product(inner, token);
      Vector hidden = budget.sum({{1, &sums}, {1, &bias}});
      std::erase_if(hidden, [](const auto& unit) { return unit.second < 0; });
      const Vector change = budget.product(outer, hidden);
      token = budget.sum({{1, &token}, {1, &change}});
    }
  }
};

}  // namespace

AttentionBound attention_bound(const Node& c) {
  const Matrix d = c["matrix"].matrix(), w = c["analysis"].matrix();
  const Count n = d.rows, atoms = d.atoms.size();
  Rational mu = 0, largest = 0, entry = 0, size = 0;
  const Vector code = c["code"].vector(atoms);
  for (const auto& [i, value] : code) size = std::max(size, Rational(abs(value)));
  for (Count i = 0; i < atoms; ++i) {
    for (Count j = 0; j < atoms; ++j) {
      const Rational product = dot(w.atoms[i], d.atoms[j]);
      require(i != j || product == 1, "analysis: expected w_i.d_i = 1");
      if (i != j) mu = std::max(mu, Rational(abs(product)));
    }
    for (const auto& [row, value] : w.atoms[i]) largest = std::max(largest, Rational(abs(value)));
    for (const auto& [row, value] : d.atoms[i]) entry = std::max(entry, Rational(abs(value)));
  }
  const std::vector<Node> layers = c["layers"].list();
  const Count k = std::ranges::count_if(layers, [](const Node& layer) {
    return layer["sublayer"].word({"attention", "feed_forward"}) == "feed_forward";
  });
  require(k > 0 && layers.size() % k == 0, "layers: expected as many attention layers for each feed-forward");
  const Rational s = code.size(), levels = layers.size() / k - 1;
  const Rational share(Integer(n - 1), Integer(Integer(1) << c["sharpness"].count(1, 100'000)));
  const Rational noise = 2 * Rational(n) * levels * share * s * size * entry, rate = (2 * s - 1) * mu;
  Rational bound = s * size;
  for (Count step = 0; step < k; ++step) bound = rate * bound + 2 * s * largest * noise;
  return {rate, bound};
}

Statement attention(const Node& c) {
  const Matrix d = c["matrix"].matrix(), w = c["analysis"].matrix();
  const Count n = d.rows, atoms = d.atoms.size();
  require(w.rows == n && w.atoms.size() == atoms, "analysis: expected the size of the matrix");
  const Vector code = c["code"].vector(atoms);
  const Vector y = multiply(d, code);
  Transformer transformer{c["sharpness"].count(1, 100'000), c["channels"].count(atoms + 1, 4096),
                          Tokens(n <= 64 ? n : 0)};
  require(n <= 64 && transformer.sharpness * 4 * n * n <= 100'000,
          "sharpness: expected 4 sharpness N^2 <= 100000, N <= 64");
  for (const auto& [i, value] : y) transformer.tokens[i] = {{0, value}};
  const std::vector<Node> layers = c["layers"].list();
  for (const Node& layer : layers) {
    const bool attends = layer["sublayer"].word({"attention", "feed_forward"}) == "attention";
    attends ? transformer.attend(layer) : transformer.think(layer);
  }

  // |x - x*|_1, with x the last channels of the first token.
  Vector x;
  for (const auto& [channel, value] : transformer.tokens[0]) {
    if (channel >= transformer.channels - atoms)
      x.emplace_back(channel + atoms - transformer.channels, value);
  }
  Rational error = 0;
  for (const auto& [i, value] : minus(x, code)) error += abs(value);
  const Rational bound = attention_bound(c).last;
  const bool holds = c["conclusion"].word({"holds", "fails"}) == "holds";
  if (holds) require(transformer.focused, "sharpness: expected at most (N-1) 2^-sharpness off the target");
  require((error <= bound) == holds,
          std::string("conclusion: the error is ") + (holds ? "above" : "within") + " the bound");
  return holds ? Statement::holds_for_one : Statement::fails_for_one;
}

}  // namespace dsc::check
