#include "theorems/coherence/convergence_rate.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

TEST(ConvergenceRate, IsExactForTheFamilies) {
  // mu~ = 1/8: q = 3/8 at two nonzeros; 2 (3/8)^K <= 1/1000 first at K = 8, since (3/8)^7 = 0.00104….
  const GeneralizedCoherence g = generalized_coherence(identity_hadamard(64).atoms);
  const ConvergenceRate rate = convergence_rate(g, 2);
  EXPECT_EQ(rate.q, Rational(3, 8));
  EXPECT_EQ(layers_needed(rate, 1, Rational(1, 1000)), 8);
  EXPECT_EQ(layers_needed(rate, 1, 2), 0);
  EXPECT_EQ(layers_needed(rate, 1, Rational(3, 4)), 1) << "equality is enough";
  EXPECT_EQ(layers_needed(rate, 1, Rational(749, 1000)), 2);
  // 2 s sqrt(m) C_W noise / (1 - q) = 4 * 8 * C_W * 8/5.
  EXPECT_TRUE(noise_floor(g, rate, 1).contains(Rational(256, 5) * g.c_w));
}

TEST(ConvergenceRate, NoneWhereTheFactorIsNotBelowOne) {
  const GeneralizedCoherence g = generalized_coherence(identity_hadamard(16).atoms);
  EXPECT_FALSE(layers_needed(convergence_rate(g, 3), 1, Rational(1, 10)));
  EXPECT_THROW(noise_floor(g, convergence_rate(g, 3), 1), std::domain_error);
  const ConvergenceRate slow{1, 1 - Rational(1, pow(Integer(10), 30))};
  EXPECT_FALSE(layers_needed(slow, 1, Rational(1, 10))) << "beyond 2^40 layers";
  EXPECT_THROW(layers_needed(slow, 1, 0), std::domain_error);
}

}  // namespace
}  // namespace dsc
