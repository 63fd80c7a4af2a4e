#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "theorems/exact/matrix.h"

/// Families whose coherence is a theorem. Atoms are columns; entries are exact. Sizes that a family does not
/// have throw std::invalid_argument.
namespace dsc {

struct Dictionary {
  std::string name;
  RationalMatrix atoms;
};

/// The Sylvester Hadamard matrix, n a power of two.
RationalMatrix hadamard(Eigen::Index n);

/// [I | H/sqrt(n)], n x 2n, unit columns, mu = 1/sqrt(n). n a power of four, so that the entries are
/// rational.
Dictionary identity_hadamard(Eigen::Index n);

/// The vertices of a regular simplex: the Hadamard matrix less its constant row, (n-1) x n, squared column
/// norm n-1, mu = 1/(n-1), which meets the Welch bound. Its columns sum to zero. n a power of two, n >= 2.
Dictionary simplex(Eigen::Index n);

/// Three mutually unbiased bases of R^4: 4 x 12, unit columns, mu = 1/2, D D^T = 3 I.
Dictionary three_bases();

/// Signed block design: `groups` groups of p points, one point of each group in a block, so that two of the
/// p^2 blocks share at most one point. (groups p) x p^2, squared column norm `groups`, mu = 1/groups for 2 <=
/// groups <= p, p prime; entries +-1 with signs drawn from the seed, divided by sqrt(groups) where that is an
/// integer.
Dictionary block_design(Eigen::Index groups, Eigen::Index p, std::uint64_t seed);

/// `copies` copies of a dictionary along the diagonal; coherence unchanged.
Dictionary block_diagonal(const Dictionary& block, Eigen::Index copies);

/// Rational unit vectors by inverse stereographic projection of random integer points: m x d, every column of
/// norm 1.
Dictionary unit_vectors(Eigen::Index m, Eigen::Index d, std::uint64_t seed);

/// Rounded Gaussian integers: m x d, round(10 g) for standard normal g, no zero column.
Dictionary integer_gaussian(Eigen::Index m, Eigen::Index d, std::uint64_t seed);

/// All circular shifts of `filters` integer filters of the given length in R^m: m x (filters m).
Dictionary circulant(Eigen::Index m, Eigen::Index filters, Eigen::Index length, std::uint64_t seed);

/// The given columns only; coherence can only fall.
Dictionary subdictionary(const Dictionary& whole, const std::vector<Eigen::Index>& indices);

/// Uniform in [0, bound), the same on every platform (std's distributions are not).
std::uint64_t uniform_below(std::mt19937_64& generator, std::uint64_t bound);
/// Standard normal (Box-Muller), as good as the platform's log and cos; round it before use.
double standard_normal(std::mt19937_64& generator);
/// m x d such numbers, column by column.
Eigen::MatrixXd gaussian(Eigen::Index m, Eigen::Index d, std::mt19937_64& generator);

}  // namespace dsc
