#include <algorithm>
#include <set>

#include "oracle.h"

namespace dsc::oracle {
namespace {

using boost::multiprecision::cpp_int;

Q magnitude(const Q& x) { return x < 0 ? Q(-x) : x; }

/// The ends of an enclosure of sqrt(x), equal where it is rational.
std::pair<Q, Q> root(const Q& x) {
  const cpp_int p = numerator(x), q = denominator(x), root_p = sqrt(p), root_q = sqrt(q);
  if (root_p * root_p == p && root_q * root_q == q) return {Q(root_p, root_q), Q(root_p, root_q)};
  const cpp_int grid = cpp_int(1) << 400;  // sqrt(p/q) = sqrt(p q)/q
  const cpp_int below = sqrt(cpp_int(p * q * grid * grid));
  return {Q(below, q * grid), Q(below + 1, q * grid)};
}

/// Column j times the least common denominator of its entries, and |M_j|/|M_0| from both sides.
struct Scaled {
  Dense m;
  Column low, high;
  Q first;
};

Scaled scaled(Dense d) {
  Scaled s;
  for (Column& column : d.columns) {
    cpp_int common = 1;
    for (const Q& v : column) common = lcm(common, denominator(v));
    for (Q& v : column) v *= common;
    expect(nonzeros(column) > 0);
  }
  const Q square = dot(d.columns[0], d.columns[0]);
  for (const Column& column : d.columns) {
    const auto [low, high] = root(dot(column, column) / square);
    s.low.push_back(low), s.high.push_back(high);
  }
  s.first = root(square).second;
  s.m = std::move(d);
  return s;
}

struct Basis {
  std::size_t size;
  Q gain;
};

std::optional<Basis> read_basis(const Json& list, const Scaled& s) {
  expect(list.is_array() && list.size() <= 1);
  if (list.empty()) return std::nullopt;
  const Json& b = list[0];
  expect(b.is_object() && b.size() == 5);
  for (const char* key : {"columns", "rows", "scale", "inverse", "relations"}) expect(b.contains(key));
  expect(b["rows"].is_array());
  const std::size_t size = b["rows"].size(), scale = read_count(b["scale"]);
  const auto rows = read_counts(b["rows"], size, 0), columns = read_counts(b["columns"], size, 0);
  expect(scale <= 1'000'000 && std::ranges::is_sorted(rows) &&
         std::ranges::adjacent_find(rows) == rows.end());
  for (const std::size_t i : rows) expect(i < s.m.rows);
  for (const std::size_t j : columns) expect(j < s.m.columns.size());
  const Q power = Q(cpp_int(1) << scale);
  std::vector<Column> r;
  expect(b["inverse"].is_array() && b["inverse"].size() == size);
  for (const Json& row : b["inverse"]) {
    r.push_back(read_vector(row, size));
    for (Q& v : r.back()) {
      expect(denominator(v) == 1);
      v /= power;
    }
  }
  Q beta = 0, gain = 0;
  for (std::size_t j = 0; j < size; ++j) {
    Q sum = 0, weight = 0;
    for (std::size_t k = 0; k < size; ++k) {
      Q product = 0;
      for (std::size_t l = 0; l < size; ++l) product += r[k][l] * s.m.columns[columns[j]][rows[l]];
      const Q unit = k == j ? 1 : 0;
      sum += std::max(magnitude(unit - product / s.low[columns[j]]),
                      magnitude(unit - product / s.high[columns[j]]));
      weight += magnitude(r[k][j]);
    }
    beta = std::max(beta, sum), gain = std::max(gain, weight);
  }
  if (beta >= 1) return Basis{size, -1};
  expect(b["relations"].is_array() && b["relations"].size() == s.m.rows - size);
  std::size_t next = 0;
  for (std::size_t i = 0; i < s.m.rows; ++i) {
    if (std::ranges::binary_search(rows, i)) continue;
    const Column relation = read_vector(b["relations"][next++], s.m.rows);
    for (std::size_t k = 0; k < s.m.rows; ++k) {
      expect(denominator(relation[k]) == 1);
      if (k == i) expect(relation[k] != 0);
      if (k != i && !std::ranges::binary_search(rows, k)) expect(relation[k] == 0);
    }
    for (const Column& column : s.m.columns) expect(dot(relation, column) == 0);
  }
  return Basis{size, gain / (1 - beta)};
}

/// max |w.a_j| and max |w_k| over |w.a_i|, from above; none where w.a_i = 0.
std::optional<std::pair<Q, Q>> from_above(const Scaled& s, std::size_t i, const Column& w) {
  const Q own = magnitude(dot(w, s.m.columns[i]));
  if (own == 0) return std::nullopt;
  Q largest = 0, entry = 0;
  for (std::size_t j = 0; j < s.m.columns.size(); ++j) {
    if (j != i)
      largest = std::max(largest, Q(magnitude(dot(w, s.m.columns[j])) / s.low[j] * s.high[i] / own));
  }
  for (const Q& v : w) entry = std::max(entry, Q(magnitude(v) * s.first * s.high[i] / own));
  return std::pair{largest, entry};
}

Q from_below(const Scaled& s, std::size_t i, const Column& z, const std::optional<Basis>& basis) {
  Q residual = 0, rest = 0;
  for (const Q& v : times(s.m, z)) residual += magnitude(v);
  if (z[i] == 0 || (residual != 0 && !basis)) return 0;
  if (residual == 0 && nonzeros(z) == 2) return 1;
  const Q error = residual == 0 ? Q(0) : Q(basis->gain * residual);
  for (std::size_t j = 0; j < z.size(); ++j) rest += j == i ? Q(0) : Q(magnitude(z[j]) * s.high[j]);
  return std::max(Q(0), Q((magnitude(z[i]) * s.low[i] - error) / (rest + error)));
}

}  // namespace

bool generalized_coherence(const Json& c) {
  const Scaled s = scaled(read_matrix(c["matrix"]));
  const std::size_t d = s.m.columns.size();
  for (const char* key : {"witnesses", "null_vectors", "lower", "upper"})
    expect(c[key].is_array() && c[key].size() == d);
  const std::optional<Basis> basis = read_basis(c["basis"], s);
  if (basis && basis->gain < 0) return false;
  expect(c["analysis"].is_array());
  std::vector<std::optional<Column>> analysis(d);
  std::size_t least = 0;
  for (const Json& item : c["analysis"]) {
    expect(item.is_object() && item.size() == 2 && item.contains("column") && item.contains("vector"));
    const std::size_t column = read_count(item["column"]);
    expect(column >= least && column < d);
    least = column + 1;
    analysis[column] = read_vector(item["vector"], s.m.rows);
  }
  Q mu_w = 0, c_w = 0;
  bool proven = true;
  for (std::size_t i = 0; i < d; ++i) {
    const Column witness = read_vector(c["witnesses"][i], s.m.rows);
    const auto above = from_above(s, i, witness), chosen = from_above(s, i, analysis[i].value_or(witness));
    if (!above || !chosen) return false;
    const bool independent = basis && basis->size == d;
    proven = proven && (independent ? Q(0) : std::min(Q(1), above->first)) <= read_number(c["upper"][i]);
    proven =
        proven && read_number(c["lower"][i]) <= from_below(s, i, read_vector(c["null_vectors"][i], d), basis);
    mu_w = std::max(mu_w, chosen->first), c_w = std::max(c_w, chosen->second);
  }
  return proven && mu_w <= read_number(c["mu_w"]) && c_w <= read_number(c["c_w"]);
}

bool null_space_property(const Json& c) {
  const Scaled s = scaled(read_matrix(c["matrix"]));
  const std::size_t d = s.m.columns.size(), sparsity = read_count(c["sparsity"]);
  const bool recovery = read_word(c["property"], {"l1_recovery", "uniqueness"}) == 0;
  expect(c["witnesses"].is_array() && c["witnesses"].size() == d && sparsity >= 1 && sparsity <= d);
  std::multiset<Q> shares;
  bool known = true;
  for (std::size_t i = 0; i < d; ++i) {
    const auto above = from_above(s, i, read_vector(c["witnesses"][i], s.m.rows));
    known = known && above;
    const Q t = above ? std::min(Q(1), above->first) : Q(1);
    shares.insert(t / (t + 1));
  }
  Q sum = 0;
  std::size_t taken = 0;
  for (auto share = shares.rbegin(); share != shares.rend() && taken < (recovery ? 1 : 2) * sparsity;
       ++share, ++taken)
    sum += *share;
  return known && (recovery ? sum + sum : sum) < 1;
}

}  // namespace dsc::oracle
