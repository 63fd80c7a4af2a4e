#include <algorithm>

#include "oracle.h"

namespace dsc::oracle {
namespace {

Q relu(const Q& v) { return v > 0 ? v : Q(0); }

Q shrunk(const Q& v, const Q& theta) {
  if (v > theta) return v - theta;
  return v < -theta ? v + theta : Q(0);
}

std::vector<Q> read_thresholds(const Json& value) {
  expect(value.is_array() && !value.empty() && value.size() <= 64);
  std::vector<Q> thresholds;
  for (const Json& item : value) {
    thresholds.push_back(read_number(item));
    expect(thresholds.back() >= 0);
  }
  return thresholds;
}

struct Iteration {
  Dense d, w;
  std::vector<Q> thresholds;
};

Iteration read_iteration(const Json& c) {
  Iteration it{read_matrix(c["matrix"]), read_matrix(c["analysis"]), read_thresholds(c["thresholds"])};
  expect(it.d.rows == it.w.rows && it.d.columns.size() == it.w.columns.size());
  return it;
}

Column last_iterate(const Iteration& it, const Column& y) {
  Column x(it.d.columns.size());
  for (const Q& theta : it.thresholds) {
    const Column residual = difference(y, times(it.d, x));
    for (std::size_t j = 0; j < x.size(); ++j) x[j] = shrunk(x[j] + dot(it.w.columns[j], residual), theta);
  }
  return x;
}

struct Layer {
  std::size_t kernel, stride;
  bool vector;
  Dense weights;  ///< one column for each channel of the output
  Column bias;
};

/// h[channel][row][column]; one axis is a single row.
using Image = std::vector<std::vector<Column>>;

/// One layer by the formula of Definitions 3.1 and 3.2.
Image apply(const Layer& layer, std::size_t axes, Image h) {
  if (layer.vector) {
    expect(axes == 1 && h[0][0].size() == 1);
    Column entries;
    for (const auto& channel : h) entries.push_back(channel[0][0]);
    h = {{entries}};
  }
  const std::size_t s = layer.kernel, t = layer.stride, taps = axes == 1 ? s : s * s;
  expect(layer.weights.rows == h.size() * taps);
  const std::size_t columns = (h[0][0].size() - 1) / t + 1, rows = axes == 1 ? 1 : columns;
  Image out(layer.weights.columns.size(), std::vector<Column>(rows, Column(columns)));
  for (std::size_t l = 0; l < out.size(); ++l) {
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) {
        Q sum = layer.bias[l];
        for (std::size_t channel = 0; channel < h.size(); ++channel) {
          for (std::size_t a = 0; a < (axes == 1 ? 1 : s); ++a) {
            for (std::size_t b = 0; b < s; ++b) {
              const std::size_t row = i * t + a, column = j * t + b;
              if (row >= h[channel].size() || column >= h[channel][row].size()) continue;
              sum += layer.weights.columns[l][channel * taps + a * s + b] * h[channel][row][column];
            }
          }
        }
        out[l][i][j] = relu(sum);
      }
    }
  }
  return out;
}

struct Network {
  std::size_t axes, side;
  std::vector<Layer> layers;
  Dense read_out;

  Column operator()(const Column& y) const {
    Image h(1, std::vector<Column>(axes == 1 ? 1 : side, Column(side)));
    for (std::size_t i = 0; i < y.size(); ++i) h[0][axes == 1 ? 0 : i / side][i % side] = y[i];
    for (const Layer& layer : layers) h = apply(layer, axes, h);
    Column entries;
    for (const auto& channel : h)
      for (const Column& row : channel) entries.insert(entries.end(), row.begin(), row.end());
    expect(entries.size() == read_out.columns.size());
    return times(read_out, entries);
  }
  std::size_t weights() const {
    std::size_t count = 0;
    for (const Layer& layer : layers) count += layer.bias.size() * (layer.weights.rows + 1);
    return count;
  }
};

Network read_network(const Json& c, const Iteration& it) {
  Network network{read_count(c["axes"]), it.d.rows, {}, read_matrix(c["read_out"])};
  expect(network.axes == 1 || network.axes == 2);
  if (network.axes == 2) {
    network.side = 1;
    while (network.side * network.side < it.d.rows) ++network.side;
    expect(network.side * network.side == it.d.rows);
  }
  expect(network.read_out.rows == it.d.columns.size());
  expect(c["layers"].is_array() && !c["layers"].empty());
  for (const Json& item : c["layers"]) {
    expect(item.is_object() && item.size() == 5);
    for (const char* key : {"kernel", "stride", "input", "weights", "bias"}) expect(item.contains(key));
    expect(item["weights"].is_object() && !item["weights"].contains("product"));
    Layer layer{read_count(item["kernel"]),
                read_count(item["stride"]),
                read_word(item["input"], {"channels", "vector"}) == 1,
                read_matrix(item["weights"]),
                {}};
    expect(layer.kernel >= 2 && layer.kernel <= 4096 && layer.stride >= 1 && layer.stride <= 4096);
    layer.bias = read_vector(item["bias"], layer.weights.columns.size());
    network.layers.push_back(layer);
  }
  return network;
}

/// Signals of every size from a millionth to a million, zeros among their entries: two piecewise linear
/// functions as small as the samples' that agree on all of them are taken for equal.
std::vector<Column> probes(std::size_t size) {
  std::vector<Column> all;
  unsigned long state = 12345;
  const auto next = [&state] { return (state = state * 1103515245 + 12345) >> 16 & 0x7fff; };
  for (int k = 0; k < 80; ++k) {
    Column y(size);
    Q scale = Q(1, 1000000);
    for (unsigned long power = next() % 13; power > 0; --power) scale *= 10;
    for (Q& entry : y) entry = next() % 5 == 0 ? Q(0) : Q((Q(next()) - 16384) / 1000 * scale);
    all.push_back(y);
  }
  return all;
}

}  // namespace

bool network(const Json& c) {
  const Iteration it = read_iteration(c);
  const Network network = read_network(c, it);
  if (read_count(c["depth"]) != network.layers.size() || read_count(c["weights"]) != network.weights())
    return false;
  return std::ranges::all_of(probes(it.d.rows),
                             [&](const Column& y) { return network(y) == last_iterate(it, y); });
}

bool network_failure(const Json& c) {
  const Iteration it = read_iteration(c);
  const Column y = read_vector(c["signal"], it.d.rows);
  return read_network(c, it)(y) != last_iterate(it, y);
}

bool negative_iterate(const Json& c) {
  const Iteration it = read_iteration(c);
  const std::size_t entry = read_count(c["entry"]);
  return entry < it.d.columns.size() && last_iterate(it, read_vector(c["signal"], it.d.rows))[entry] < 0;
}

}  // namespace dsc::oracle
