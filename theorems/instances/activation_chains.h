#pragma once

#include "theorems/instances/chain.h"

namespace dsc {

/// The instances of the claims on activations, by id: "hadamard-16-1" and "hadamard-16-2", [I|H/4] with one
/// and two nonzeros; "simplex-16"; "three-bases"; and of two layers "two-simplices", simplices of 4 atoms
/// along the diagonal below a simplex of 16. All with noise level `noise` at the first layer and magnitudes
/// of at most 1.
std::vector<Chain> activation_chains(const Rational& noise);
/// One of them. Throws std::invalid_argument where none has this id.
Chain activation_chain(const std::string& id, const Rational& noise);

}  // namespace dsc
