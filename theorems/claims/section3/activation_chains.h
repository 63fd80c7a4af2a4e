#pragma once

#include <random>
#include <string>
#include <vector>

#include "theorems/pursuit/lista_cp_layers.h"

/// The instances of the claims on activations.
namespace dsc {

struct ActivationChain {
  std::string name;
  LayeredPursuit pursuit;
};

/// One layer: [I|H/4], a simplex, three bases. Two: simplices of 4 atoms along the diagonal below a simplex
/// of 16. All with noise level `noise` at the first layer and magnitudes of at most 1.
std::vector<ActivationChain> activation_chains(const Rational& noise);

/// A chain x_{j-1} = D_j x_j, y = D_1 x_1 + noise, in the classes of the pursuit: codes[0] = y, …, codes[J] =
/// x_J; noise[0] has one entry of the full level. The nonzeros of x_J are 1 in size, or random where `random`
/// is true.
struct DrawnChain {
  std::vector<RationalVector> codes, noise;
};
DrawnChain draw_chain(const LayeredPursuit& pursuit, bool random, std::mt19937_64& generator);

}  // namespace dsc
