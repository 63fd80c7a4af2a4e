#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "oracle.h"

namespace dsc::oracle {
namespace {

/// 300 digits: two sides that agree to 250 of them are equal for certificates as small as the samples.
using Real = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<300>>;

Real to_real(const Q& q) { return Real(numerator(q)) / Real(denominator(q)); }

/// -1, 0 or 1.
int compare(const Real& x, const Real& y) {
  const Real gap = x - y, size = std::max({Real(1e-100), Real(abs(x)), Real(abs(y))});
  if (abs(gap) < size * pow(Real(10), -250)) return 0;
  return gap < 0 ? -1 : 1;
}

}  // namespace

bool stability(const Json& c) {
  const std::vector<Dense> layers = read_layers(c["layers"], 1);
  const std::size_t depth = layers.size();
  const std::vector<std::size_t> sparsity = read_counts(c["sparsity"], depth, 1);
  std::vector<Column> z(depth + 1), w(depth + 1);
  z[depth] = read_vector(c["code"], layers.back().columns.size());
  for (std::size_t j = depth; j-- > 0;) z[j] = times(layers[j], z[j + 1]);
  w[0] = read_vector(c["perturbed_signal"], layers[0].rows);
  for (const char* key : {"perturbed", "noise_squared", "error_squared"}) {
    expect(c[key].is_array() && c[key].size() == depth + (std::string(key) == "noise_squared" ? 1 : 0));
  }
  std::vector<Q> noise, error;
  for (const Json& item : c["noise_squared"]) noise.push_back(read_number(item));
  for (const Json& item : c["error_squared"]) error.push_back(read_number(item));
  const std::size_t form = read_word(c["form"], {"recursion", "input", "layers", "older"});
  const Q scale = read_number(c["scale"]);
  const bool holds = read_word(c["conclusion"], {"holds", "fails"}) == 0;
  for (std::size_t j = 1; j <= depth; ++j) {
    w[j] = read_vector(c["perturbed"][j - 1], layers[j - 1].columns.size());
  }

  std::vector<Q> units = {1};
  std::vector<Real> a = {0};
  const Column input = difference(w[0], z[0]);
  if (scale <= 0 || noise[0] != dot(input, input)) return false;
  for (std::size_t j = 1; j <= depth; ++j) {
    const Dense& layer = layers[j - 1];
    const Q norm = dot(layer.columns[0], layer.columns[0]);
    for (const Column& column : layer.columns) {
      if (dot(column, column) != norm) return false;
    }
    const std::optional<Q> mu = mu_squared(layer);
    const Q odd = 2 * Q(sparsity[j - 1]) - 1;
    if (!mu || odd * odd * *mu >= 1) return false;
    if (nonzeros(z[j]) > sparsity[j - 1] || nonzeros(w[j]) > sparsity[j - 1]) return false;
    units.push_back(units.back() * norm);
    const Column step = difference(w[j - 1], times(layer, w[j])), gap = difference(w[j], z[j]);
    if (noise[j] != units[j - 1] * dot(step, step) || error[j - 1] != units[j] * dot(gap, gap)) return false;
    a.push_back(1 - sqrt(to_real(odd * odd * *mu)));
  }
  const auto clean_from = [&](std::size_t j) {
    return std::all_of(noise.begin() + static_cast<std::ptrdiff_t>(j), noise.end(),
                       [](const Q& e) { return e == 0; });
  };
  if (form == 1 && !clean_from(1)) return false;
  if (form == 2 && noise[0] != 0) return false;
  if (form == 3 && (noise[1] > noise[0] || !clean_from(2))) return false;
  Real delta = sqrt(to_real(noise[0]));
  for (std::size_t j = 1; j <= depth; ++j) {
    const Real e = form == 1 || form == 3 ? Real(0) : Real(sqrt(to_real(noise[j])));
    delta = (e + delta) / sqrt(a[j]);
    const int order = compare(to_real(error[j - 1]), to_real(scale) * delta * delta);
    if (holds && order > 0) return false;
    if (!holds && j == depth) return order > 0;
  }
  return holds;
}

bool stability_envelope(const Json& c) {
  const std::vector<Dense> layers = read_layers(c["layers"], 1);
  const std::vector<std::size_t> sparsity = read_counts(c["sparsity"], layers.size(), 1);
  expect(c["gains"].is_array() && c["gains"].size() == layers.size());
  bool proven = true;
  for (std::size_t j = 0; j < layers.size(); ++j) {
    const std::vector<Column>& a = layers[j].columns;
    const Q gain = read_number(c["gains"][j]), norm = dot(a[0], a[0]);
    Q largest = 0;  // |a_i.a_k| = mu N
    for (std::size_t i = 0; i < a.size(); ++i) {
      proven = proven && dot(a[i], a[i]) == norm && norm != 0;
      for (std::size_t k = 0; k < i; ++k) largest = std::max(largest, Q(abs(dot(a[i], a[k]))));
    }
    const Q rest = norm - (2 * Q(sparsity[j]) - 1) * largest;
    proven = proven && a.size() > 1 && rest > 0 && gain * rest >= norm;
  }
  return proven;
}

bool stability_identity(const Json& c) {
  const std::size_t most = read_count(c["depth"]);
  if (most < 1 || most > 12) return false;
  // Two polynomials of so low a degree that agree at these points for every depth.
  for (int point = 2; point < 20; ++point) {
    Q delta = 0;
    for (std::size_t depth = 1; depth <= most; ++depth) {
      const auto root = [&](std::size_t j) { return Q(point * point + 7 * static_cast<int>(j), 3 + point); };
      const auto noise = [&](std::size_t j) { return Q(point + 5 * static_cast<int>(j * j), 11); };
      delta = (noise(depth) + delta) / root(depth);
      Q sum = 0;
      for (std::size_t k = 1; k <= depth; ++k) {
        Q term = noise(k);
        for (std::size_t j = k; j <= depth; ++j) term /= root(j);
        sum += term;
      }
      if (sum != delta) return false;
    }
  }
  return true;
}

}  // namespace dsc::oracle
