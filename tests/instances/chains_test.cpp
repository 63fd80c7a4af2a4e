#include <gtest/gtest.h>

#include "theorems/instances/activation_chains.h"
#include "theorems/instances/chain.h"
#include "theorems/instances/layered_chains.h"
#include "theorems/instances/recovery_chains.h"

namespace dsc {
namespace {

void expect_in_class(const Chain& chain, const ChainSignal& signal) {
  for (std::size_t j = 0; j < chain.depth(); ++j) {
    const SignalClass& signals = chain.pursuit.classes[j];
    const RationalVector& code = signal.codes[j + 1];
    EXPECT_LE(static_cast<Eigen::Index>(support(code).size()), signals.sparsity) << chain.name;
    EXPECT_LE(code.cwiseAbs().maxCoeff(), signals.magnitude) << chain.name;
    EXPECT_EQ(signal.codes[j], multiply(chain.pursuit.encoders[j].dictionary, code) + signal.noise[j]);
    EXPECT_EQ(l1_norm(signal.noise[j]), signals.noise) << chain.name;
  }
}

TEST(RecoveryChains, BoundsHoldOnEveryChain) {
  for (const Chain& chain : recovery_chains(Rational(1, 500))) {
    for (const auto way : {layer_by_layer, deepest_first}) {
      const DeepRecovery recovery = way(recovery_of(chain), 12);
      const RecoveryBounds bounds = recovery_bounds(recovery);
      if (!bounds.converges) continue;
      const WorstRun worst = worst_run(recovery, 3, 7);
      for (std::size_t j = 1; j < bounds.errors.size(); ++j)
        EXPECT_LE(worst.errors[j - 1], bounds.errors[j]) << chain.name << ", layer " << j;
    }
  }
}

TEST(RecoveryChains, SumsOfFourAreOrthogonalAndMeetInTheSignal) {
  const Chain chain = recovery_chains(0)[1];
  ASSERT_EQ(chain.id, "hadamard-64-sums");
  EXPECT_EQ(chain.constants[1].mu, 0);
  EXPECT_EQ(cross_coherence(deepest_first(recovery_of(chain), 1).stages[0].encoder), Rational(1, 2));
}

TEST(DrawnSignals, AreInTheirClasses) {
  std::mt19937_64 generator(3);
  for (const Chain& chain : recovery_chains(Rational(1, 500)))
    expect_in_class(chain, draw_signal(chain.pursuit, {.random = true}, generator));
  for (const Chain& chain : activation_chains(Rational(1, 100)))
    expect_in_class(chain, draw_signal(chain.pursuit, {.random = true, .least = 1}, generator));
}

TEST(LayeredChains, HaveSignalsOfTheirClasses) {
  for (const Chain& chain : layered_chains(1, Rational(1, 1024))) expect_in_class(chain, chain.signal);
  for (const Chain& chain : hard_single_layers()) expect_in_class(chain, chain.signal);
}

TEST(ActivationChains, AreFoundByTheirId) {
  EXPECT_EQ(activation_chain("three-bases", 0).deepest_dictionary().cols(), 12);
  EXPECT_THROW(activation_chain("four bases", 0), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
