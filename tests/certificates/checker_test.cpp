#include "harness/check/checker.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/certificates/samples.h"

namespace dsc::check {
namespace {

class Sample : public testing::TestWithParam<std::string> {};

TEST_P(Sample, IsAccepted) {
  const Result result = check_certificate(sample(GetParam()));
  EXPECT_TRUE(result.ok) << result.reason;
  EXPECT_EQ(result.kind, GetParam().substr(0, GetParam().find('-')));
  EXPECT_EQ(result.reason, "");
  EXPECT_NE(result.proves, "");
}

INSTANTIATE_TEST_SUITE_P(, Sample, testing::ValuesIn(sample_names()), [](const auto& name) {
  std::string plain = name.param;
  std::replace(plain.begin(), plain.end(), '-', '_');
  return plain;
});

TEST(Samples, CoverEveryKind) {
  std::set<std::string> covered;
  for (const std::string& name : sample_names()) covered.insert(name.substr(0, name.find('-')));
  const std::vector<std::string> kinds = known_kinds();
  EXPECT_EQ(covered, std::set<std::string>(kinds.begin(), kinds.end()));
}

struct Proof {
  const char *name, *words;
};

class Proves : public testing::TestWithParam<Proof> {};

TEST_P(Proves, ThisMuchAndNoMore) {
  EXPECT_EQ(check_certificate(sample(GetParam().name)).proves, GetParam().words) << GetParam().name;
}

INSTANTIATE_TEST_SUITE_P(
    , Proves,
    testing::Values(
        Proof{"coherence-simplex", "fact for all signals"},
        Proof{"independence-dominance", "holds for all signals"},
        Proof{"independence-exhaustive", "holds for all signals"},
        Proof{"two_solutions-identity-hadamard", "fails for one signal"},
        Proof{"two_solutions-simplex", "fact for one signal"},
        Proof{"solutions-two-layers", "holds for one signal"},
        Proof{"known_support-cancelling", "fact for one signal"},
        Proof{"known_support-wrong-supports", "fails for one signal"},
        Proof{"stacked_stability-features", "vacuous"},
        Proof{"stacked_stability-small-columns", "fails for one signal"},
        Proof{"stacked_stability-small-columns-measured", "holds for one signal"},
        Proof{"l1_unique-simplex", "holds for one signal"},
        Proof{"l1_recovery-simplex", "holds for all signals"},
        Proof{"l1_counterexample-simplex", "fails for one signal"},
        Proof{"l1_counterexample-beyond", "fact for one signal"},
        Proof{"stability-sharp-input", "holds for one signal"},
        Proof{"stability-sharp-input-scaled", "fails for one signal"},
        Proof{"stability_identity-depth-3", "holds for all signals"},
        Proof{"attention-two-atoms", "holds for one signal"},
        Proof{"attention-aimed-beyond", "fails for one signal"},
        Proof{"network-image", "holds for all signals"},
        Proof{"network_failure-image", "fails for one signal"},
        Proof{"negative_iterate-three", "fails for one signal"},
        Proof{"lista_envelope-simplex", "holds for all signals"},
        Proof{"activation_envelope-lipschitz", "holds for all signals"},
        Proof{"lipschitz_vacuity-elu", "vacuous"}, Proof{"deep_envelope-refit", "holds for all signals"},
        Proof{"deep_run-refit", "holds for one signal"}, Proof{"deep_run-lost", "fails for one signal"},
        Proof{"lista_run-stuck", "fails for one signal"},
        Proof{"lista_loss-simplex", "holds for all signals"},
        Proof{"lista_run-envelope", "holds for one signal"}, Proof{"lista_run-leaky", "holds for one signal"},
        Proof{"lista_run-attains", "holds for one signal"},
        Proof{"lista_run-layers-repaired", "holds for one signal"},
        Proof{"lista_run-start", "fails for one signal"}, Proof{"lista_run-above", "fails for one signal"},
        Proof{"lista_run-growth", "fact for one signal"},
        Proof{"lista_run-loss-below", "fact for one signal"},
        Proof{"lista_run-loss-above", "fact for one signal"},
        Proof{"lista_lipschitz-simplex", "holds for all signals"},
        Proof{"lista_unbounded-two-layers", "fails for one signal"},
        Proof{"null_space_property-simplex", "holds for all signals"},
        Proof{"stability_envelope-simplex", "holds for all signals"},
        Proof{"lista_growth-row", "fails for one signal"}));

// After the first refit an entry may be off by 2, twice the threshold: what exceeds that is still there for
// the second. Off by a hair more, an entry just above it may have become 0, which no refit repairs.
TEST(DeepEnvelope, ARefitAfterARefitNeedsAnEntryBoundOfTwiceTheThreshold) {
  const std::string edge = sample("deep_envelope-refit-at-the-edge");
  EXPECT_TRUE(check_certificate(edge).ok);
  std::string beyond = edge;
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{R"([1,"2"])", R"([1,"201/100"])"},
        {R"("drift":"2","weight":"0","offset":"0")", R"("drift":"201/100","weight":"0","offset":"0")"}}) {
    ASSERT_NE(beyond.find(from), std::string::npos) << from;
    beyond.replace(beyond.find(from), from.size(), to);
  }
  const Result result = check_certificate(beyond);
  EXPECT_FALSE(result.ok);
  EXPECT_NE(result.reason.find("schedules that cover"), std::string::npos) << result.reason;
}

TEST(Verdict, ProvesNothingWhereRejected) {
  EXPECT_EQ(check_certificate(altered("l1_unique-simplex", "1/3", "1/4")).proves, "");
}

TEST(Verdict, KindIsNeverTakenFromAStranger) {
  EXPECT_EQ(check_certificate(R"({"schema":1,"kind":"<script>"})").kind, "?");
  EXPECT_EQ(check_certificate("no certificate").kind, "?");
  EXPECT_EQ(check_certificate(R"({"schema":1,"kind":"coherence"})").kind, "coherence");
}

}  // namespace
}  // namespace dsc::check
