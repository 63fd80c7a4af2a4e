#include "theorems/pursuit/deep_recovery.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"

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

TEST(DeepRecovery, AStageOutsideTheChainIsRefused) {
  DeepRecovery recovery = layer_by_layer(identities(0), 1);
  recovery.stages[1].to = 3;
  EXPECT_THROW(recovery_bounds(recovery), std::invalid_argument);
  recovery.stages[1].from = recovery.stages[1].to = 1;
  EXPECT_THROW(recovery_bounds(recovery), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
