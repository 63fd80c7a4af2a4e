#include <algorithm>

#include "oracle.h"

namespace dsc::oracle {
namespace {

Q half_to_the(std::size_t exponent) {
  return Q(1, boost::multiprecision::cpp_int(1) << static_cast<unsigned>(exponent));
}

Q magnitude(const Q& v) { return v < 0 ? Q(-v) : v; }

Q largest(const std::vector<Column>& columns) {
  Q result = 0;
  for (const Column& column : columns)
    for (const Q& v : column) result = std::max(result, magnitude(v));
  return result;
}

void add(Column& x, const Q& factor, const Column& y) {
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += factor * y[i];
}

Dense plain_matrix(const Json& value) {
  expect(value.is_object() && !value.contains("product"));
  return read_matrix(value);
}

/// One sublayer on the tokens. Whether every head looked where it was aimed.
bool attend(const Json& layer, std::size_t a, std::vector<Column>& tokens) {
  expect(layer["offsets"].is_array() && layer["values"].is_array() &&
         layer["offsets"].size() == layer["values"].size());
  const std::size_t n = tokens.size(), channels = tokens[0].size();
  const std::vector<Column> before = tokens;
  bool aimed = true;
  for (std::size_t h = 0; h < layer["offsets"].size(); ++h) {
    const std::size_t offset = read_count(layer["offsets"][h]);
    const Dense value = plain_matrix(layer["values"][h]);
    expect(offset <= n && value.rows == channels && value.columns.size() == channels);
    for (std::size_t q = 0; q < n; ++q) {
      const std::size_t target = q + offset;
      Column mix(channels);
      Q sum = 0;
      for (std::size_t j = 0; j < n; ++j) {
        const std::size_t away = std::max(j, target) - std::min(j, target);
        sum += half_to_the(a * away * away);
        add(mix, half_to_the(a * away * away), before[j]);
      }
      add(tokens[q], 1 / sum, times(value, mix));
      if (target < n && 1 / sum < 1 - Q(n - 1) * half_to_the(a)) aimed = false;
    }
  }
  return aimed;
}

void think(const Json& layer, std::vector<Column>& tokens) {
  const Dense inner = plain_matrix(layer["inner"]), outer = plain_matrix(layer["outer"]);
  const Column bias = read_vector(layer["bias"], inner.rows);
  expect(inner.columns.size() == tokens[0].size() && outer.rows == tokens[0].size() &&
         outer.columns.size() == inner.rows);
  for (Column& token : tokens) {
    Column hidden = times(inner, token);
    for (std::size_t i = 0; i < hidden.size(); ++i) hidden[i] = std::max(Q(hidden[i] + bias[i]), Q(0));
    add(token, 1, times(outer, hidden));
  }
}

}  // namespace

bool attention(const Json& c) {
  const Dense d = read_matrix(c["matrix"]), w = read_matrix(c["analysis"]);
  const std::size_t n = d.rows, atoms = d.columns.size(), a = read_count(c["sharpness"]);
  expect(w.rows == n && w.columns.size() == atoms && n <= 64 && a >= 1 && a * 4 * n * n <= 100'000);
  const Column code = read_vector(c["code"], atoms), y = times(d, code);
  const std::size_t channels = read_count(c["channels"]);
  expect(channels > atoms && channels <= 4096);
  const bool holds = read_word(c["conclusion"], {"holds", "fails"}) == 0;
  std::vector<Column> tokens(n, Column(channels));
  for (std::size_t q = 0; q < n; ++q) tokens[q][0] = y[q];
  std::size_t attentions = 0, feed_forwards = 0;
  bool aimed = true;
  expect(c["layers"].is_array());
  for (const Json& layer : c["layers"]) {
    expect(layer.is_object() && layer.contains("sublayer"));
    if (read_word(layer["sublayer"], {"attention", "feed_forward"}) == 0) {
      expect(layer.size() == 3 && layer.contains("offsets") && layer.contains("values"));
      aimed = attend(layer, a, tokens) && aimed;
      ++attentions;
    } else {
      expect(layer.size() == 4 && layer.contains("inner") && layer.contains("bias") &&
             layer.contains("outer"));
      think(layer, tokens);
      ++feed_forwards;
    }
  }
  if (feed_forwards == 0 || attentions % feed_forwards != 0) return false;
  Q mu = 0, error = 0;
  for (std::size_t i = 0; i < atoms; ++i) {
    for (std::size_t j = 0; j < atoms; ++j) {
      const Q product = dot(w.columns[i], d.columns[j]);
      if (i == j && product != 1) return false;
      if (i != j) mu = std::max(mu, magnitude(product));
    }
    error += magnitude(tokens[0][channels - atoms + i] - code[i]);
  }
  const Q s = nonzeros(code), size = largest({code});
  const Q noise =
      2 * Q(n) * Q(attentions / feed_forwards) * Q(n - 1) * half_to_the(a) * s * size * largest(d.columns);
  Q bound = s * size;
  for (std::size_t k = 0; k < feed_forwards; ++k)
    bound = (2 * s - 1) * mu * bound + 2 * s * largest(w.columns) * noise;
  return holds ? aimed && error <= bound : error > bound;
}

}  // namespace dsc::oracle
