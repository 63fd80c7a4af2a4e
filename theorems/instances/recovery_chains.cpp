#include "theorems/instances/recovery_chains.h"

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

RationalMatrix repeated(const RationalMatrix& block, Index copies) {
  return block_diagonal({"block", block}, copies).atoms;
}

/// Three unit vectors in the plane, coherence 161/289.
RationalMatrix three_in_the_plane() {
  RationalMatrix block(2, 3);
  block << 1, Rational(-8, 17), Rational(-8, 17), 0, Rational(15, 17), Rational(-15, 17);
  return block;
}

/// One atom of each of the three bases of R^4, coherence 1/2.
RationalMatrix one_of_each_basis() { return columns(three_bases().atoms, {0, 5, 10}); }

/// Pairs of columns that share an atom a of the identity; the one adds another, b, the other a Hadamard atom
/// h: their inner product grows from 64/289 to more than 1/3 where a and b meet h.
RationalMatrix overlapping_pairs() {
  RationalMatrix d = RationalMatrix::Zero(128, 32);
  for (Index k = 0; k < 16; ++k) {
    const Index a = 4 * k, b = 4 * k + 1, h = 64 + 4 * k;
    d(a, 2 * k) = d(a, 2 * k + 1) = Rational(8, 17);
    d(b, 2 * k) = d(h, 2 * k + 1) = Rational(15, 17);
  }
  return d;
}

/// Orthogonal columns, sums of four atoms of the identity or of the Hadamard basis; the two sorts meet with
/// 1/2.
RationalMatrix sums_of_four() {
  RationalMatrix d = RationalMatrix::Zero(128, 8);
  for (Index r = 0; r < 4; ++r) {
    for (Index i = 0; i < 4; ++i) d(16 * r + i, r) = d(64 + 16 * r + 4 * i, 4 + r) = Rational(1, 2);
  }
  return d;
}

Chain recovery_chain(std::string id, std::string description, const std::vector<RationalMatrix>& layers,
                     const std::vector<Index>& sparsity, const Rational& noise) {
  std::string name = "chain " + std::to_string(layers.front().rows());
  std::vector<SignalClass> classes;
  for (std::size_t j = 0; j < layers.size(); ++j) {
    name += "-" + std::to_string(layers[j].cols());
    classes.push_back({sparsity[j], 1 + noise, j == 0 ? noise : Rational(noise / 16)});
  }
  Chain chain = self_encoded_chain(std::move(id), std::move(name), layers, std::move(classes));
  chain.description = std::move(description);
  return chain;
}

}  // namespace

std::vector<Chain> recovery_chains(const Rational& noise) {
  RationalMatrix simplices = RationalMatrix::Zero(64, 64);
  simplices.topRows(56) = repeated(simplex(8).atoms, 8);
  return {
      recovery_chain("hadamard-64-blocks", "[I|H] 64x128; 32 blocks 4x3, an atom of each of three bases",
                     {identity_hadamard(64).atoms, repeated(one_of_each_basis(), 32)}, {4, 1}, noise),
      recovery_chain("hadamard-64-sums", "[I|H] 64x128; sums of four atoms, orthogonal",
                     {identity_hadamard(64).atoms, sums_of_four()}, {4, 1}, noise),
      recovery_chain("simplex-32", "simplex 31x32; 16 blocks 2x3",
                     {simplex(32).atoms, repeated(three_in_the_plane(), 16)}, {2, 1}, noise),
      recovery_chain("simplex-64", "simplex 63x64; 8 simplices of 8 and zero rows; 32 blocks 2x3",
                     {simplex(64).atoms, simplices, repeated(three_in_the_plane(), 32)}, {14, 2, 1}, noise),
      recovery_chain("hadamard-64-pairs", "[I|H] 64x128; 16 pairs that overlap",
                     {identity_hadamard(64).atoms, overlapping_pairs()}, {4, 2}, noise),
      recovery_chain("hadamard-16-blocks", "[I|H] 16x32; 8 blocks 4x3, an atom of each of three bases",
                     {identity_hadamard(16).atoms, repeated(one_of_each_basis(), 8)}, {4, 1}, noise)};
}

std::vector<Rational> recovery_errors(const DeepRecovery& recovery, const ChainSignal& drawn) {
  const std::vector<RationalVector> estimates = recover(recovery, drawn.codes[0]);
  std::vector<Rational> errors;
  for (std::size_t j = 1; j < estimates.size(); ++j) errors.push_back(l1_norm(estimates[j] - drawn.codes[j]));
  return errors;
}

WorstRun worst_run(const DeepRecovery& recovery, int samples, std::uint64_t seed) {
  LayeredPursuit pursuit{{}, recovery.classes};
  for (const RationalMatrix& layer : recovery.layers) pursuit.encoders.push_back({layer, layer});
  std::mt19937_64 generator(seed);
  WorstRun worst;
  for (int sample = 0; sample < samples; ++sample) {
    ChainSignal drawn = draw_signal(pursuit, {.random = sample > 0}, generator);
    std::vector<Rational> errors = recovery_errors(recovery, drawn);
    if (sample == 0 || errors.back() > worst.errors.back()) worst = {std::move(drawn), std::move(errors)};
  }
  return worst;
}

}  // namespace dsc
