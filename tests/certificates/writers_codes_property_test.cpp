#include <gtest/gtest.h>

#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/generalized.h"
#include "theorems/certificates/solutions.h"
#include "theorems/certificates/stability.h"
#include "theorems/dictionaries/families.h"
#include "theorems/stability/deep_dictionary.h"
#include "written.h"

/// The writers of the families dictionaries, generalized, solutions and stability on small inputs drawn at
/// random.
namespace dsc {
namespace {

using certificate::Conclusion;
using Eigen::Index;

constexpr std::uint64_t draws = 6;

RationalVector unit(Index size, Index at, const Rational& value = 1) {
  RationalVector x = RationalVector::Zero(size);
  x[at] = value;
  return x;
}

Rational small(std::mt19937_64& generator) {
  return Rational(1 + static_cast<long>(uniform_below(generator, 9)),
                  1 + static_cast<long>(uniform_below(generator, 4)));
}

Eigen::MatrixXd doubles(const RationalMatrix& a) {
  Eigen::MatrixXd result(a.rows(), a.cols());
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) result(i, j) = nearest(a(i, j));
  }
  return result;
}

TEST(Writer, Coherence) {
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const RationalMatrix a = unit_vectors(3, 4, seed).atoms, b = integer_gaussian(3, 5, seed).atoms;
    const Eigen::MatrixXd c = doubles(b);
    expect_written_well(certificate::coherence(a, mutual_coherence(a)), "coherence");
    expect_written_well(certificate::coherence(StoredDoubles{c}, mutual_coherence(StoredDoubles{c})),
                        "coherence");
  }
  EXPECT_GT(rejected_digits("coherence"), 0);
}

TEST(Writer, Independence) {
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const RationalMatrix a = simplex(8).atoms, b = integer_gaussian(3, 5, seed).atoms;
    const Index columns = 1 + static_cast<Index>(seed % 7);
    expect_written_well(certificate::independence({a}, columns, certificate::Method::dominance),
                        "independence");
    expect_written_well(certificate::independence({b}, 1, certificate::Method::exhaustive), "independence");
    expect_written_well(
        certificate::independence({a, RationalMatrix::Identity(8, 3)}, 2, certificate::Method::dominance),
        "independence");
  }
  EXPECT_GT(rejected_digits("independence"), 0);
}

TEST(Writer, L1) {
  std::mt19937_64 generator(1);
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const RationalMatrix a = simplex(4).atoms;
    const Index j = static_cast<Index>(uniform_below(generator, 4));
    const Rational third(1, 3);
    expect_written_well(certificate::l1_unique(a, unit(4, j), a.col(j) * third), "l1_unique");
    std::vector<std::pair<RationalVector, RationalVector>> duals;
    for (Index i = 0; i < 4; ++i) duals.emplace_back(unit(4, i), a.col(i) * third);
    expect_written_well(certificate::l1_recovery(a, 1, duals), "l1_recovery");
    RationalMatrix short_atom(2, 3);
    const Rational size = Rational(1, 1 + static_cast<long>(seed) + 1);
    short_atom << size, 0, 1, 0, 1, 1;
    RationalVector rival = unit(3, 2, size);
    rival[1] = -size;
    expect_written_well(certificate::l1_counterexample({.dictionary = short_atom,
                                                        .code = unit(3, 0),
                                                        .rival = rival,
                                                        .hypothesis = certificate::L1Hypothesis::none}),
                        "l1_counterexample");
  }
  for (const char* kind : {"l1_unique", "l1_recovery", "l1_counterexample"})
    EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, Generalized) {
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const RationalMatrix a = integer_gaussian(2, 4, seed).atoms;
    const Eigen::MatrixXd b = doubles(a);
    const StoredDoubles stored{b};
    const GeneralizedCoherence found = generalized_coherence(a), same = generalized_coherence(stored);
    expect_written_well(certificate::generalized_coherence(a, found), "generalized_coherence");
    expect_written_well(certificate::generalized_coherence(stored, same), "generalized_coherence");
    if (found.upper == 1) continue;  // parallel columns: no share is below a half
    for (const auto property : {certificate::NullSpace::l1_recovery, certificate::NullSpace::uniqueness}) {
      expect_written_well(certificate::null_space_property(a, found, 1, property), "null_space_property");
      expect_written_well(certificate::null_space_property(stored, same, 1, property), "null_space_property");
    }
  }
  for (const char* kind : {"generalized_coherence", "null_space_property"})
    EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, Solutions) {
  std::mt19937_64 generator(2);
  const std::vector<RationalMatrix> layers = {identity_hadamard(4).atoms, RationalMatrix::Identity(8, 3)};
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const Index j = static_cast<Index>(uniform_below(generator, 3));
    const RationalVector code = unit(3, j, small(generator));
    expect_written_well(certificate::solutions(layers, {1, 1}, chain(layers, code)[0], code), "solutions");

    const RationalMatrix a = simplex(4).atoms;
    RationalVector one = RationalVector::Zero(4), other = RationalVector::Zero(4);
    const Rational size = small(generator);
    one[0] = one[1] = size;
    other[2] = other[3] = -size;
    expect_written_well(certificate::two_solutions({.layers = {a},
                                                    .sparsity = {2},
                                                    .signal = multiply(a, one),
                                                    .code = one,
                                                    .other = other,
                                                    .equality = true}),
                        "two_solutions");
  }
  for (const char* kind : {"solutions", "two_solutions"}) EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, KnownSupports) {
  std::mt19937_64 generator(3);
  RationalMatrix deep = RationalMatrix::Zero(8, 2);
  deep(0, 0) = deep(0, 1) = deep(1, 0) = deep(2, 1) = 1;
  const std::vector<RationalMatrix> layers = {identity_hadamard(4).atoms, deep};
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    RationalVector code(2);  // the shared row cancels
    code[0] = small(generator), code[1] = -code[0];
    expect_written_well(certificate::known_support({.layers = layers,
                                                    .code = code,
                                                    .supports = {{1, 2}, {0, 1}},
                                                    .rank = 1,
                                                    .signal_rank = 2,
                                                    .conclusion = Conclusion::holds}),
                        "known_support");
    RationalVector perturbed = code;
    perturbed[0] += small(generator);
    expect_written_well(certificate::stacked_stability({.layers = layers,
                                                        .code = code,
                                                        .perturbed = perturbed,
                                                        .stack = certificate::Stack::features,
                                                        .norms = certificate::Norms::assumed_one,
                                                        .conclusion = Conclusion::vacuous}),
                        "stacked_stability");
  }
  for (const char* kind : {"known_support", "stacked_stability"}) EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, Stability) {
  std::mt19937_64 generator(4);
  const DeepDictionary deep = deep_dictionary("simplex", {simplex(4).atoms});
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    Perturbation perturbation{.code = unit(4, 0, small(generator)), .perturbed = {}};
    const RationalVector moved = unit(4, static_cast<Index>(uniform_below(generator, 4)), small(generator));
    perturbation.perturbed = {multiply(deep.layers[0], moved), moved};
    expect_written_well(certificate::stability({.deep = deep,
                                                .perturbation = perturbation,
                                                .form = NoiseForm::input,
                                                .conclusion = Conclusion::holds}),
                        "stability");
    expect_written_well(certificate::stability_envelope(deep), "stability_envelope");
    expect_written_well(
        certificate::stability_envelope(deep_dictionary("block", {block_design(3, 3, seed).atoms})),
        "stability_envelope");
    expect_written_well(certificate::stability_identity(static_cast<int>(seed)), "stability_identity");
  }
  for (const char* kind : {"stability", "stability_envelope"}) EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, OfAStabilityEnvelopeAsksForTheCoherenceBound) {
  DeepDictionary deep = deep_dictionary("simplex", {simplex(4).atoms});
  deep.sparsity = {2};
  EXPECT_THROW(certificate::stability_envelope(deep), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
