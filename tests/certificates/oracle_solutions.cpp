#include <algorithm>
#include <set>

#include "oracle.h"

namespace dsc::oracle {
namespace {

using Supports = std::vector<std::vector<std::size_t>>;

/// x_1, …, x_J.
std::vector<Column> chain(const std::vector<Dense>& layers, const Column& deepest) {
  std::vector<Column> codes = {deepest};
  for (std::size_t j = layers.size(); j-- > 1;) codes.insert(codes.begin(), times(layers[j], codes.front()));
  return codes;
}

/// Determinant by expansion along the first column: only for tiny matrices.
Q determinant(const std::vector<Column>& columns) {
  if (columns.empty()) return 1;
  Q sum = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::vector<Column> minor(columns.begin() + 1, columns.end());
    for (Column& column : minor) column.erase(column.begin() + static_cast<std::ptrdiff_t>(i));
    sum += (i % 2 == 0 ? 1 : -1) * columns[0][i] * determinant(minor);
  }
  return sum;
}

/// The x with A_S x = y by Cramer's rule on the normal equations; the columns in S are independent.
std::optional<Column> solve(const Dense& a, const std::vector<std::size_t>& set, const Column& y) {
  std::vector<Column> gram;
  Column right;
  for (const std::size_t i : set) {
    gram.emplace_back();
    for (const std::size_t k : set) gram.back().push_back(dot(a.columns[i], a.columns[k]));
    right.push_back(dot(a.columns[i], y));
  }
  Column x(a.columns.size());
  for (std::size_t k = 0; k < set.size(); ++k) {
    std::vector<Column> replaced = gram;
    replaced[k] = right;
    x[set[k]] = determinant(replaced) / determinant(gram);
  }
  if (times(a, x) != y) return {};
  return x;
}

/// F of equation (2), or G: rows as the statement lists them.
Dense stack(const std::vector<Dense>& layers, const Supports& supports, bool with_signal) {
  Dense result{0, std::vector<Column>(supports.back().size())};
  for (std::size_t j = with_signal ? 0 : 1; j < layers.size(); ++j) {
    Dense product = layers[j];  // A_{j+1} … A_J, in the counting of the statement
    for (std::size_t k = j + 1; k < layers.size(); ++k) product = times(product, layers[k]);
    for (std::size_t row = 0; row < product.rows; ++row) {
      const bool on = j > 0 && std::count(supports[j - 1].begin(), supports[j - 1].end(), row) > 0;
      if (on) continue;
      ++result.rows;
      for (std::size_t k = 0; k < supports.back().size(); ++k) {
        result.columns[k].push_back(product.columns[supports.back()[k]][row]);
      }
    }
  }
  return result;
}

Column on(const std::vector<std::size_t>& set, const Column& x) {
  Column result;
  for (const std::size_t i : set) result.push_back(x[i]);
  return result;
}

}  // namespace

bool two_solutions(const Json& c) {
  const std::vector<Dense> layers = read_layers(c["layers"], 1);
  const std::vector<std::size_t> sparsity = read_counts(c["sparsity"], layers.size(), 1);
  const Column y = read_vector(c["signal"], layers[0].rows);
  expect(c["codes"].is_array() && c["codes"].size() == 2);
  const bool equality = read_word(c["hypothesis"], {"none", "equality"}) == 1;
  std::vector<Column> deepest;
  for (const Json& code : c["codes"]) {
    deepest.push_back(read_vector(code, layers.back().columns.size()));
    const std::vector<Column> x = chain(layers, deepest.back());
    if (times(layers[0], x[0]) != y) return false;
    for (std::size_t j = 0; j < layers.size(); ++j) {
      if (nonzeros(x[j]) > sparsity[j]) return false;
    }
  }
  for (std::size_t j = 0; equality && j < layers.size(); ++j) {
    const std::optional<Q> mu = mu_squared(layers[j]);
    const Q odd = 2 * Q(sparsity[j]) - 1;
    if (!mu || odd * odd * *mu > 1) return false;
  }
  return deepest[0] != deepest[1];
}

bool solutions(const Json& c) {
  const std::vector<Dense> layers = read_layers(c["layers"], 1);
  const std::vector<std::size_t> sparsity = read_counts(c["sparsity"], layers.size(), 1);
  std::set<Column> reached = {read_vector(c["signal"], layers[0].rows)};
  const Column code = read_vector(c["code"], layers.back().columns.size());
  for (std::size_t j = 0; j < layers.size(); ++j) {
    if (sparsity[j] > layers[j].columns.size() || !every_set_independent(layers[j], sparsity[j]))
      return false;
    std::set<Column> next;
    for (const std::vector<std::size_t>& set : subsets(layers[j].columns.size(), sparsity[j])) {
      for (const Column& y : reached) {
        if (const std::optional<Column> x = solve(layers[j], set, y)) next.insert(*x);
      }
    }
    reached = next;
  }
  return reached == std::set<Column>{code};
}

bool known_support(const Json& c) {
  const std::vector<Dense> layers = read_layers(c["layers"], 2);
  const Column code = read_vector(c["code"], layers.back().columns.size());
  expect(c["supports"].is_array() && c["supports"].size() == layers.size());
  Supports supports;
  for (const Json& item : c["supports"]) {
    supports.push_back(read_counts(item, item.size(), 0));
    const std::set<std::size_t> set(supports.back().begin(), supports.back().end());
    expect(std::vector<std::size_t>(set.begin(), set.end()) == supports.back());
    expect(set.empty() || *set.rbegin() < layers[supports.size() - 1].columns.size());
  }
  const std::size_t f_rank = read_count(c["rank"]), g_rank = read_count(c["signal_rank"]);
  const bool holds = read_word(c["conclusion"], {"holds", "fails"}) == 0;
  if (nonzeros(code) == 0 || supports.back() != support(code)) return false;
  const Dense f = stack(layers, supports, false);
  if (rank(f.columns) != f_rank || rank(stack(layers, supports, true).columns) != g_rank) return false;
  const bool vanishes = nonzeros(times(f, on(supports.back(), code))) == 0;
  if (!holds) return !vanishes;
  const std::vector<Column> x = chain(layers, code);
  for (std::size_t j = 0; j < layers.size(); ++j) {
    if (supports[j] != support(x[j])) return false;
  }
  return vanishes;
}

bool stacked_stability(const Json& c) {
  const std::vector<Dense> layers = read_layers(c["layers"], 2);
  const Column code = read_vector(c["code"], layers.back().columns.size());
  const Column perturbed = read_vector(c["perturbed"], layers.back().columns.size());
  const bool with_signal = read_word(c["stack"], {"features", "features_and_signal"}) == 1;
  const bool measured = read_word(c["norms"], {"assumed_one", "measured"}) == 1;
  const std::size_t conclusion = read_word(c["conclusion"], {"holds", "fails", "vacuous"});
  if (nonzeros(code) == 0 || code == perturbed) return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == 0 && perturbed[i] != 0) return false;
  }
  Supports supports;
  for (const Column& x : chain(layers, code)) supports.push_back(support(x));
  const std::vector<std::size_t>& s = supports.back();
  const Dense m = stack(layers, supports, with_signal);
  Q n_squared = dot(m.columns[0], m.columns[0]);
  for (const Column& column : m.columns) n_squared = std::min(n_squared, dot(column, column));
  const Q odd = 2 * Q(s.size()) - 1, mu = m.columns.size() == 1 ? Q(0) : mu_squared(m).value_or(2);
  if (n_squared == 0 || odd * odd * mu >= 1) return conclusion == 2;
  // n^2 |z|^2 (1 - q) <= e^2 with q = (2s-1) mu >= 0, that is q >= 1 - e^2 / (n^2 |z|^2).
  const Column z = on(s, difference(code, perturbed)), mz = times(m, z);
  const Q least = 1 - dot(mz, mz) / ((measured ? n_squared : Q(1)) * dot(z, z));
  const bool holds = least <= 0 || least * least <= odd * odd * mu;
  return conclusion == (holds ? 0 : 1);
}

}  // namespace dsc::oracle
