#pragma once

#include "theorems/instances/chain.h"

/// Chains with a signal each, for the claims of Section 3.
namespace dsc {

/// D_1 = [I | H/8], 64 x 128, four nonzeros allowed. The columns of D_2 are the three unbiased bases of R^4,
/// on four rows tied to two identity and two Hadamard atoms of D_1. x_2 is one atom of the middle basis. With
/// all four rows on identity atoms layer 1's error would stay along that atom, and layer 2 would not show it.
Chain tied_bases(const Rational& noise = 0);

/// That, and chains of two and three block designs and bases with a random deepest code each. `noise` is
/// delta_j for every layer, all of it on one row, in the deeper layers a row where the code is not zero
/// anyway.
std::vector<Chain> layered_chains(std::uint64_t seed, const Rational& noise);

/// One layer without noise for each exact encoder of at most 64 atoms of the instances of Theorem 5.1, at its
/// largest sparsity, with its hardest code.
std::vector<Chain> hard_single_layers();

}  // namespace dsc
