#include "theorems/pursuit/deep_recovery.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/recovery_chains.h"

namespace dsc {
namespace {

/// Two identities: every product, norm and bound is known.
DeepRecovery identities(const Rational& noise) {
  return {{RationalMatrix::Identity(3, 3), RationalMatrix::Identity(3, 3)}, {{2, 1, noise}, {2, 1, 0}}, {}};
}

// mu = 0, C = 1: a layer of s = 2 turns noise n into at most 2 s n = 4 n, a refit into s n = 2 n.
TEST(DeepRecovery, NoiseMultipliesLayerByLayer) {
  const Rational n(1, 100);
  EXPECT_EQ(recovery_bounds(layer_by_layer(identities(n), 2)).errors.back(), 16 * n);
  EXPECT_EQ(recovery_bounds(deepest_first(identities(n), 2)).errors.back(), 4 * n);
  EXPECT_EQ(recovery_bounds(refitted_layers(identities(n), 2)).errors.back(), 4 * n);
  EXPECT_EQ(recovery_bounds(refitted_from_signal(identities(n), 2)).errors.back(), 2 * n);
}

TEST(DeepRecovery, PushesBackWhatNoStageEndsAt) {
  DeepRecovery chain{
      {RationalMatrix::Identity(2, 2), RationalMatrix(2, 1)}, {{2, 2, 0}, {1, 1, Rational(1, 8)}}, {}};
  chain.layers[1] << 1, -1;
  const DeepRecovery recovery = deepest_first(chain, 3);
  const RecoveryBounds bounds = recovery_bounds(recovery);
  EXPECT_EQ(bounds.errors[1], 2 * bounds.errors[2] + Rational(1, 8));  // |D_2|_1 = 2
  RationalVector y(2);
  y << 1, -1;
  const auto estimates = recover(recovery, y);
  EXPECT_EQ(estimates[1], multiply(chain.layers[1], estimates[2]));
}

TEST(DeepRecovery, DeeperNoisePassesTheLayersAbove) {
  DeepRecovery chain{{simplex(4).atoms, RationalMatrix::Identity(4, 4)},
                     {{1, 1, Rational(1, 2)}, {1, 1, Rational(1, 6)}},
                     {}};
  EXPECT_EQ(input_error(chain, {0, 0, 0}, 0, 2), Rational(1, 2) + 3 * Rational(1, 6));  // |D_1|_1 = 3
}

// Without noise a refit on the true support of an orthonormal basis is exact after one step.
TEST(DeepRecovery, RefitFindsTheCodeItself) {
  DeepRecovery chain{{RationalMatrix::Identity(3, 3)}, {{2, 1, Rational(1, 50)}}, {}};
  add_pursuit(chain, 0, 1, 1);
  add_refit(chain, 0, 1, 1);
  RationalVector y(3);
  y << Rational(1, 2), 0, -1;
  EXPECT_EQ(recover(chain, y)[1], y);
}

TEST(DeepRecovery, BoundsHoldOnEveryChain) {
  for (const RecoveryChain& at : recovery_chains(Rational(1, 500))) {
    for (const auto way : {layer_by_layer, deepest_first}) {
      const DeepRecovery recovery = way(at.chain, 12);
      const RecoveryBounds bounds = recovery_bounds(recovery);
      if (!bounds.converges) continue;
      const WorstRun worst = worst_run(recovery, 3, 7);
      for (std::size_t j = 1; j < bounds.errors.size(); ++j)
        EXPECT_LE(worst.errors[j - 1], bounds.errors[j]) << at.name << ", layer " << j;
    }
  }
}

TEST(RecoveryChains, SumsOfFourAreOrthogonalAndMeetInTheSignal) {
  const DeepRecovery chain = recovery_chains(0)[1].chain;
  EXPECT_EQ(cross_coherence(self_encoder(chain.layers[1])), 0);
  EXPECT_EQ(cross_coherence(deepest_first(chain, 1).stages[0].encoder), Rational(1, 2));
}

TEST(RecoveryChains, DrawnSignalsAreInTheirClasses) {
  std::mt19937_64 generator(3);
  for (const RecoveryChain& at : recovery_chains(Rational(1, 500))) {
    const DrawnCodes drawn = draw_codes(at.chain, true, generator);
    for (std::size_t j = 0; j < at.chain.depth(); ++j) {
      EXPECT_LE(static_cast<Eigen::Index>(support(drawn.codes[j + 1]).size()), at.chain.classes[j].sparsity);
      EXPECT_EQ(drawn.codes[j], multiply(at.chain.layers[j], drawn.codes[j + 1]) + drawn.noise[j]);
      EXPECT_EQ(l1_norm(drawn.noise[j]), at.chain.classes[j].noise);
    }
  }
}

}  // namespace
}  // namespace dsc
