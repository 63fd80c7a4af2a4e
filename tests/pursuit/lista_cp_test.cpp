#include "theorems/pursuit/lista_cp.h"

#include <gtest/gtest.h>

#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/lista_cp_layers.h"

namespace dsc {
namespace {

RationalVector vector(const std::vector<Rational>& entries) {
  return Eigen::Map<const RationalVector>(entries.data(), static_cast<Eigen::Index>(entries.size()));
}

TEST(Shrink, IsSoftThresholdingForTheReLU) {
  const Activation relu;
  EXPECT_EQ(shrink(relu, Rational(5, 2), 1), Rational(3, 2));
  EXPECT_EQ(shrink(relu, Rational(-5, 2), 1), Rational(-3, 2));
  EXPECT_EQ(shrink(relu, 1, 1), 0);
  EXPECT_EQ(shrink(relu, Rational(-1, 2), 1), 0);
}

TEST(Shrink, LeakySlopesStopAtTheFloor) {
  const Activation leaky{Rational(1, 10), Rational(1, 5)};
  EXPECT_EQ(shrink(leaky, 1, 0), Rational(11, 10));  // 1 + 1/10
  EXPECT_EQ(shrink(leaky, 5, 0), Rational(26, 5));   // 5 + 1/5: the floor
  EXPECT_EQ(shrink(leaky, Rational(1, 2), 1), Rational(-1, 20) + Rational(3, 20));
  EXPECT_EQ(shrink(leaky, -1, 0), -shrink(leaky, 1, 0));
}

TEST(Encoder, MeasuresItself) {
  const Encoder bases = self_encoder(three_bases().atoms);
  EXPECT_EQ(bases.analysis, bases.dictionary);
  EXPECT_EQ(cross_coherence(bases), Rational(1, 2));
  EXPECT_EQ(largest_entry(bases.analysis), 1);
  const Encoder scaled = self_encoder(simplex(8).atoms);
  EXPECT_EQ(cross_coherence(scaled), Rational(1, 7));
  EXPECT_EQ(largest_entry(scaled.analysis), Rational(1, 7));
  EXPECT_EQ(cross_coherence(self_encoder(RationalMatrix::Identity(1, 1))), 0);
  EXPECT_THROW(cross_coherence({scaled.dictionary, scaled.dictionary}), std::invalid_argument);
  EXPECT_THROW(cross_coherence({scaled.dictionary, scaled.analysis.leftCols(7)}), std::invalid_argument);
  EXPECT_THROW(self_encoder(RationalMatrix::Zero(2, 1)), std::invalid_argument);
}

TEST(Schedule, FollowsTheClosedForm) {
  const Schedule schedule = convergence_schedule(Rational(1, 8), 1, {4, 2, Rational(1, 32)});
  const Rational q(7, 8), floor = 2 * 4 * Rational(1, 32) / (1 - q);
  const auto bounds = envelope(schedule, 5);
  const auto levels = thresholds(schedule, 5);
  ASSERT_EQ(bounds.size(), 6u);
  ASSERT_EQ(levels.size(), 5u);
  Rational power = 1;
  for (std::size_t k = 0; k < 6; ++k, power *= q) {
    EXPECT_EQ(bounds[k], (8 - floor) * power + floor);
    if (k == 5) break;
    EXPECT_EQ(levels[k], bounds[k] / 8 + Rational(1, 32));
  }
}

// The simplex attains the envelope: all of its products are -1/(n-1), so that errors of equal signs add up.
TEST(Iterates, AttainTheEnvelopeOnTheSimplex) {
  const Encoder encoder = self_encoder(simplex(8).atoms);
  const SignalClass signals{3, 2, 0};
  const Schedule schedule = convergence_schedule(Rational(1, 7), Rational(1, 7), signals);
  RationalVector code = RationalVector::Zero(8);
  code.head(3).setConstant(2);
  const auto iterates = lista_iterates(encoder, multiply(encoder.dictionary, code), thresholds(schedule, 12));
  EXPECT_EQ(l1_errors(iterates, code), envelope(schedule, 12));
}

// With thresholds 0 on a tight frame of bound 3, x^(k) = z_k D^T y with z_{k+1} = 1 - 2 z_k.
TEST(Iterates, DivergeWithoutThresholdsOnThreeBases) {
  const Encoder encoder = self_encoder(three_bases().atoms);
  const auto iterates = lista_iterates(encoder, vector({1, 0, 0, 0}), std::vector<Rational>(6, 0));
  std::vector<Rational> squares;
  for (const RationalVector& x : iterates) squares.push_back(squared_norm(x));
  EXPECT_EQ(squares, (std::vector<Rational>{0, 3, 3, 27, 75, 363, 1323}));
}

TEST(Iterates, AgreeWithThePlainFormula) {
  const Encoder encoder = self_encoder(unit_vectors(6, 9, 3).atoms);
  std::mt19937_64 generator(1);
  RationalVector y(6);
  for (Rational& entry : y) entry = static_cast<long>(uniform_below(generator, 17)) - 8;
  const std::vector<Rational> levels = {1, Rational(1, 2), Rational(1, 3), Rational(1, 4)};
  const auto iterates = lista_iterates(encoder, y, levels);
  RationalVector x = RationalVector::Zero(9);
  for (std::size_t k = 0; k < levels.size(); ++k) {
    EXPECT_EQ(iterates[k], x);
    const RationalVector u = x + encoder.analysis.transpose() * (y - encoder.dictionary * x);
    for (Eigen::Index i = 0; i < 9; ++i) x[i] = abs(u[i]) <= levels[k] ? 0 : u[i] - sign(u[i]) * levels[k];
  }
  EXPECT_EQ(iterates.back(), x);
  EXPECT_THROW(lista_iterates(encoder, RationalVector::Zero(5), levels), std::invalid_argument);
}

TEST(Layers, PassTheirErrorBoundOnOnlyWhenRepaired) {
  const Encoder encoder = self_encoder(three_bases().atoms),
                identity{RationalMatrix::Identity(12, 12), RationalMatrix::Identity(12, 12)};
  const LayeredPursuit pursuit{{encoder, identity}, {{1, 1, 0}, {1, 1, Rational(1, 100)}}};
  const auto printed = layered_schedules(pursuit, 4, LayerComposition::printed);
  const auto repaired = layered_schedules(pursuit, 4, LayerComposition::repaired);
  EXPECT_EQ(printed[0].rate, Rational(1, 2));
  EXPECT_EQ(printed[1].offset, Rational(1, 100));
  EXPECT_EQ(repaired[1].offset, Rational(1, 100) + Rational(1, 16));
  RationalVector code = RationalVector::Zero(12);
  code[5] = 1;
  const auto iterates = layered_iterates(pursuit, multiply(encoder.dictionary, code), repaired, 4);
  EXPECT_EQ(iterates[0].back()[5], Rational(15, 16));
  EXPECT_EQ(iterates[1].back()[5], Rational(15, 16) - repaired[1].offset);
}

}  // namespace
}  // namespace dsc
