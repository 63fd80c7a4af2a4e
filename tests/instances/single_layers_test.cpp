#include "theorems/instances/single_layers.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

TEST(SingleLayers, AreAsSparseAsTheRateAllows) {
  const auto all = single_layers(Rational(1, 64));
  EXPECT_GE(all.size(), 8u);
  for (const Chain& layer : all) {
    const Encoder& encoder = layer.pursuit.encoders[0];
    const Rational mu = cross_coherence(encoder), largest = largest_entry(encoder.analysis);
    const LayerConstants& stated = layer.constants[0];
    if (layer.exact) {
      EXPECT_EQ(stated.mu, mu) << layer.name;
      EXPECT_EQ(stated.largest, largest) << layer.name;
    } else {
      EXPECT_TRUE(mu <= stated.mu && stated.mu < mu * Rational(1000001, 1000000)) << layer.name;
      EXPECT_TRUE(largest <= stated.largest) << layer.name;
    }
    const Eigen::Index s = layer.deepest_class().sparsity;
    EXPECT_LT((2 * s - 1) * stated.mu, 1) << layer.name;
    EXPECT_GE((2 * s + 1) * stated.mu, 1) << layer.name;
  }
}

// All products of the simplex are -1/(n-1): equal signs push most.
TEST(HardestCode, HasEqualSignsOnTheSimplex) {
  const RationalVector code = hardest_code(self_encoder(simplex(8).atoms), 3, 2);
  EXPECT_EQ(support(code).size(), 3u);
  EXPECT_EQ(l1_norm(code), 6);
  EXPECT_EQ(abs(code.sum()), 6);
}

TEST(HardestCode, FindsAPairThatMeetsInTwoBases) {
  const Encoder encoder = self_encoder(identity_hadamard(16).atoms);
  const auto pair = support(hardest_code(encoder, 2, 1));
  ASSERT_EQ(pair.size(), 2u);
  EXPECT_EQ(abs(dot(encoder.analysis.col(pair[0]), encoder.dictionary.col(pair[1]))), Rational(1, 4));
}

TEST(HardestCode, StopsWhereNoOtherAtomMeets) {
  const Encoder encoder{RationalMatrix::Identity(3, 3), RationalMatrix::Identity(3, 3)};
  EXPECT_EQ(support(hardest_code(encoder, 2, 1)).size(), 1u);
}

TEST(HardestNoise, UsesTheWholeLevelAgainstTheCode) {
  const Encoder encoder = self_encoder(three_bases().atoms);
  RationalVector code = RationalVector::Zero(12);
  code[2] = -1;
  const RationalVector noise = hardest_noise(encoder, code, Rational(1, 8));
  EXPECT_EQ(noise[2], Rational(1, 8));
  EXPECT_EQ(l1_norm(noise), Rational(1, 8));
}

TEST(RandomSignals, StayInTheirClass) {
  const Encoder encoder = self_encoder(simplex(16).atoms);
  std::mt19937_64 generator(7);
  for (int trial = 0; trial < 200; ++trial) {
    const RationalVector code = random_code(encoder, 5, 2, generator);
    const RationalVector noise = random_noise(encoder, Rational(1, 3), generator);
    EXPECT_EQ(support(code).size(), 5u);
    EXPECT_LE(code.cwiseAbs().maxCoeff(), 2);
    EXPECT_LE(l1_norm(noise), Rational(1, 3));
  }
}

}  // namespace
}  // namespace dsc
