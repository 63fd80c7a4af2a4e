#pragma once

#include "theorems/instances/chain.h"

/// Chains on which ways of recovering deep codes are compared.
namespace dsc {

/// Magnitudes 1 + noise, noise level `noise` at the first layer and noise/16 at the others. For four chains
/// both LISTA-CP layer by layer and LISTA-CP on the product of the layers converge with w_i = a_i/|a_i|^2,
/// for one only the first, for one only the second.
std::vector<Chain> recovery_chains(const Rational& noise);

/// The l1 error of each estimate, j = 1 … J, on one signal.
std::vector<Rational> recovery_errors(const DeepRecovery& recovery, const ChainSignal& signal);

/// Of `samples` signals drawn from the seed, the one with the largest error in the deepest code.
struct WorstRun {
  ChainSignal signal;
  std::vector<Rational> errors;
};
WorstRun worst_run(const DeepRecovery& recovery, int samples, std::uint64_t seed);

}  // namespace dsc
