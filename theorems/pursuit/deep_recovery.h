#pragma once

#include "theorems/pursuit/lista_cp.h"

/// Codes of a chain x_{j-1} = D_j x_j + noise_j, y = x_0, by stages of LISTA-CP on products of the
/// dictionaries: layer by layer, deepest first, or with refits. The later version of arXiv 2408.05540
/// compares the first two.
namespace dsc {

/// Codes x_from into x_to by D = D_{from+1} … D_to. A pursuit is LISTA-CP from 0. A refit goes on from the
/// estimate of x_to in hand, on its support only and without thresholds: entrywise thresholds of 0 there and
/// infinity elsewhere.
struct RecoveryStage {
  std::size_t from = 0, to = 1;
  bool refit = false;
  Encoder encoder{};
  Schedule schedule{};
  int steps = 0;
};

struct DeepRecovery {
  std::vector<RationalMatrix> layers;
  std::vector<SignalClass> classes;  ///< of (x_j, noise_j)
  std::vector<RecoveryStage> stages{};

  std::size_t depth() const { return layers.size(); }
};

/// Bounds of |x~_j - x_j|_1, j = 0 … J, the last E_K of the stages that end at j, for all signals whose
/// nonzeros a refit needs are above twice the threshold in `thresholds` (0 where no pursuit ends at j). What
/// no stage ends at is x~_j = D_{j+1} x~_{j+1}, with bound |D_{j+1}|_1 times that of x~_{j+1} plus
/// delta_{j+1} (|.|_1 of a matrix: NOTATION.md).
struct RecoveryBounds {
  std::vector<Rational> errors, thresholds;
  bool converges = true;  ///< every rate is below 1: else the bounds prove nothing
};
/// Throws std::invalid_argument where a stage does not lie within the chain.
RecoveryBounds recovery_bounds(const DeepRecovery& recovery);

/// n = errors[from] + delta_{from+1} + sum_{i > from+1} |D_{from+1} … D_{i-1}|_1 delta_i: what stands between
/// x~_from and D_{from+1} … D_to x_to, in the l1 norm.
Rational input_error(const DeepRecovery& recovery, const std::vector<Rational>& errors, std::size_t from,
                     std::size_t to);

/// Adds a stage with w_i = a_i/|a_i|^2 for the atoms a_i of the product and the least schedule that proves
/// its bounds, for input error n. A pursuit has convergence_schedule for noise n. A refit: start = the bound
/// of x_to so far, rate = (s-1) mu, drift = s C n, since on the true support the error after a step is at
/// most mu times that of the others, plus C n; so E -> s C n / (1 - (s-1) mu), at most half the limit of a
/// pursuit.
void add_pursuit(DeepRecovery& recovery, std::size_t from, std::size_t to, int steps);
void add_refit(DeepRecovery& recovery, std::size_t from, std::size_t to, int steps);

/// One pursuit on the product of all layers (V5).
DeepRecovery deepest_first(DeepRecovery chain, int steps);
/// A pursuit in each layer (V6, and Theorem 3.1 repaired).
DeepRecovery layer_by_layer(DeepRecovery chain, int steps);
/// A pursuit of `steps` steps and a refit of half as many in each layer (X5).
DeepRecovery refitted_layers(DeepRecovery chain, int steps);
/// The same, then a refit of x_J from the signal, by the product of all layers, on the support found (X5).
DeepRecovery refitted_from_signal(DeepRecovery chain, int steps);

/// x~_0 = y, …, x~_J.
std::vector<RationalVector> recover(const DeepRecovery& recovery, const RationalVector& y);

}  // namespace dsc
