#include <algorithm>

#include "oracle.h"

namespace dsc::oracle {

Q dot(const Column& x, const Column& y) {
  Q sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * y[i];
  return sum;
}

Column times(const Dense& a, const Column& x) {
  Column result(a.rows);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < x.size(); ++j) result[i] += a.columns[j][i] * x[j];
  }
  return result;
}

Dense times(const Dense& a, const Dense& b) {
  Dense result{a.rows, {}};
  for (const Column& column : b.columns) result.columns.push_back(times(a, column));
  return result;
}

Column difference(const Column& x, const Column& y) {
  Column result(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) result[i] = x[i] - y[i];
  return result;
}

std::size_t nonzeros(const Column& x) { return support(x).size(); }

std::vector<std::size_t> support(const Column& x) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] != 0) result.push_back(i);
  }
  return result;
}

std::size_t rank(std::vector<Column> columns) {
  std::size_t found = 0;
  const std::size_t rows = columns.empty() ? 0 : columns[0].size();
  for (std::size_t row = 0; row < rows && found < columns.size(); ++row) {
    std::size_t pivot = found;
    while (pivot < columns.size() && columns[pivot][row] == 0) ++pivot;
    if (pivot == columns.size()) continue;
    std::swap(columns[found], columns[pivot]);
    for (std::size_t k = found + 1; k < columns.size(); ++k) {
      const Q factor = columns[k][row] / columns[found][row];
      for (std::size_t i = row; i < rows; ++i) columns[k][i] -= factor * columns[found][i];
    }
    ++found;
  }
  return found;
}

std::vector<std::vector<std::size_t>> subsets(std::size_t n, std::size_t k) {
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t bits = 0; bits < (std::size_t{1} << n); ++bits) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < n; ++i) {
      if ((bits >> i & 1) != 0) chosen.push_back(i);
    }
    if (chosen.size() == k) result.push_back(chosen);
  }
  return result;
}

bool every_set_independent(const Dense& a, std::size_t k) {
  const auto sets = subsets(a.columns.size(), k);
  return std::all_of(sets.begin(), sets.end(), [&](const std::vector<std::size_t>& set) {
    std::vector<Column> chosen;
    for (const std::size_t i : set) chosen.push_back(a.columns[i]);
    return rank(chosen) == k;
  });
}

std::optional<Q> mu_squared(const Dense& a) {
  if (a.columns.size() < 2) return {};
  Q largest = 0;
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    if (nonzeros(a.columns[i]) == 0) return {};
    for (std::size_t j = 0; j < i; ++j) {
      const Q product = dot(a.columns[i], a.columns[j]);
      const Q value = product * product / (dot(a.columns[i], a.columns[i]) * dot(a.columns[j], a.columns[j]));
      largest = std::max(largest, value);
    }
  }
  return largest;
}

}  // namespace dsc::oracle
