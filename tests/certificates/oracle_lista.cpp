#include <algorithm>
#include <optional>

#include "oracle.h"

namespace dsc::oracle {

Q l1(const Column& x) {
  Q sum = 0;
  for (const Q& value : x) sum += abs(value);
  return sum;
}

Q max_size(const Column& x) {
  Q largest = 0;
  for (const Q& value : x) largest = std::max(largest, Q(abs(value)));
  return largest;
}

Dense cross(const Dense& a, const Dense& b) {
  Dense result{a.columns.size(), {}};
  for (const Column& column : b.columns) {
    result.columns.emplace_back();
    for (const Column& other : a.columns) result.columns.back().push_back(dot(other, column));
  }
  return result;
}

Dense read_analysis(const Json& value, const Dense& d) {
  if (value.is_string()) {
    const Q factor = read_number(value);
    Dense w = d;
    for (Column& column : w.columns) {
      for (Q& entry : column) entry *= factor;
    }
    return w;
  }
  Dense w = read_matrix(value);
  expect(w.rows == d.rows && w.columns.size() == d.columns.size());
  return w;
}

void expect_keys_of(const Json& value, const std::vector<std::string>& keys) {
  expect(value.is_object() && value.size() == keys.size());
  for (const std::string& key : keys) expect(value.contains(key));
}

Q read_not_negative(const Json& value) {
  const Q number = read_number(value);
  expect(number >= 0);
  return number;
}

bool hold_a_signal(const std::vector<Bounded>& layers) {
  for (std::size_t i = 0; i < layers.back().d.columns.size(); ++i) {
    Column x(layers.back().d.columns.size());
    x[i] = 1;
    bool fits = true, bounded = false;
    Q low = 0, high = 0;  // low < t <= high
    for (std::size_t j = layers.size(); j-- > 0; x = times(layers[j].d, x)) {
      if (nonzeros(x) > layers[j].sparsity) fits = false;
      for (const Q& v : x) {
        if (v == 0) continue;
        const Q size = abs(v), most = layers[j].most / size;
        high = bounded ? std::min(high, most) : most;
        bounded = true;
        low = std::max(low, Q(layers[j].least / size));
      }
    }
    if (fits && low < high) return true;
  }
  return false;
}

namespace {

struct Layer {
  Dense d, w;
  std::size_t sparsity;
  Q magnitude, noise, start, rate, drift, weight, offset;

  /// E_0, …, E_steps: rate^k start + (1 + rate + … + rate^(k-1)) drift.
  std::vector<Q> bounds(std::size_t steps) const {
    std::vector<Q> result;
    Q power = 1, sum = 0;
    for (std::size_t k = 0; k <= steps; ++k, sum += power, power *= rate)
      result.push_back(power * start + sum * drift);
    return result;
  }
};

std::vector<Layer> read_scheduled(const Json& c) {
  std::vector<Layer> layers;
  const std::vector<Dense> matrices = read_layers(c["layers"], 1);
  for (const char* key : {"analyses", "signals", "schedules"})
    expect(c[key].is_array() && c[key].size() == matrices.size());
  for (std::size_t j = 0; j < matrices.size(); ++j) {
    const Json &signals = c["signals"][j], &schedule = c["schedules"][j];
    expect_keys_of(signals, {"sparsity", "magnitude", "noise"});
    expect_keys_of(schedule, {"start", "rate", "drift", "weight", "offset"});
    layers.push_back({matrices[j], read_analysis(c["analyses"][j], matrices[j]),
                      read_count(signals["sparsity"]), read_not_negative(signals["magnitude"]),
                      read_not_negative(signals["noise"]), read_not_negative(schedule["start"]),
                      read_not_negative(schedule["rate"]), read_not_negative(schedule["drift"]),
                      read_not_negative(schedule["weight"]), read_not_negative(schedule["offset"])});
    expect(layers.back().sparsity >= 1);
  }
  expect(read_count(c["steps"]) <= 1000);
  return layers;
}

bool hold_signals(const std::vector<Layer>& layers) {
  std::vector<Bounded> classes;
  for (const Layer& layer : layers) classes.push_back({layer.d, layer.sparsity, layer.magnitude, 0});
  return hold_a_signal(classes);
}

bool normalised(const Dense& gram) {
  for (std::size_t i = 0; i < gram.rows; ++i) {
    if (gram.columns[i][i] != 1) return false;
  }
  return true;
}

/// Whether the schedule covers the noise level: exactly, or at least.
bool covers(const Layer& layer, const Q& level, bool exactly) {
  const Dense gram = cross(layer.w, layer.d);
  if (!normalised(gram) || layer.rate >= 1) return false;
  Q mu = 0, largest = 0;
  for (std::size_t j = 0; j < gram.rows; ++j) {
    largest = std::max(largest, max_size(layer.w.columns[j]));
    for (std::size_t i = 0; i < gram.rows; ++i) {
      if (i != j) mu = std::max(mu, Q(abs(gram.columns[j][i])));
    }
  }
  const Q s = layer.sparsity;
  const auto fits = [&](const Q& given, const Q& needed) {
    return exactly ? given == needed : given >= needed;
  };
  return fits(layer.start, s * layer.magnitude) && fits(layer.weight, mu) &&
         fits(layer.offset, largest * level) && fits(layer.rate, 2 * s * layer.weight - layer.weight) &&
         fits(layer.drift, 2 * s * layer.offset);
}

bool cover_input_errors(const std::vector<Layer>& layers, std::size_t steps) {
  for (std::size_t j = 0; j < layers.size(); ++j) {
    const Q input = j == 0 ? Q(0) : layers[j - 1].bounds(steps).back();
    if (!covers(layers[j], layers[j].noise + input, false)) return false;
  }
  return true;
}

/// rho(u - theta) - rho(-u - theta) by cases.
Q bent(const Q& u, const Q& theta, const Q& slope, const Q& floor) {
  Q sum = 0;
  for (const int side : {1, -1}) {
    const Q v = side * u - theta, line = slope * v;
    const Q below = line < -floor ? Q(-floor) : line > floor ? floor : line;
    sum += side * (v < 0 ? below : v);
  }
  return sum;
}

struct Bend {
  Q slope, floor, slack;
  bool lipschitz;
};

/// What the bounds add off the support, in each layer; none where a schedule does not cover its input error.
std::optional<std::vector<Q>> activation_extras(const std::vector<Layer>& layers, std::size_t steps,
                                                const Bend& bend) {
  if (bend.lipschitz && bend.slack != 0) return {};
  std::vector<Q> extras;
  Q input = 0;
  for (const Layer& layer : layers) {
    const Dense gram = cross(layer.w, layer.d);
    if (!normalised(gram) || layer.rate >= 1) return {};
    Q mu = 0, entry = 0;
    for (std::size_t j = 0; j < gram.rows; ++j) {
      entry = std::max(entry, max_size(layer.w.columns[j]));
      for (std::size_t i = 0; i < gram.rows; ++i)
        mu = std::max(mu, i == j ? Q(0) : Q(abs(gram.columns[j][i])));
    }
    const std::size_t d = layer.d.columns.size();
    const Q s = layer.sparsity, rest = layer.sparsity > d ? Q(0) : Q(d - layer.sparsity);
    extras.push_back(bend.lipschitz ? Q(0) : Q(rest * (bend.floor + bend.slack)));
    const Q times = bend.lipschitz ? Q(2 * s + 2 * abs(bend.slope) * rest) : Q(2 * s);
    const Q rate = bend.lipschitz ? Q(times * layer.weight) : Q((2 * s - 1) * layer.weight);
    if (layer.start < s * layer.magnitude || layer.weight < mu || layer.rate < rate ||
        layer.offset < entry * (layer.noise + input) + mu * extras.back() ||
        layer.drift < times * layer.offset + s * (bend.floor + bend.slack))
      return {};
    input = layer.bounds(steps).back() + extras.back();
  }
  return extras;
}

Q loss(const Dense& d, const Column& target, const Column& x, const Q& gamma) {
  const Column residual = difference(target, times(d, x));
  return dot(residual, residual) + gamma * l1(x);
}

}  // namespace

bool lista_envelope(const Json& c) {
  const std::vector<Layer> layers = read_scheduled(c);
  const std::size_t steps = read_count(c["steps"]);
  expect(c["errors"].is_array() && c["errors"].size() == layers.size());
  std::vector<Q> errors;
  for (const Json& item : c["errors"]) errors.push_back(read_number(item));
  if (!hold_signals(layers) || !cover_input_errors(layers, steps)) return false;
  for (std::size_t j = 0; j < layers.size(); ++j) {
    if (layers[j].bounds(steps).back() > errors[j]) return false;
  }
  return true;
}

bool activation_envelope(const Json& c) {
  const std::vector<Layer> layers = read_scheduled(c);
  const std::size_t steps = read_count(c["steps"]);
  expect_keys_of(c["activation"], {"slope", "floor"});
  const Bend bend{read_number(c["activation"]["slope"]), read_not_negative(c["activation"]["floor"]),
                  read_not_negative(c["step_error"]),
                  read_word(c["hypothesis"], {"lipschitz", "inexact"}) == 0};
  expect(c["errors"].is_array() && c["errors"].size() == layers.size());
  std::vector<Q> errors;
  for (const Json& item : c["errors"]) errors.push_back(read_number(item));
  const auto extras = activation_extras(layers, steps, bend);
  for (std::size_t j = 0; extras && j < layers.size(); ++j) {
    if (layers[j].bounds(steps).back() + (*extras)[j] > errors[j]) return false;
  }
  return extras.has_value() && hold_signals(layers);
}

bool lista_loss(const Json& c) {
  const std::vector<Layer> layers = read_scheduled(c);
  const std::size_t steps = read_count(c["steps"]);
  expect(c["losses"].is_array() && c["losses"].size() == layers.size());
  std::vector<Q> losses;
  for (const Json& item : c["losses"]) losses.push_back(read_number(item));
  const Q gamma = read_not_negative(c["gamma"]);
  if (!hold_signals(layers) || !cover_input_errors(layers, steps)) return false;
  for (std::size_t j = 0; j < layers.size(); ++j) {
    Q norm = 0;
    for (const Column& column : layers[j].d.columns) norm = std::max(norm, dot(column, column));
    const Q error = layers[j].bounds(steps).back();
    if (layers[j].noise != 0 || error * (norm * error + gamma) > losses[j]) return false;
  }
  return true;
}

bool lista_run(const Json& c) {
  const std::vector<Layer> layers = read_scheduled(c);
  const std::size_t depth = layers.size(), steps = read_count(c["steps"]);
  expect_keys_of(c["activation"], {"slope", "floor"});
  const Q slope = read_number(c["activation"]["slope"]), floor = read_not_negative(c["activation"]["floor"]),
          slack = read_not_negative(c["step_error"]), value = read_number(c["value"]),
          gamma = read_not_negative(c["gamma"]);
  for (const char* key : {"noise", "iterates"}) expect(c[key].is_array() && c[key].size() == depth);
  std::vector<Column> codes(depth + 1), noises(depth);
  codes[depth] = read_vector(c["code"], layers.back().d.columns.size());
  for (std::size_t j = depth; j-- > 0;) {
    noises[j] = read_vector(c["noise"][j], layers[j].d.rows);
    codes[j] = times(layers[j].d, codes[j + 1]);
    for (std::size_t i = 0; i < noises[j].size(); ++i) codes[j][i] += noises[j][i];
  }
  const std::size_t hypothesis =
      read_word(c["hypothesis"], {"none", "own_noise", "input_error", "lipschitz", "inexact"});
  const std::size_t conclusion =
      read_word(c["conclusion"], {"envelope", "bounded", "attains", "support_differs", "error_at_most",
                                  "error_above", "error_squared", "loss_above", "loss_below", "stuck"});

  std::vector<std::vector<Column>> runs;
  bool near = true;
  for (std::size_t j = 0; j < depth; ++j) {
    const Layer& layer = layers[j];
    const Json& stored = c["iterates"][j];
    expect(stored.is_array() && (stored.empty() || stored.size() == steps));
    const Column signal = j == 0 ? codes[0] : runs[j - 1].back();
    const Dense gram = cross(layer.w, layer.d);
    const std::vector<Q> bounds = layer.bounds(steps);
    runs.push_back({Column(layer.d.columns.size())});
    for (std::size_t k = 0; k < steps; ++k) {
      const Column& x = runs[j].back();
      const Column pulled = times(gram, x);
      Column next;
      for (std::size_t i = 0; i < x.size(); ++i) {
        next.push_back(bent(x[i] + dot(layer.w.columns[i], signal) - pulled[i],
                            layer.weight * bounds[k] + layer.offset, slope, floor));
      }
      if (!stored.empty()) {
        const Column given = read_vector(stored[k], x.size());
        near = near && max_size(difference(given, next)) <= slack;
        next = given;
      }
      runs[j].push_back(next);
    }
  }

  for (std::size_t j = 0; j < depth; ++j) {
    if (nonzeros(codes[j + 1]) > layers[j].sparsity || max_size(codes[j + 1]) > layers[j].magnitude ||
        l1(noises[j]) > layers[j].noise)
      return false;
    if (hypothesis == 1 && !covers(layers[j], layers[j].noise, true)) return false;
  }
  if (!near || (hypothesis == 2 && !cover_input_errors(layers, steps))) return false;
  std::vector<Q> extras(depth);
  if (hypothesis > 2) {
    const auto found_extras = activation_extras(layers, steps, {slope, floor, slack, hypothesis == 3});
    if (!found_extras) return false;
    extras = *found_extras;
  }
  const bool stuck = conclusion == 9;
  if (((conclusion < 7 || stuck) && gamma != 0) || ((conclusion < 4 || stuck) && value != 0)) return false;
  if (stuck) {
    const Layer& layer = layers.back();
    const std::vector<Q> bounds = layer.bounds(steps);
    return steps >= 2 && c["iterates"].back().empty() && runs.back()[steps] == runs.back()[steps - 1] &&
           runs.back()[steps] != codes.back() && (layer.weight == 0 || bounds[steps] == bounds[steps - 1]);
  }
  const Column &found = runs.back().back(), &code = codes.back();
  for (std::size_t j = conclusion == 2 ? depth - 1 : 0; conclusion < 3 && j < depth; ++j) {
    const std::vector<Q> bounds = layers[j].bounds(steps);
    for (std::size_t k = 0; k <= steps; ++k) {
      const Q error = l1(difference(runs[j][k], codes[j + 1]));
      if (conclusion == 2 ? error != bounds[k] : error > bounds[k] + extras[j]) return false;
      for (std::size_t i = 0; conclusion == 0 && i < runs[j][k].size(); ++i) {
        if (runs[j][k][i] != 0 && codes[j + 1][i] == 0) return false;
      }
    }
  }
  const Column gap = difference(found, code);
  if (conclusion == 3) return support(found) != support(code);
  if (conclusion == 4) return l1(gap) <= value;
  if (conclusion == 5) return l1(gap) > value;
  if (conclusion == 6) return dot(gap, gap) == value;
  if (conclusion < 3) return true;
  const Q excess = loss(layers.back().d, codes[depth - 1], found, gamma) -
                   loss(layers.back().d, codes[depth - 1], code, gamma);
  return conclusion == 7 ? excess > value : excess < value;
}

bool lista_unbounded(const Json& c) {
  // By the rules of lista_run with nothing concluded: an error of at least 0.
  const std::vector<Layer> layers = read_scheduled(c);
  const std::size_t steps = read_count(c["steps"]), depth = layers.size();
  const Column p = read_vector(c["direction"], layers.back().d.columns.size());
  Json run = c;
  run.erase("direction");
  run["activation"] = {{"slope", "0"}, {"floor", "0"}};
  run["hypothesis"] = "own_noise", run["conclusion"] = "error_above", run["value"] = "-1", run["gamma"] = "0";
  if (!lista_run(run) || nonzeros(p) == 0) return false;

  Column code = read_vector(c["code"], p.size()), x;
  for (std::size_t j = depth; j-- > 0;) {
    code = times(layers[j].d, code);
    const Column noise = read_vector(c["noise"][j], layers[j].d.rows);
    for (std::size_t i = 0; i < code.size(); ++i) code[i] += noise[i];
  }
  Column input = code;
  for (std::size_t j = 0; j < depth; ++j) {
    const Layer& layer = layers[j];
    const std::vector<Q> bounds = layer.bounds(steps);
    if (j > 0) input = x;
    const Json& stored = c["iterates"][j];
    if (j + 1 < depth && !stored.empty()) return false;
    x = Column(layer.d.columns.size());
    Column before = x;
    for (std::size_t k = 0; k < steps; ++k) {
      const Column residual = difference(input, times(layer.d, x));
      before = x;
      for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = bent(x[i] + dot(layer.w.columns[i], residual), layer.weight * bounds[k] + layer.offset, 0, 0);
      if (!stored.empty()) x = read_vector(stored[k], x.size());
    }
    const bool constant = layer.weight == 0 || (steps > 0 && bounds[steps] == bounds[steps - 1]);
    if (j + 1 < depth && (steps == 0 || x != before || !constant)) return false;
  }
  const Layer& layer = layers.back();
  const Dense gram = cross(layer.w, layer.d);
  Column image(p.size());  // p^T (I - W^T D)
  for (std::size_t j = 0; j < p.size(); ++j) image[j] = p[j] - dot(p, gram.columns[j]);
  const std::size_t at = support(p).front();
  const Q factor = image[at] / p[at];
  for (std::size_t j = 0; j < p.size(); ++j) {
    if (image[j] != factor * p[j]) return false;
  }
  if (factor * factor <= 1) return false;
  const Q last = layer.bounds(steps).back(), theta = layer.weight * last + layer.offset;
  if (layer.weight != 0 && layer.rate * last + layer.drift > last) return false;
  Q pull = 0;
  for (std::size_t i = 0; i < p.size(); ++i) pull += p[i] * dot(layer.w.columns[i], input);
  const Q away = abs(dot(p, x) - pull / (1 - factor));
  return away > l1(p) * (theta + read_not_negative(c["step_error"])) / (abs(factor) - 1);
}

bool lista_lipschitz(const Json& c) {
  const Dense d = read_matrix(c["matrix"]), w = read_analysis(c["analysis"], d);
  const std::size_t steps = read_count(c["steps"]);
  const Q constant = read_number(c["constant"]);
  const Dense gram = cross(w, d);
  if (steps < 1 || steps > 1000 || !normalised(gram)) return false;
  Q g = 0, gain = 0, power = 1, sum = 0;
  for (const Column& column : gram.columns) g = std::max(g, Q(l1(column) - 1));
  for (std::size_t row = 0; row < w.rows; ++row) {
    Q size = 0;
    for (const Column& column : w.columns) size += abs(column[row]);
    gain = std::max(gain, size);
  }
  for (std::size_t k = 0; k < steps; ++k, power *= g) sum += power;
  return constant >= gain * sum;
}

bool lista_growth(const Json& c) {
  const Dense d = read_matrix(c["matrix"]), w = read_analysis(c["analysis"], d);
  const Column y = read_vector(c["signal"], d.rows);
  const Q factor = read_number(c["factor"]);
  const Dense gram = cross(w, d);
  Column v;
  for (const Column& column : w.columns) v.push_back(dot(column, y));
  if (!normalised(gram) || nonzeros(v) == 0 || factor * factor <= 1) return false;
  const Column image = times(gram, v);
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (v[i] - image[i] != factor * v[i]) return false;
  }
  return true;
}

bool lipschitz_vacuity(const Json& c) {
  const std::size_t m = read_count(c["rows"]), d = read_count(c["atoms"]), s = read_count(c["sparsity"]);
  const Q lipschitz = read_number(c["lipschitz"]);
  if (m < 1 || d <= m || s < 1 || s > d || lipschitz < 0) return false;
  const Q load = 2 * lipschitz * Q(d) + (2 - 2 * lipschitz) * Q(s), least = Q(d - m) / (Q(m) * Q(d - 1));
  return load * load * least >= 1;
}

}  // namespace dsc::oracle
