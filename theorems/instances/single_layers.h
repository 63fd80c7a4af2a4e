#pragma once

#include "theorems/instances/chain.h"

/// Encoders with known constants on which the convergence claims are tried, and signals that are hard for
/// them.
namespace dsc {

/// Unions of bases, simplices, a block design and rational unit vectors with W = D / |d|^2, and unit vectors
/// with W from the generalized coherence; each at the largest s with q = (2s-1) mu < 1, magnitude 1 and the
/// noise level given. The unions of bases and the simplices are optimal, W in X(D). Unions: an atom is a
/// combination of another basis with coefficients of l1 norm 1/mu, so mu~ >= mu, and e_i needs W_ii = 1, so
/// no W has smaller entries. Simplex: the atoms sum to zero, so the products of w_i with the others sum to
/// -1, and only equal ones are all 1/(n-1) in size; they fix W.
std::vector<Chain> single_layers(const Rational& noise);

/// Entries +-magnitude on s atoms, found greedily so that s_i s_j w_i.d_j is as negative as it gets: errors
/// then push each other down. Where all products of the atoms are -mu, the envelope is attained.
RationalVector hardest_code(const Encoder& encoder, Eigen::Index s, const Rational& magnitude);
/// |noise|_1 = level on one row, against the code as far as one row can be.
RationalVector hardest_noise(const Encoder& encoder, const RationalVector& code, const Rational& level);

/// s distinct atoms with entries k/16 magnitude, k from -16 to 16, not 0.
RationalVector random_code(const Encoder& encoder, Eigen::Index s, const Rational& magnitude,
                           std::mt19937_64& generator);
/// |noise|_1 = level on up to two rows.
RationalVector random_noise(const Encoder& encoder, const Rational& level, std::mt19937_64& generator);

}  // namespace dsc
