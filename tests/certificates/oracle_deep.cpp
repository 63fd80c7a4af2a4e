#include <algorithm>

#include "oracle.h"

namespace dsc::oracle {
namespace {

Q gain(const Dense& a) {
  Q largest = 0;
  for (const Column& column : a.columns) largest = std::max(largest, l1(column));
  return largest;
}

struct Layer {
  Dense d;
  std::size_t sparsity;
  Q magnitude, noise;
};

struct Stage {
  std::size_t from, to;
  bool refit;
  Dense d, w;
  Q start, rate, drift, weight, offset;
  std::size_t steps;

  Q bound(std::size_t k) const {
    Q e = start;
    for (; k > 0; --k) e = rate * e + drift;
    return e;
  }
};

struct Chain {
  std::vector<Layer> layers;
  std::vector<Stage> stages;
};

Chain read_chain(const Json& c) {
  Chain chain;
  const std::vector<Dense> matrices = read_layers(c["layers"], 1);
  expect(c["signals"].is_array() && c["signals"].size() == matrices.size());
  for (std::size_t j = 0; j < matrices.size(); ++j) {
    const Json& signals = c["signals"][j];
    expect_keys_of(signals, {"sparsity", "magnitude", "noise"});
    chain.layers.push_back({matrices[j], read_count(signals["sparsity"]),
                            read_not_negative(signals["magnitude"]), read_not_negative(signals["noise"])});
    expect(chain.layers.back().sparsity >= 1);
  }
  expect(c["stages"].is_array() && !c["stages"].empty() && c["stages"].size() <= 64);
  for (const Json& item : c["stages"]) {
    expect_keys_of(item, {"from", "to", "form", "analysis", "schedule", "steps"});
    Stage stage;
    stage.from = read_count(item["from"]), stage.to = read_count(item["to"]);
    expect(stage.from < stage.to && stage.to <= matrices.size());
    stage.refit = read_word(item["form"], {"pursuit", "refit"}) == 1;
    stage.d = matrices[stage.to - 1];
    for (std::size_t j = stage.to - 1; j-- > stage.from;) stage.d = times(matrices[j], stage.d);
    stage.w = read_analysis(item["analysis"], stage.d);
    const Json& plan = item["schedule"];
    expect_keys_of(plan, {"start", "rate", "drift", "weight", "offset"});
    stage.start = read_not_negative(plan["start"]), stage.rate = read_not_negative(plan["rate"]);
    stage.drift = read_not_negative(plan["drift"]), stage.weight = read_not_negative(plan["weight"]);
    stage.offset = read_not_negative(plan["offset"]);
    stage.steps = read_count(item["steps"]);
    expect(stage.steps >= 1 && stage.steps <= 1000);
    chain.stages.push_back(stage);
  }
  return chain;
}

/// The last stage before `end` that ends at layer j, a pursuit if asked for; none where there is none.
const Stage* last_at(const Chain& chain, std::size_t j, std::size_t end, bool pursuit = false) {
  for (std::size_t k = end; k-- > 0;) {
    if (chain.stages[k].to == j && !(pursuit && chain.stages[k].refit)) return &chain.stages[k];
  }
  return nullptr;
}

bool well_ordered(const Chain& chain) {
  for (std::size_t k = 0; k < chain.stages.size(); ++k) {
    const Stage& stage = chain.stages[k];
    if (stage.from > 0 && last_at(chain, stage.from, k) == nullptr) return false;
    if (!stage.refit) continue;
    if (last_at(chain, stage.to, k) == nullptr || stage.weight != 0 || stage.offset != 0) return false;
  }
  return last_at(chain, chain.layers.size(), chain.stages.size()) != nullptr;
}

/// What entries of x_b have to exceed for the refit `stage`: the last threshold of the pursuit before it,
/// twice.
Q asked_for(const Chain& chain, std::size_t stage) {
  const Stage* pursuit = last_at(chain, chain.stages[stage].to, stage, true);
  return 2 * (pursuit->weight * pursuit->bound(pursuit->steps - 1) + pursuit->offset);
}

bool covered(const Chain& chain) {
  std::vector<Q> off(chain.stages.size());  // by how much an entry may be off after each stage
  for (std::size_t k = 0; k < chain.stages.size(); ++k) {
    const Stage& stage = chain.stages[k];
    const Layer& target = chain.layers[stage.to - 1];
    const Dense gram = cross(stage.w, stage.d);
    Q mu = 0, entry = 0;
    for (std::size_t j = 0; j < gram.rows; ++j) {
      if (gram.columns[j][j] != 1) return false;
      entry = std::max(entry, max_size(stage.w.columns[j]));
      for (std::size_t i = 0; i < gram.rows; ++i)
        mu = std::max(mu, i == j ? Q(0) : Q(abs(gram.columns[j][i])));
    }
    const Stage* input = last_at(chain, stage.from, k);
    Q level = input == nullptr ? Q(0) : input->bound(input->steps);
    for (std::size_t j = stage.from; j < stage.to; ++j) {
      Dense above{0, {}};
      for (std::size_t i = stage.from; i < j; ++i)
        above = i == stage.from ? chain.layers[i].d : times(above, chain.layers[i].d);
      level += (j == stage.from ? Q(1) : gain(above)) * chain.layers[j].noise;
    }
    const Q s = target.sparsity;
    if (stage.rate >= 1) return false;
    if (stage.refit) {
      const Stage* before = last_at(chain, stage.to, k);
      if (stage.start < before->bound(before->steps) || stage.rate < (s - 1) * mu ||
          stage.drift < s * entry * level ||
          off[static_cast<std::size_t>(before - chain.stages.data())] > asked_for(chain, k))
        return false;
      off[k] = mu * stage.bound(stage.steps - 1) + entry * level;
    } else if (stage.start < s * target.magnitude || stage.weight < mu || stage.offset < entry * level ||
               stage.rate < 2 * s * stage.weight - stage.weight || stage.drift < 2 * s * stage.offset) {
      return false;
    } else {
      off[k] = 2 * (stage.weight * stage.bound(stage.steps - 1) + stage.offset);
    }
  }
  return true;
}

/// Bounds of all layers, 1 … J.
std::vector<Q> bounds_of(const Chain& chain) {
  std::vector<Q> bounds(chain.layers.size() + 1);
  for (std::size_t j = chain.layers.size(); j > 0; --j) {
    const Stage* stage = last_at(chain, j, chain.stages.size());
    bounds[j] = stage == nullptr ? Q(gain(chain.layers[j].d) * bounds[j + 1] + chain.layers[j].noise)
                                 : stage->bound(stage->steps);
  }
  return bounds;
}

Q shrunk(const Q& u, const Q& theta) { return abs(u) <= theta ? Q(0) : u > 0 ? Q(u - theta) : Q(u + theta); }

}  // namespace

bool deep_envelope(const Json& c) {
  const Chain chain = read_chain(c);
  expect(c["errors"].is_array() && c["errors"].size() == chain.layers.size());
  std::vector<Q> errors;
  for (const Json& item : c["errors"]) errors.push_back(read_number(item));
  if (!well_ordered(chain) || !covered(chain)) return false;
  std::vector<Bounded> classes;
  for (const Layer& layer : chain.layers) classes.push_back({layer.d, layer.sparsity, layer.magnitude, 0});
  for (std::size_t k = 0; k < chain.stages.size(); ++k) {
    const Stage& stage = chain.stages[k];
    if (!stage.refit) continue;
    Q& least = classes[stage.to - 1].least;
    least = std::max(least, asked_for(chain, k));
  }
  if (!hold_a_signal(classes)) return false;
  const std::vector<Q> bounds = bounds_of(chain);
  for (std::size_t j = 0; j < errors.size(); ++j) {
    if (errors[j] < bounds[j + 1]) return false;
  }
  return true;
}

bool deep_run(const Json& c) {
  const Chain chain = read_chain(c);
  const std::size_t depth = chain.layers.size();
  expect(c["noise"].is_array() && c["noise"].size() == depth);
  std::vector<Column> codes(depth + 1), found(depth + 1);
  codes[depth] = read_vector(c["code"], chain.layers.back().d.columns.size());
  bool in_class = true;
  for (std::size_t j = depth; j-- > 0;) {
    const Layer& layer = chain.layers[j];
    const Column noise = read_vector(c["noise"][j], layer.d.rows);
    codes[j] = times(layer.d, codes[j + 1]);
    for (std::size_t i = 0; i < noise.size(); ++i) codes[j][i] += noise[i];
    in_class = in_class && nonzeros(codes[j + 1]) <= layer.sparsity &&
               max_size(codes[j + 1]) <= layer.magnitude && l1(noise) <= layer.noise;
  }
  const bool must_cover = read_word(c["hypothesis"], {"none", "covered"}) == 1;
  const std::size_t conclusion = read_word(c["conclusion"], {"bounded", "error_at_most", "error_above"});
  const Q value = read_number(c["value"]);
  if (!well_ordered(chain) || !in_class || (must_cover && !covered(chain)) || (conclusion == 0 && value != 0))
    return false;

  found[0] = codes[0];
  bool bounded = true;
  for (std::size_t k = 0; k < chain.stages.size(); ++k) {
    const Stage& stage = chain.stages[k];
    const Column& truth = codes[stage.to];
    Column x = stage.refit ? found[stage.to] : Column(truth.size());
    const std::vector<std::size_t> kept = support(x);
    if (stage.refit && must_cover) {
      for (const Q& entry : truth) {
        if (entry != 0 && abs(entry) <= asked_for(chain, k)) return false;
      }
      if (kept != support(truth)) return false;
    }
    for (std::size_t step = 0; step <= stage.steps; ++step) {
      bounded = bounded && l1(difference(x, truth)) <= stage.bound(step);
      if (step == stage.steps) break;
      const Column residual = difference(found[stage.from], times(stage.d, x));
      Column next(x.size());
      for (std::size_t i = 0; i < x.size(); ++i) {
        const Q u = x[i] + dot(stage.w.columns[i], residual);
        if (!stage.refit) next[i] = shrunk(u, stage.weight * stage.bound(step) + stage.offset);
        if (stage.refit && std::find(kept.begin(), kept.end(), i) != kept.end()) next[i] = u;
      }
      x = next;
    }
    found[stage.to] = x;
  }
  const std::vector<Q> bounds = bounds_of(chain);
  for (std::size_t j = depth - 1; j > 0; --j) {
    if (last_at(chain, j, chain.stages.size()) != nullptr) continue;
    found[j] = times(chain.layers[j].d, found[j + 1]);
    bounded = bounded && l1(difference(found[j], codes[j])) <= bounds[j];
  }
  const Q error = l1(difference(found[depth], codes[depth]));
  return conclusion == 0 ? bounded : conclusion == 1 ? error <= value : error > value;
}

}  // namespace dsc::oracle
