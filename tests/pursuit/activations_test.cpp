#include "theorems/pursuit/activations.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Rule = Activation;

TEST(Activations, ComposingMultipliesSlopeAndFloor) {
  const Rule leaky{Rational(1, 10), Rational(1, 5)};
  for (const Rational& v : {Rational(-9), Rational(-2), Rational(-1, 3), Rational(0), Rational(4)}) {
    Rational thrice = v;
    for (int k = 0; k < 3; ++k) thrice = apply(leaky, thrice);
    EXPECT_EQ(apply(composed(leaky, 3), v), thrice) << v;
  }
  EXPECT_EQ(composed(leaky, 1).floor, leaky.floor);
  EXPECT_THROW(composed(leaky, 0), std::invalid_argument);
  EXPECT_THROW(composed({2, 1}, 2), std::invalid_argument);
}

TEST(Activations, PositiveBelowZeroStaysAsItIs) {
  const Rule bump{Rational(-1, 2), Rational(1, 3)};
  EXPECT_EQ(apply(bump, -5), Rational(1, 3));
  for (const Rational& v : {Rational(-9), Rational(-1, 3), Rational(2)})
    EXPECT_EQ(apply(composed(bump, 2), v), apply(bump, apply(bump, v))) << v;
}

// On the identity mu = 0: one step from any start gives rho(x*) - rho(-x*), off by the floor in every
// nonzero.
TEST(Activations, IdentityAttainsTheLipschitzBound) {
  const LayeredPursuit pursuit{{self_encoder(RationalMatrix::Identity(3, 3))}, {{2, 1, 0}}};
  const Rule rho{1, Rational(1, 7)};
  const ActivatedSchedules scheduled = activated_schedules(pursuit, 2, StepProof::lipschitz, rho);
  RationalVector code(3);
  code << 1, 0, -1;
  EXPECT_EQ(l1_errors(layered_iterates(pursuit, code, scheduled.schedules, 2, rho)[0], code).back(),
            Rational(2, 7));
  EXPECT_EQ(scheduled.bounds[0], Rational(2, 7));
}

// Simplex of 4, s = 1, slope 1/8: alpha = (2 (1/8) 3 + 2)/3 = 11/12.
TEST(Activations, RateIsThatOfTheTheorem) {
  const LayeredPursuit pursuit{{self_encoder(simplex(4).atoms)}, {{1, 1, 0}}};
  const auto by_slope = activated_schedules(pursuit, 1, StepProof::lipschitz, {Rational(1, 8), 1});
  EXPECT_EQ(by_slope.schedules[0].rate, Rational(11, 12));
  EXPECT_TRUE(by_slope.converges);
  EXPECT_FALSE(activated_schedules(pursuit, 1, StepProof::lipschitz, {Rational(1, 6), 1}).converges);
  EXPECT_THROW(activated_schedules(pursuit, 1, StepProof::lipschitz, {}, 1), std::invalid_argument);
}

// E_1 = q B + 4 s (d-s) mu epsilon + 2 s epsilon for d = 4, s = 1, mu = 1/3, epsilon = 1/10, and 2 (d-s)
// epsilon beside.
TEST(Activations, InexactBoundIsTheOneOfTheRepair) {
  const LayeredPursuit pursuit{{self_encoder(simplex(4).atoms)}, {{1, 1, 0}}};
  const auto scheduled = activated_schedules(pursuit, 1, StepProof::inexact, {}, Rational(1, 5));
  EXPECT_EQ(scheduled.bounds[0], Rational(1, 3) + Rational(4, 10) + Rational(2, 10) + Rational(6, 10));
}

TEST(Activations, WithoutFloorOrErrorItIsTheRelu) {
  const LayeredPursuit pursuit{{self_encoder(simplex(8).atoms)}, {{2, 1, Rational(1, 9)}}};
  const Schedule plain = layered_schedules(pursuit, 4, LayerComposition::repaired)[0],
                 inexact = activated_schedules(pursuit, 4, StepProof::inexact, {}).schedules[0];
  EXPECT_EQ(plain.rate, inexact.rate);
  EXPECT_EQ(plain.drift, inexact.drift);
  EXPECT_EQ(plain.offset, inexact.offset);
}

TEST(StoredIterates, AreSoftThresholdingWithinRounding) {
  const LayeredPursuit pursuit{{self_encoder(three_bases().atoms)}, {{1, 1, 0}}};
  RationalVector code = RationalVector::Zero(12);
  code[5] = 1;
  const RationalVector y = multiply(pursuit.encoders[0].dictionary, code);
  const auto schedules = layered_schedules(pursuit, 6, LayerComposition::repaired);
  const auto soft = [](double u, double theta) { return u > theta ? u - theta : u < -theta ? u + theta : 0; };
  const auto stored = stored_iterates(pursuit, y, schedules, 6, soft)[0];
  const auto exact = layered_iterates(pursuit, y, schedules, 6)[0];
  ASSERT_EQ(stored.size(), 6u);
  for (std::size_t k = 0; k < stored.size(); ++k)
    EXPECT_LT(l1_norm(stored[k] - exact[k + 1]), Rational(1, 1000000)) << k;
}

}  // namespace
}  // namespace dsc
