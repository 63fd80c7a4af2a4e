#include "theorems/pursuit/deep_recovery.h"

#include <algorithm>
#include <stdexcept>

namespace dsc {
namespace {

RationalMatrix product(const DeepRecovery& recovery, std::size_t from, std::size_t to) {
  return multiply(std::vector<RationalMatrix>(recovery.layers.begin() + static_cast<std::ptrdiff_t>(from),
                                              recovery.layers.begin() + static_cast<std::ptrdiff_t>(to)));
}

void add_stage(DeepRecovery& recovery, std::size_t from, std::size_t to, bool refit, int steps) {
  const RecoveryBounds so_far = recovery_bounds(recovery);
  RecoveryStage stage{from, to, refit, self_encoder(product(recovery, from, to)), {}, steps};
  SignalClass signals = recovery.classes[to - 1];
  signals.noise = input_error(recovery, so_far.errors, from, to);
  const Rational mu = cross_coherence(stage.encoder), largest = largest_entry(stage.encoder.analysis),
                 s = signals.sparsity;
  stage.schedule = refit ? Schedule{so_far.errors[to], (s - 1) * mu, s * largest * signals.noise, 0, 0}
                         : convergence_schedule(mu, largest, signals);
  recovery.stages.push_back(std::move(stage));
}

}  // namespace

Rational input_error(const DeepRecovery& recovery, const std::vector<Rational>& errors, std::size_t from,
                     std::size_t to) {
  Rational level = errors[from] + recovery.classes[from].noise;
  for (std::size_t j = from + 1; j < to; ++j)
    level += l1_gain(product(recovery, from, j)) * recovery.classes[j].noise;
  return level;
}

RecoveryBounds recovery_bounds(const DeepRecovery& recovery) {
  const std::size_t depth = recovery.depth();
  RecoveryBounds bounds{std::vector<Rational>(depth + 1), std::vector<Rational>(depth + 1), true};
  std::vector<bool> known(depth + 1);
  for (const RecoveryStage& stage : recovery.stages) {
    if (stage.from >= stage.to || stage.to > depth)
      throw std::invalid_argument("a stage that does not lie within the chain");
    const std::vector<Rational> e = envelope(stage.schedule, stage.steps);
    bounds.errors[stage.to] = e.back();
    known[stage.to] = true;
    bounds.converges = bounds.converges && stage.schedule.rate < 1;
    if (!stage.refit) bounds.thresholds[stage.to] = thresholds(stage.schedule, stage.steps).back();
  }
  if (!known[depth]) return bounds;
  for (std::size_t j = depth; j-- > 1;) {
    if (!known[j])
      bounds.errors[j] = l1_gain(recovery.layers[j]) * bounds.errors[j + 1] + recovery.classes[j].noise;
  }
  return bounds;
}

void add_pursuit(DeepRecovery& recovery, std::size_t from, std::size_t to, int steps) {
  add_stage(recovery, from, to, false, steps);
}

void add_refit(DeepRecovery& recovery, std::size_t from, std::size_t to, int steps) {
  add_stage(recovery, from, to, true, steps);
}

DeepRecovery deepest_first(DeepRecovery chain, int steps) {
  add_pursuit(chain, 0, chain.depth(), steps);
  return chain;
}

DeepRecovery layer_by_layer(DeepRecovery chain, int steps) {
  for (std::size_t j = 0; j < chain.depth(); ++j) add_pursuit(chain, j, j + 1, steps);
  return chain;
}

DeepRecovery refitted_layers(DeepRecovery chain, int steps) {
  for (std::size_t j = 0; j < chain.depth(); ++j) {
    add_pursuit(chain, j, j + 1, steps);
    add_refit(chain, j, j + 1, steps / 2);
  }
  return chain;
}

DeepRecovery refitted_from_signal(DeepRecovery chain, int steps) {
  DeepRecovery recovery = refitted_layers(std::move(chain), steps);
  add_refit(recovery, 0, recovery.depth(), steps / 2);
  return recovery;
}

std::vector<RationalVector> recover(const DeepRecovery& recovery, const RationalVector& y) {
  const std::size_t depth = recovery.depth();
  std::vector<RationalVector> estimates(depth + 1);
  estimates[0] = y;
  for (const RecoveryStage& stage : recovery.stages) {
    const RationalVector& input = estimates[stage.from];
    if (!stage.refit) {
      estimates[stage.to] =
          lista_iterates(stage.encoder, input, thresholds(stage.schedule, stage.steps)).back();
      continue;
    }
    const std::vector<Eigen::Index> kept = support(estimates[stage.to]);
    const Encoder fewer{columns(stage.encoder.dictionary, kept), columns(stage.encoder.analysis, kept)};
    RationalVector z(static_cast<Eigen::Index>(kept.size()));
    for (std::size_t i = 0; i < kept.size(); ++i)
      z[static_cast<Eigen::Index>(i)] = estimates[stage.to][kept[i]];
    for (int k = 0; k < stage.steps; ++k)
      z += fewer.analysis.transpose() * (input - multiply(fewer.dictionary, z));
    for (std::size_t i = 0; i < kept.size(); ++i)
      estimates[stage.to][kept[i]] = z[static_cast<Eigen::Index>(i)];
  }
  for (std::size_t j = depth; j-- > 1;) {
    if (estimates[j].size() == 0) estimates[j] = multiply(recovery.layers[j], estimates[j + 1]);
  }
  return estimates;
}

}  // namespace dsc
