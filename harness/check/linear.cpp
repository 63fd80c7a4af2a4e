#include "harness/check/linear.h"

#include <algorithm>

namespace dsc::check {

using namespace certificate;

Sparse<Integer> cleared(const Vector& v) {
  Integer common = 1;
  for (const auto& [i, value] : v) common = lcm(common, Integer(denominator(value)));
  Sparse<Integer> result;
  for (const auto& [i, value] : v) result.emplace_back(i, numerator(value) * (common / denominator(value)));
  return result;
}

Rational root(const Rational& q, int end) {
  const Integer p = numerator(q), d = denominator(q), root_p = sqrt(p), root_d = sqrt(d);
  if (root_p * root_p == p && root_d * root_d == d) return Rational(root_p, root_d);
  const Count shift = 256 + (msb(d) > msb(p) ? (msb(d) - msb(p)) / 2 + 1 : 0);
  return Rational(Integer(sqrt(Integer((p << (2 * shift)) / d)) + end), Integer(1) << shift);
}

Coherence mutual_coherence(const std::vector<Vector>& atoms) {
  require(atoms.size() >= 2, "mu: expected two columns or more, found one");
  std::vector<Sparse<Integer>> columns;  // mu does not change with the scale of a column
  std::vector<Integer> squares;
  for (const Vector& atom : atoms) {
    require(!atom.empty(), "mu: expected no zero column, found column " + std::to_string(columns.size()));
    columns.push_back(cleared(atom));
    squares.push_back(dot(columns.back(), columns.back()));
  }
  Coherence best{0, 0, 1};
  Integer above = 0, below = 1;
  for (Count i = 0; i < columns.size(); ++i) {
    for (Count j = i + 1; j < columns.size(); ++j) {
      const Integer product = dot(columns[i], columns[j]);
      if (product == 0 || product * product * below <= above * (squares[i] * squares[j])) continue;
      above = product * product, below = squares[i] * squares[j];
      best.i = i, best.j = j;
    }
  }
  best.squared = Rational(above, below);
  return best;
}

Rational coherence_load(Count s, const Rational& mu_squared) {
  const Rational factor(Integer(2 * Integer(s) - 1));
  return factor * factor * mu_squared;
}

Sparse<Integer> Elimination::reduced(const Vector& v) const {
  Sparse<Integer> rest = cleared(v);
  for (const Sparse<Integer>& step : echelon_) {
    const auto at =
        std::ranges::lower_bound(rest, step[0].first, {}, [](const auto& entry) { return entry.first; });
    if (at == rest.end() || at->first != step[0].first) continue;
    rest = combination<Integer>({{step[0].second, &rest}, {-at->second, &step}});
    Integer content = 0;
    for (auto entry = rest.begin(); entry != rest.end() && content != 1; ++entry)
      content = gcd(content, entry->second);
    for (auto& [i, value] : rest) value /= content;
  }
  return rest;
}

bool Elimination::push(const Vector& v) {
  Sparse<Integer> rest = reduced(v);
  if (rest.empty() || rest[0].first >= rows_) return false;
  echelon_.push_back(std::move(rest));
  return true;
}

Count rank(const std::vector<Vector>& atoms) {
  Elimination elimination;
  for (const Vector& atom : atoms) elimination.push(atom);
  return elimination.rank();
}

Count affordable_subsets(Count n, Count k) {
  Integer count = 1;
  for (Count i = 0; i < std::min(k, n - k); ++i) {
    count = count * (n - i) / (i + 1);
    require(count <= 5'000'000, "expected at most 5000000 sets of columns, found more");
  }
  return Count(count);
}

void for_each_subset(const std::vector<Vector>& atoms, Count rows, Count k,
                     const std::function<void(const Elimination&)>& visit) {
  require(k <= atoms.size(), "expected " + std::to_string(k) + " columns or more");
  affordable_subsets(atoms.size(), k);
  Elimination entered(rows);
  std::vector<Count> chosen;
  for (Count next = 0;;) {
    if (chosen.size() < k && next + (k - chosen.size()) <= atoms.size()) {
      require(
          entered.push(atoms[next]),
          "expected independent columns, found one that depends on earlier ones: " + std::to_string(next));
      chosen.push_back(next++);
    } else {
      if (chosen.size() == k) visit(entered);
      if (chosen.empty()) return;
      next = chosen.back() + 1;
      chosen.pop_back(), entered.pop();
    }
  }
}

}  // namespace dsc::check
