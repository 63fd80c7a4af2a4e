#pragma once

#include <random>
#include <string>

#include "theorems/pursuit/deep_recovery.h"

/// Chains on which ways of recovering deep codes are compared.
namespace dsc {

struct RecoveryChain {
  std::string name, description;
  DeepRecovery chain;  ///< without stages
};

/// Magnitudes 1, noise level `noise` at the first layer and noise/16 at the others. For four chains both
/// LISTA-CP layer by layer and LISTA-CP on the product of the layers converge with w_i = a_i/|a_i|^2, for one
/// only the first, for one only the second.
std::vector<RecoveryChain> recovery_chains(const Rational& noise);

/// codes[0] = y, …, codes[J] = x_J and the noises, in the classes of the chain. The nonzeros of x_J are 1 in
/// size, or of random size >= 1/2; each noise is one entry of its full level, those of the deeper layers on
/// the support there.
struct DrawnCodes {
  std::vector<RationalVector> codes, noise;
};
DrawnCodes draw_codes(const DeepRecovery& chain, bool random, std::mt19937_64& generator);

/// The l1 error of each estimate, j = 1 … J, on one signal.
std::vector<Rational> recovery_errors(const DeepRecovery& recovery, const DrawnCodes& drawn);

/// Of `samples` signals drawn from the seed, the one with the largest error in the deepest code.
struct WorstRun {
  DrawnCodes drawn;
  std::vector<Rational> errors;
};
WorstRun worst_run(const DeepRecovery& recovery, int samples, std::uint64_t seed);

}  // namespace dsc
