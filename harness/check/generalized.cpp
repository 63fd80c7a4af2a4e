#include "harness/check/generalized.h"

#include <algorithm>
#include <optional>

#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

using boost::multiprecision::default_ops::eval_multiply_add;

constexpr Count largest_side = 16384;

/// M and, in units of 1/unit, both ends of n_j; first >= |M_0|.
struct Scaled {
  Count rows;
  std::vector<Sparse<Integer>> columns;
  std::vector<Integer> low, high;
  Integer unit = 1;
  Rational first;
};

Scaled scaled(const Matrix& d) {
  require(std::max<Count>(d.rows, d.atoms.size()) <= largest_side,
          "matrix: expected at most 16384 rows and columns");
  Scaled s{d.rows, {}, {}, {}, 1, 0};
  std::vector<Rational> ends[2];
  Integer first;
  for (const Vector& atom : d.atoms) {
    require(!atom.empty(),
            "matrix: expected no zero column, found column " + std::to_string(s.columns.size()));
    s.columns.push_back(cleared(atom));
    const Integer square = dot(s.columns.back(), s.columns.back());
    if (first == 0) first = square;
    for (int end : {0, 1}) {
      ends[end].push_back(root(Rational(square, first), end));
      s.unit = lcm(s.unit, Integer(denominator(ends[end].back())));
    }
  }
  s.first = root(Rational(first), 1);
  for (Count j = 0; j < s.columns.size(); ++j) {
    s.low.push_back(numerator(ends[0][j]) * (s.unit / denominator(ends[0][j])));
    s.high.push_back(numerator(ends[1][j]) * (s.unit / denominator(ends[1][j])));
  }
  return s;
}

Sparse<Integer> integers(const Node& node, Count size) {
  Sparse<Integer> result;
  for (const auto& [i, value] : node.vector(size)) {
    if (denominator(value) != 1) node.reject("integers");
    result.emplace_back(i, numerator(value));
  }
  return result;
}

struct Basis {
  Count size;
  Rational gain;
};

std::optional<Basis> proven_basis(const Node& list, const Scaled& s) {
  const std::vector<Node> items = list.list();
  if (items.empty()) return std::nullopt;
  require(items.size() == 1, "basis: expected at most one");
  const Node& node = items[0].object(5);
  const std::vector<Count> rows = node["rows"].counts(any_size),
                           columns = node["columns"].counts(rows.size());
  const Count size = rows.size(), scale = node["scale"].count(0, 1'000'000);
  std::vector<Count> position(s.rows, any_size);  // of a row in S
  for (Count k = 0; k < size; ++k) {
    require((k == 0 || rows[k - 1] < rows[k]) && rows[k] < s.rows,
            "rows: expected increasing rows of the matrix");
    require(columns[k] < s.columns.size(), "columns: expected columns of the matrix");
    position[rows[k]] = k;
  }

  std::vector<Sparse<Integer>> inverse;
  std::vector<Integer> sums(size);  // of the columns of |R|
  for (const Node& row : node["inverse"].list(size)) {
    inverse.push_back(integers(row, size));
    for (const auto& [k, value] : inverse.back()) sums[k] += abs(value);
  }
  Rational beta = 0;
  for (Count j = 0; j < size; ++j) {
    Sparse<Integer> column;
    for (const auto& [i, value] : s.columns[columns[j]]) {
      if (position[i] != any_size) column.emplace_back(position[i], value);
    }
    const Integer &low = s.low[columns[j]], &high = s.high[columns[j]];
    Integer others = 0;  // of |R_k.M_j| over k != j, in units of 1/unit
    Rational sum = 0;
    for (Count k = 0; k < size; ++k) {
      const Integer p = dot(inverse[k], column) * s.unit;
      if (k != j) {
        others += abs(p);
        continue;
      }
      for (const Integer& n : {low, high})
        sum = std::max(sum, Rational(abs(Integer((n << scale) - p)), Integer(n << scale)));
    }
    sum += Rational(others, Integer(low << scale));
    beta = std::max(beta, sum);
  }
  require(beta < 1, "inverse: expected |I - R B| < 1");

  const std::vector<Node> relations = node["relations"].list(s.rows - size);
  Count outside = 0;
  for (const Node& relation : relations) {
    while (position[outside] != any_size) ++outside;
    const Sparse<Integer> v = integers(relation, s.rows);
    const auto foreign = [&](const auto& entry) { return position[entry.first] == any_size; };
    require(std::ranges::count_if(v, foreign) == 1 && std::ranges::find_if(v, foreign)->first == outside,
            "relations: expected one for each row outside, zero at the others");
    for (const auto& column : s.columns) require(dot(v, column) == 0, "relations: expected N M = 0");
    ++outside;
  }
  const Integer largest = size == 0 ? Integer(0) : *std::ranges::max_element(sums);
  return Basis{size, Rational(largest, Integer(1) << scale) / (1 - beta)};
}

/// max_{j != i} |w.a_j| and max_k |w_k|, both over |w.a_i|.
std::pair<Rational, Rational> analysis_bounds(const Scaled& s, Count i, const Node& node) {
  const Sparse<Integer> w = cleared(node.vector(s.rows));
  Integer own = 0, above = 0, below = 1, entry = 0;
  for (Count j = 0; j < s.columns.size(); ++j) {
    const Integer value = abs(dot(w, s.columns[j]));
    if (j == i) own = value;
    if (j != i && value * below > above * s.low[j]) above = value, below = s.low[j];
  }
  if (own == 0) node.reject("a vector not orthogonal to its column");
  for (const auto& [k, value] : w) entry = std::max(entry, Integer(abs(value)));
  return {Rational(above * s.high[i], below * own), s.first * Rational(entry * s.high[i], s.unit * own)};
}

/// The lower bound of t_i from a null vector, or 0.
Rational null_vector_bound(const Scaled& s, Count i, const Node& node, const std::optional<Basis>& basis) {
  const Sparse<Integer> z = cleared(node.vector(s.columns.size()));
  std::vector<Integer> r(s.rows);
  Integer own = 0, rest = 0, residual = 0;
  for (const auto& [j, factor] : z) {
    for (const auto& [k, value] : s.columns[j])
      eval_multiply_add(r[k].backend(), value.backend(), factor.backend());
    (j == i ? own : rest) += abs(factor) * (j == i ? s.low[j] : s.high[j]);
  }
  for (const Integer& value : r) residual += abs(value);
  if (own == 0 || (residual != 0 && !basis)) return 0;
  if (residual == 0 && z.size() == 2) return 1;
  const Rational error = residual == 0 ? Rational(0) : Rational(Rational(residual * s.unit) * basis->gain);
  return std::max(Rational(0), Rational((Rational(own) - error) / (Rational(rest) + error)));
}

}  // namespace

Statement generalized_coherence(const Node& c) {
  const Scaled s = scaled(c["matrix"].matrix());
  const Count d = s.columns.size();
  const std::vector<Node> witnesses = c["witnesses"].list(d), null_vectors = c["null_vectors"].list(d),
                          lower = c["lower"].list(d), upper = c["upper"].list(d),
                          analysis = c["analysis"].list();
  const std::optional<Basis> basis = proven_basis(c["basis"], s);
  const bool independent = basis && basis->size == d;
  Rational mu_w = 0, c_w = 0;
  Count next = 0;
  for (Count i = 0; i < d; ++i) {
    auto bounds = analysis_bounds(s, i, witnesses[i]);
    const Rational above = independent ? Rational(0) : std::min(Rational(1), bounds.first);
    if (upper[i].number() < above) upper[i].reject("at least " + above.str());
    const Rational below = null_vector_bound(s, i, null_vectors[i], basis);
    if (lower[i].number() > below) lower[i].reject("at most " + below.str());
    if (next < analysis.size() && analysis[next].object(2)["column"].count() == i)
      bounds = analysis_bounds(s, i, analysis[next++]["vector"]);
    mu_w = std::max(mu_w, bounds.first), c_w = std::max(c_w, bounds.second);
  }
  require(next == analysis.size(), "analysis: expected increasing columns of the matrix");
  if (c["mu_w"].number() < mu_w) c["mu_w"].reject("at least " + mu_w.str());
  if (c["c_w"].number() < c_w) c["c_w"].reject("at least " + c_w.str());
  return Statement::fact_for_all;
}

std::vector<Rational> null_space_shares(const Node& c) {
  const Scaled s = scaled(c["matrix"].matrix());
  const std::vector<Node> witnesses = c["witnesses"].list(s.columns.size());
  std::vector<Rational> shares;
  for (Count i = 0; i < witnesses.size(); ++i) {
    const Rational t = std::min(Rational(1), analysis_bounds(s, i, witnesses[i]).first);
    shares.push_back(t / (1 + t));
  }
  return shares;
}

Statement null_space_property(const Node& c) {
  std::vector<Rational> shares = null_space_shares(c);
  const Count d = shares.size(), sparsity = c["sparsity"].count(1, d);
  const bool recovery = c["property"].word({"l1_recovery", "uniqueness"}) == "l1_recovery";
  const Count most = std::min(d, recovery ? sparsity : 2 * sparsity);
  std::ranges::sort(shares, std::greater{});
  Rational sum = 0;
  for (Count i = 0; i < most; ++i) sum += shares[i];
  require(sum < (recovery ? Rational(1, 2) : Rational(1)), "witnesses: expected the " + std::to_string(most) +
                                                               " largest shares to sum below " +
                                                               (recovery ? "1/2" : "1"));
  return Statement::holds_for_all;
}

}  // namespace dsc::check
