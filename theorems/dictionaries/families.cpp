#include "theorems/dictionaries/families.h"

#include <bit>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dsc {
namespace {

using Eigen::Index;

void require(bool condition, const char* message) {
  if (!condition) throw std::invalid_argument(message);
}

bool is_prime(Index p) {
  for (Index q = 2; q * q <= p; ++q) {
    if (p % q == 0) return false;
  }
  return p >= 2;
}

Index integer_root(Index n) { return static_cast<Index>(std::llround(std::sqrt(static_cast<double>(n)))); }

std::string sized(const std::string& name, const RationalMatrix& atoms) {
  return name + " " + std::to_string(atoms.rows()) + "x" + std::to_string(atoms.cols());
}

}  // namespace

std::uint64_t uniform_below(std::mt19937_64& generator, std::uint64_t bound) {
  require(bound > 0, "uniform_below: an empty range");
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
  std::uint64_t draw = generator();
  while (draw >= limit) draw = generator();
  return draw % bound;
}

double standard_normal(std::mt19937_64& generator) {
  const auto unit = [&] { return (static_cast<double>(generator() >> 11) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2 * std::log(unit()));
  return radius * std::cos(2 * std::numbers::pi * unit());
}

Eigen::MatrixXd gaussian(Index m, Index d, std::mt19937_64& generator) {
  Eigen::MatrixXd a(m, d);
  for (double& entry : a.reshaped()) entry = standard_normal(generator);
  return a;
}

RationalMatrix hadamard(Index n) {
  require(n >= 1 && std::has_single_bit(static_cast<std::uint64_t>(n)), "hadamard: n must be a power of two");
  RationalMatrix h(n, n);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < n; ++j)
      h(i, j) = std::popcount(static_cast<std::uint64_t>(i & j)) % 2 == 0 ? 1 : -1;
  }
  return h;
}

Dictionary identity_hadamard(Index n) {
  const Index root = integer_root(n);
  require(n >= 1 && root * root == n, "identity_hadamard: n must be a power of four");
  RationalMatrix atoms(n, 2 * n);
  atoms << RationalMatrix::Identity(n, n), hadamard(n) / Rational(root);
  return {sized("[I|H]", atoms), atoms};
}

Dictionary simplex(Index n) {
  require(n >= 2, "simplex: n must be at least 2");
  const RationalMatrix atoms = hadamard(n).bottomRows(n - 1);
  return {sized("simplex", atoms), atoms};
}

Dictionary three_bases() {
  // H/2 and diag(1,1,1,-1) H/2: their products have entries (1+1+1-1)/4 = 1/2 up to sign and permutation.
  const RationalMatrix second = hadamard(4) / Rational(2);
  RationalMatrix third = second;
  third.row(3) = -third.row(3);
  RationalMatrix atoms(4, 12);
  atoms << RationalMatrix::Identity(4, 4), second, third;
  return {sized("three bases", atoms), atoms};
}

Dictionary block_design(Index groups, Index p, std::uint64_t seed) {
  require(is_prime(p) && groups >= 2 && groups <= p, "block_design: needs a prime p and 2 <= groups <= p");
  std::mt19937_64 generator(seed);
  const Index root = integer_root(groups);
  const Rational entry = root * root == groups ? Rational(1, root) : Rational(1);
  RationalMatrix atoms = RationalMatrix::Zero(groups * p, p * p);
  for (Index slope = 0; slope < p; ++slope) {
    for (Index offset = 0; offset < p; ++offset) {
      // Two lines y = slope g + offset over the field of p elements meet in at most one point.
      for (Index g = 0; g < groups; ++g) {
        const bool negative = uniform_below(generator, 2) == 1;
        atoms(g * p + (slope * g + offset) % p, slope * p + offset) = negative ? Rational(-entry) : entry;
      }
    }
  }
  return {sized("block design", atoms), atoms};
}

Dictionary block_diagonal(const Dictionary& block, Index copies) {
  require(copies >= 1, "block_diagonal: needs a copy");
  const Index m = block.atoms.rows(), d = block.atoms.cols();
  RationalMatrix atoms = RationalMatrix::Zero(copies * m, copies * d);
  for (Index k = 0; k < copies; ++k) atoms.block(k * m, k * d, m, d) = block.atoms;
  return {std::to_string(copies) + " blocks of " + block.name, atoms};
}

Dictionary unit_vectors(Index m, Index d, std::uint64_t seed) {
  require(m >= 2 && d >= 1, "unit_vectors: needs at least two rows");
  std::mt19937_64 generator(seed);
  RationalMatrix atoms(m, d);
  for (Index j = 0; j < d; ++j) {
    // t in Q^(m-1) goes to (2t, |t|^2 - 1) / (|t|^2 + 1).
    RationalVector t(m - 1);
    for (Index i = 0; i + 1 < m; ++i) {
      t[i] = Rational(static_cast<long>(std::llround(8 * standard_normal(generator))),
                      static_cast<long>(std::llround(8 * std::sqrt(static_cast<double>(m)))));
    }
    const Rational square = squared_norm(t), scale = 1 / (square + 1);
    const Index pole = static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(m)));
    for (Index i = 0; i < m; ++i) {
      atoms(i, j) =
          i == pole ? Rational((square - 1) * scale) : Rational(2 * t[i < pole ? i : i - 1] * scale);
    }
  }
  return {sized("unit vectors", atoms), atoms};
}

Dictionary integer_gaussian(Index m, Index d, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  RationalMatrix atoms(m, d);
  for (Index j = 0; j < d; ++j) {
    do {
      for (Index i = 0; i < m; ++i)
        atoms(i, j) = static_cast<long>(std::llround(10 * standard_normal(generator)));
    } while (atoms.col(j).isZero());
  }
  return {sized("Gaussian integers", atoms), atoms};
}

Dictionary circulant(Index m, Index filters, Index length, std::uint64_t seed) {
  require(length >= 1 && length <= m && filters >= 1, "circulant: needs 1 <= length <= m and a filter");
  std::mt19937_64 generator(seed);
  RationalMatrix atoms = RationalMatrix::Zero(m, filters * m);
  for (Index f = 0; f < filters; ++f) {
    RationalVector filter(length);
    do {
      for (Rational& tap : filter) tap = static_cast<long>(uniform_below(generator, 19)) - 9;
    } while (filter.isZero());
    for (Index shift = 0; shift < m; ++shift) {
      for (Index k = 0; k < length; ++k) atoms((shift + k) % m, f * m + shift) = filter[k];
    }
  }
  return {sized("circulant", atoms), atoms};
}

Dictionary subdictionary(const Dictionary& whole, const std::vector<Index>& indices) {
  return {whole.name + ", " + std::to_string(indices.size()) + " atoms", columns(whole.atoms, indices)};
}

}  // namespace dsc
