#include <algorithm>
#include <set>

#include "oracle.h"

namespace dsc::oracle {
namespace {

bool dual_proves(const Dense& a, const Column& signs, const Column& dual) {
  std::vector<Column> chosen;
  for (std::size_t j = 0; j < a.columns.size(); ++j) {
    const Q product = dot(a.columns[j], dual);
    if (signs[j] == 0) {
      if (product >= 1 || product <= -1) return false;
    } else {
      if ((signs[j] != 1 && signs[j] != -1) || product != signs[j]) return false;
      chosen.push_back(a.columns[j]);
    }
  }
  return !chosen.empty() && rank(chosen) == chosen.size();
}

Q l1_norm(const Column& x) {
  Q sum = 0;
  for (const Q& value : x) sum += value < 0 ? Q(-value) : value;
  return sum;
}

}  // namespace

bool coherence(const Json& c) {
  const Dense a = read_matrix(c["matrix"]);
  const Q stated = read_number(c["mu_squared"]);
  const std::vector<std::size_t> pair = read_counts(c["pair"], 2, 0);
  const std::optional<Q> largest = mu_squared(a);
  if (!largest || *largest != stated) return false;
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    for (std::size_t j = i + 1; j < a.columns.size(); ++j) {
      if (*mu_squared({a.rows, {a.columns[i], a.columns[j]}}) == stated) {
        return pair == std::vector<std::size_t>{i, j};
      }
    }
  }
  return false;
}

bool independence(const Json& c) {
  const Dense a = read_matrix(c["matrix"]);
  const std::size_t k = read_count(c["columns"]);
  const bool dominance = read_word(c["method"], {"dominance", "exhaustive"}) == 0;
  if (k < 1 || k > a.columns.size() || !every_set_independent(a, k)) return false;
  if (!dominance || k == 1) return true;
  const std::optional<Q> mu = mu_squared(a);
  return mu && Q(k - 1) * Q(k - 1) * *mu < 1;
}

bool l1_unique(const Json& c) {
  const Dense a = read_matrix(c["matrix"]);
  return dual_proves(a, read_vector(c["signs"], a.columns.size()), read_vector(c["dual"], a.rows));
}

bool l1_recovery(const Json& c) {
  const Dense a = read_matrix(c["matrix"]);
  const std::size_t s = read_count(c["sparsity"]);
  std::set<Column> wanted;  // all sign vectors on s columns whose first sign is 1
  for (const std::vector<std::size_t>& set : subsets(a.columns.size(), s)) {
    for (std::size_t bits = 0; s > 0 && bits < (std::size_t{1} << (s - 1)); ++bits) {
      Column signs(a.columns.size());
      for (std::size_t k = 0; k < s; ++k) signs[set[k]] = k > 0 && (bits >> (k - 1) & 1) != 0 ? -1 : 1;
      wanted.insert(signs);
    }
  }
  expect(c["duals"].is_array());
  std::set<Column> found;
  for (const Json& item : c["duals"]) {
    expect(item.is_object() && item.size() == 2 && item.contains("signs") && item.contains("dual"));
    const Column signs = read_vector(item["signs"], a.columns.size());
    if (!dual_proves(a, signs, read_vector(item["dual"], a.rows)) || !found.insert(signs).second)
      return false;
  }
  return s >= 1 && s <= a.columns.size() && found == wanted;
}

bool l1_counterexample(const Json& c) {
  const Dense a = read_matrix(c["matrix"]);
  const Column code = read_vector(c["code"], a.columns.size()),
               rival = read_vector(c["rival"], a.columns.size());
  const std::size_t hypothesis = read_word(c["hypothesis"], {"coherence_bound", "equality", "none"});
  const bool equal_norms = read_word(c["columns"], {"any", "equal_norms"}) == 1;
  const std::optional<Q> mu = mu_squared(a);
  if (nonzeros(code) == 0 || code == rival || times(a, code) != times(a, rival)) return false;
  const bool norms = std::all_of(a.columns.begin(), a.columns.end(), [&](const Column& column) {
    return !equal_norms || dot(column, column) == dot(a.columns[0], a.columns[0]);
  });
  if (!norms || l1_norm(rival) > l1_norm(code)) return false;
  if (hypothesis == 2) return true;
  if (!mu || rank(a.columns) != a.rows) return false;
  const Q odd = 2 * Q(nonzeros(code)) - 1, load = odd * odd * *mu;
  return hypothesis == 0 ? load < 1 : load <= 1;
}

}  // namespace dsc::oracle
