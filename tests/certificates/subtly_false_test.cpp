#include <gtest/gtest.h>

#include "harness/check/checker.h"
#include "tests/certificates/samples.h"

namespace dsc::check {
namespace {

struct False {
  const char *name, *from, *to;
  const char* reason;  ///< a part of the reason, so that it is rejected for what is wrong with it
};

class SubtlyFalse : public testing::TestWithParam<False> {};

TEST_P(SubtlyFalse, IsRejectedForItsReason) {
  const auto& [name, from, to, reason] = GetParam();
  const Result result = check_certificate(altered(name, from, to));
  EXPECT_FALSE(result.ok) << name << ": " << to;
  EXPECT_NE(result.reason.find(reason), std::string::npos) << result.reason;
  for (const char c : result.reason) EXPECT_TRUE(c >= ' ' && c <= '~') << result.reason;
}

// A pair that attains mu, but not the first; mu itself where mu^2 is asked for.
INSTANTIATE_TEST_SUITE_P(
    Coherence, SubtlyFalse,
    testing::Values(False{"coherence-simplex", "\"pair\":[0,1]", "\"pair\":[0,2]", "[0,1]"},
                    False{"coherence-simplex", "\"pair\":[0,1]", "\"pair\":[1,0]", "pair"},
                    False{"coherence-identity-hadamard", "[0,4]", "[1,4]", "pair"},
                    False{"coherence-simplex", "\"1/9\"", "\"1/3\"", "mu_squared"},
                    False{"coherence-simplex", "\"1/9\"", "\"2/18\"", "canonical"},
                    False{"coherence-simplex", "\"1/9\"", "0.1111111111111111", "mu_squared"},
                    False{"coherence-simplex", "\"rows\":3", "\"rows\":2", "atoms"}));

// Equality is not enough for dominance; a set one larger is dependent.
INSTANTIATE_TEST_SUITE_P(
    Independence, SubtlyFalse,
    testing::Values(False{"independence-dominance", "\"columns\":2", "\"columns\":3", "(k-1)^2 mu^2 < 1"},
                    False{"independence-simplex-dominance", "\"columns\":3", "\"columns\":4",
                          "(k-1)^2 mu^2 < 1"},
                    False{"independence-exhaustive", "\"columns\":3", "\"columns\":4", "independent"},
                    False{"independence-exhaustive", "\"columns\":3", "\"columns\":9", "columns"},
                    False{"independence-exhaustive", "\"columns\":3", "\"columns\":0", "columns"},
                    False{"independence-exhaustive", "exhaustive", "dominance", "(k-1)^2 mu^2 < 1"}));

INSTANTIATE_TEST_SUITE_P(
    TwoSolutions, SubtlyFalse,
    testing::Values(
        False{"two_solutions-simplex", "[[2,\"-1\"],[3,\"-1\"]]", "[[0,\"1\"],[1,\"1\"]]", "differ"},
        False{"two_solutions-simplex", "[[2,\"-1\"],[3,\"-1\"]]", "[[2,\"-1\"],[3,\"-2\"]]", "signal"},
        False{"two_solutions-simplex", "\"sparsity\":[2]", "\"sparsity\":[1]", "sparsity"},
        False{"two_solutions-simplex", "\"sparsity\":[2]", "\"sparsity\":[3]", "hypothesis"},
        False{"two_solutions-two-layers", "[2,1]", "[1,1]", "sparsity at layer 1"},
        False{"two_solutions-two-layers", "[2,1]", "[2,0]", "sparsity"},
        False{"two_solutions-identity-hadamard", "none", "equality", "hypothesis"}));

INSTANTIATE_TEST_SUITE_P(
    Solutions, SubtlyFalse,
    testing::Values(False{"solutions-identity-hadamard", "\"-3/2\"]]}}", "\"3/2\"]]}}", "code"},
                    False{"solutions-identity-hadamard", "\"sparsity\":[1]", "\"sparsity\":[4]",
                          "independent"},
                    False{"solutions-identity-hadamard", "\"sparsity\":[1]", "\"sparsity\":[9]", "columns"},
                    False{"solutions-zero-signal", "\"entries\":[]},\"code\"",
                          "\"entries\":[[0,\"1\"]]},\"code\"", "code"}));

INSTANTIATE_TEST_SUITE_P(
    KnownSupport, SubtlyFalse,
    testing::Values(False{"known_support-cancelling", "\"holds\"", "\"fails\"", "conclusion"},
                    False{"known_support-wrong-supports", "\"fails\"", "\"holds\"", "conclusion"},
                    False{"known_support-cancelling", "\"signal_rank\":2", "\"signal_rank\":1",
                          "signal_rank"},
                    False{"known_support-cancelling", "\"rank\":1", "\"rank\":2", "rank"}));

INSTANTIATE_TEST_SUITE_P(
    StackedStability, SubtlyFalse,
    testing::Values(False{"stacked_stability-small-columns", "\"fails\"", "\"holds\"", "conclusion"},
                    False{"stacked_stability-small-columns", "assumed_one", "measured", "conclusion"},
                    False{"stacked_stability-small-columns", "\"fails\"", "\"vacuous\"", "conclusion"},
                    False{"stacked_stability-signal", "\"vacuous\"", "\"holds\"", "conclusion"}));

// A dual vector of exactly 1 off the support proves nothing; nor do dependent columns.
INSTANTIATE_TEST_SUITE_P(
    L1, SubtlyFalse,
    testing::Values(False{"l1_unique-simplex", "[[0,\"1/3\"],[1,\"1/3\"],[2,\"1/3\"]]", "[[0,\"1\"]]",
                          "|a.v| < 1"},
                    False{"l1_unique-simplex", "[[0,\"1/3\"],[1,\"1/3\"],[2,\"1/3\"]]",
                          "[[0,\"1/3\"],[1,\"1/3\"]]", "sign"},
                    False{"l1_unique-square", "[[0,\"1\"],[1,\"-1\"]]", "[[0,\"2\"],[1,\"-1\"]]", "sign"},
                    False{"l1_unique-simplex", "\"signs\":{\"size\":4,\"entries\":[[0,\"1\"]]}",
                          "\"signs\":{\"size\":4,\"entries\":[]}", "dual"},
                    False{"l1_recovery-simplex", "\"sparsity\":1", "\"sparsity\":2", "sign vectors"},
                    False{"l1_recovery-three-atoms", "{\"signs\":{\"size\":3,\"entries\":[[0,\"1\"]]}",
                          "{\"signs\":{\"size\":3,\"entries\":[[0,\"-1\"]]}", "duals[0]"},
                    False{"l1_counterexample-simplex", "\"equality\"", "\"coherence_bound\"", "hypothesis"},
                    False{"l1_counterexample-beyond", "\"none\"", "\"equality\"", "hypothesis"},
                    False{"l1_counterexample-beyond", "[1,\"1\"]", "[1,\"2\"]", "A u = A x"},
                    False{"l1_counterexample-short-atom", "\"any\"", "\"equal_norms\"", "equal norms"},
                    False{"l1_counterexample-short-atom", "[1,\"-1/10\"]", "[1,\"-1/9\"]", "A u = A x"}));

INSTANTIATE_TEST_SUITE_P(
    Stability, SubtlyFalse,
    testing::Values(
        False{"stability-sharp-input", "\"holds\"", "\"fails\"", "conclusion"},
        False{"stability-sharp-input", "\"scale\":\"1\"", "\"scale\":\"99/100\"", "conclusion"},
        False{"stability-sharp-input-scaled", "\"scale\":\"99/100\"", "\"scale\":\"1\"", "conclusion"},
        False{"stability-sharp-input", "\"scale\":\"1\"", "\"scale\":\"0\"", "scale"},
        False{"stability-sharp-input", "\"scale\":\"1\"", "\"scale\":\"-1\"", "scale"},
        False{"stability-sharp-input", "\"sparsity\":[1]", "\"sparsity\":[2]", "coherence bound"},
        False{"stability-sharp-input", "\"input\"", "\"layers\"", "e_0 = 0"},
        False{"stability-recursion", "\"recursion\"", "\"input\"", "e_j = 0"},
        False{"stability-recursion", "\"61/144\"", "\"62/144\"", "canonical"},
        False{"stability-recursion", "\"61/144\"", "\"60/143\"", "noise_squared[0]"},
        False{"stability-two-layers-older", "\"older\"", "\"input\"", "e_j = 0"},
        False{"stability_envelope-simplex", "\"3/2\"", "\"4/3\"", "gains[0]"},
        False{"stability_envelope-simplex", "\"sparsity\":[1]", "\"sparsity\":[2]", "coherence bound"},
        False{"stability_envelope-slack", "[[0,\"5\"]]", "[[0,\"4\"]]", "equal norms"},
        False{"stability_identity-depth-3", ":3}", ":13}", "depth"},
        False{"stability_identity-depth-3", ":3}", ":0}", "depth"}));

// Soft attention may not be softer than the bound; the output is what the tokens say, not what they should.
INSTANTIATE_TEST_SUITE_P(
    Attention, SubtlyFalse,
    testing::Values(False{"attention-one-atom", "\"holds\"", "\"fails\"", "within the bound"},
                    False{"attention-aimed-beyond", "\"fails\"", "\"holds\"", "above the bound"},
                    False{"attention-one-atom", "\"offsets\":[0,1]", "\"offsets\":[1,0]", "above the bound"},
                    False{"attention-one-atom", "\"offsets\":[0,1]", "\"offsets\":[0,3]", "offsets[1]"},
                    False{"attention-one-atom", "\"offsets\":[0,1]", "\"offsets\":[0]", "list of 1"},
                    False{"attention-one-atom", "\"sharpness\":6", "\"sharpness\":100000", "4 sharpness N^2"},
                    False{"attention-one-atom", "\"sharpness\":6", "\"sharpness\":0", "sharpness"},
                    False{"attention-one-atom", "\"channels\":4", "\"channels\":5", "square matrix"},
                    False{"attention-one-atom", "\"channels\":4", "\"channels\":1", "channels"},
                    False{"attention-one-atom", "\"1/5\"],[1,\"2/5\"", "\"1/5\"],[1,\"1/5\"", "w_i.d_i = 1"},
                    False{"attention-one-atom", "\"feed_forward\"", "\"attention\"", "keys"}));

// The columns of the weights are channels times taps; a network may be right at the signals tried and wrong
// at others.
INSTANTIATE_TEST_SUITE_P(
    Network, SubtlyFalse,
    testing::Values(False{"network-vector", "\"depth\":2", "\"depth\":3", "depth"},
                    False{"network-vector", "\"weights\":14", "\"weights\":13", "weights"},
                    False{"network-vector", "\"axes\":1", "\"axes\":2", "rows"},
                    False{"network-vector", "\"vector\"", "\"channels\"", "rows"},
                    False{"network-vector", "\"thresholds\":[\"1/4\"]", "\"thresholds\":[\"1/5\"]", "equal"},
                    False{"network-vector", "\"thresholds\":[\"1/4\"]", "\"thresholds\":[\"-1/4\"]", ">= 0"},
                    False{"network-vector", "\"thresholds\":[\"1/4\"]", "\"thresholds\":[]", "1 to 64"},
                    False{"network-vector", "\"kernel\":3", "\"kernel\":1", "kernel"},
                    False{"network-vector", "\"stride\":2", "\"stride\":0", "stride"},
                    False{"network-gathered", "\"stride\":2", "\"stride\":1", "read_out"},
                    False{"network-image", "\"axes\":2", "\"axes\":1", "rows"},
                    False{"network_failure-sign-lost", "[2,\"-2\"]", "[2,\"2\"]", "differs"},
                    False{"network_failure-last-relu", "\"-1\"]]}}", "\"1\"]]}}", "differs"},
                    False{"negative_iterate-scalar", "\"-1\"", "\"1\"", "negative"},
                    False{"negative_iterate-scalar", "\"-1\"", "\"-1/4\"", "negative"},
                    False{"negative_iterate-scalar", "\"entry\":0", "\"entry\":1", "entry"}));
// A hair below a bound; a schedule for another noise; a step that is off; equality where more is asked.
INSTANTIATE_TEST_SUITE_P(
    Lista, SubtlyFalse,
    testing::Values(
        False{"lista_envelope-simplex", "\"noise\":\"1/10\"", "\"noise\":\"1/9\"", "covers the signals"},
        False{"lista_envelope-simplex", "\"sparsity\":1", "\"sparsity\":2", "covers the signals"},
        False{"lista_envelope-simplex", "\"steps\":2", "\"steps\":1", "errors[0]"},
        False{"lista_envelope-slack", "\"rate\":\"4/5\"", "\"rate\":\"1\"", "rate below 1"},
        False{"lista_envelope-slack", "\"drift\":\"1/2\"", "\"drift\":\"1/3\"", "covers the signals"},
        False{"lista_envelope-slack", "[[0,\"1\"],[1,\"-1/2\"]]", "[[0,\"1\"],[1,\"1/2\"]]", "covers"},
        False{"lista_envelope-slack", "[[0,\"1\"],[1,\"-1/2\"]]", "[[0,\"2\"],[1,\"-1/2\"]]", "w.d = 1"},
        False{"lista_envelope-two-layers", "\"steps\":2", "\"steps\":0", "covers the signals"},
        False{"lista_envelope-simplex", "\"steps\":2", "\"steps\":1001", "steps"},
        False{"lista_loss-sheared", "\"noise\":\"0\"", "\"noise\":\"1/9\"", "covers the signals"},
        False{"lista_loss-sheared", "\"losses\":[\"2/3\"]", "\"losses\":[\"3/5\"]", "losses[0]"},
        False{"lista_run-envelope", "own_noise", "input_errors", "hypothesis"},
        False{"lista_run-envelope", "\"3/2\"", "\"9/4\"", "the class"},
        False{"lista_run-attains", "[[1,\"2\"]]", "[[1,\"1\"]]", "conclusion"},
        False{"lista_run-attains", "\"floor\":\"0\"", "\"floor\":\"-1\"", "activation"},
        False{"lista_run-lost-support", "[[1,\"2/9\"]]", "[[1,\"1/3\"]]", "conclusion"},
        False{"lista_run-above", "\"value\":\"1/5\"", "\"value\":\"2/9\"", "conclusion"},
        False{"lista_run-growth", "\"value\":\"27\"", "\"value\":\"26\"", "conclusion"},
        False{"lista_run-growth", "\"gamma\":\"0\"", "\"gamma\":\"1\"", "0 where unused"},
        False{"lista_run-inexact", "\"step_error\":\"1/90\"", "\"step_error\":\"1/91\"", "step_error"},
        False{"lista_run-layers-printed", "own_noise", "input_error", "covers the signals"},
        False{"lista_run-stuck", "\"steps\":2", "\"steps\":1", "conclusion"},
        False{"lista_run-positive", "\"floor\":\"1/5\"", "\"floor\":\"1/4\"", "covers the signals"},
        False{"lista_run-lipschitz", "lipschitz", "inexact", "covers the signals"},
        False{"lista_lipschitz-simplex", "\"8/3\"", "\"5/2\"", "constant"},
        False{"lista_unbounded-two-layers", "\"steps\":4", "\"steps\":3", "what thresholds can bring back"},
        False{"lista_unbounded-two-layers", "[4,\"1/2\"]", "[4,\"1/3\"]", "direction"},
        False{"lista_unbounded-inexact", "\"step_error\":\"10\"", "\"step_error\":\"9\"", "step_error"},
        False{"lista_growth-row", "\"-2\"", "\"2\"", "factor"},
        False{"lista_growth-row", "[[0,\"2/3\"]]", "[]", "signal"}));

// Another slope, floor, step error or proof than the schedules were made for.
INSTANTIATE_TEST_SUITE_P(
    Activations, SubtlyFalse,
    testing::Values(False{"activation_envelope-lipschitz", "\"slope\":\"1/8\"", "\"slope\":\"1/7\"",
                          "covers the signals"},
                    False{"activation_envelope-lipschitz", "\"floor\":\"1/16\"", "\"floor\":\"1/15\"",
                          "covers the signals"},
                    False{"activation_envelope-lipschitz", "\"step_error\":\"0\"", "\"step_error\":\"1/99\"",
                          "step_error"},
                    False{"activation_envelope-two-layers", "\"step_error\":\"1/100\"",
                          "\"step_error\":\"1/99\"", "covers"},
                    False{"activation_envelope-two-layers", "inexact", "lipschitz", "step_error"},
                    False{"lipschitz_vacuity-elu", "\"rows\":16", "\"rows\":32", "atoms"},
                    False{"lipschitz_vacuity-elu", "\"lipschitz\":\"1\"", "\"lipschitz\":\"1/50\"",
                          "rate of 1"}));

INSTANTIATE_TEST_SUITE_P(
    DeepCodes, SubtlyFalse,
    testing::Values(
        False{"deep_envelope-refit", "\"form\":\"refit\"", "\"form\":\"pursuit\"", "cover the signals"},
        False{"deep_envelope-layers", "\"form\":\"pursuit\"", "\"form\":\"refit\"", "earlier stage"},
        False{"deep_envelope-refit", "\"magnitude\":\"1\",\"noise\":\"0\"",
              "\"magnitude\":\"17/25\",\"noise\":\"0\"", "classes with a code"},
        False{"lista_envelope-simplex", "\"magnitude\":\"1\"", "\"magnitude\":\"0\"", "classes with a code"},
        False{"deep_run-refit", "\"-1/2\"", "\"-1/25\"", "twice the threshold"},
        False{"deep_run-lost", "\"none\"", "\"covered\"", "twice the threshold"},
        False{"deep_run-lost", "\"value\":\"1/30\"", "\"value\":\"1/20\"", "conclusion"},
        False{"deep_run-deepest", "\"1/20\"", "\"1/19\"", "signals"}));

// A lag, a pair or a count one off; filters of another shape than the header says.
INSTANTIATE_TEST_SUITE_P(
    Convolutions, SubtlyFalse,
    testing::Values(
        False{"shift_coherence-sum-and-difference", "\"mu_squared\":\"1/4\"", "\"mu_squared\":\"1/5\"",
              "1/4"},
        False{"shift_coherence-sum-and-difference", "\"lag\":[\"1\"]", "\"lag\":[\"0\"]", "lag"},
        False{"shift_coherence-sum-and-difference", "\"pair\":[0,0]", "\"pair\":[0,1]", "pair"},
        False{"shift_coherence-sum-and-difference", "\"extent\":[2]", "\"extent\":[2,2]", "4 rows"},
        False{"shift_coherence-channels", "\"channels\":2", "\"channels\":1", "2 rows"},
        False{"striped_recovery-barker", "\"sparsity\":2", "\"sparsity\":3", "M(s) + M(s-1)"},
        False{"striped_recovery-unequal", "\"sparsity\":1", "\"sparsity\":2", "M(s) + M(s-1)"},
        False{"striped_recovery-witnesses", "\"sparsity\":1", "\"sparsity\":2", "(2s-1) u < 1"},
        // Orthogonal to its own filter.
        False{"striped_recovery-witnesses", "[0,\"1\"],[1,\"1\"]", "[0,\"1\"],[1,\"-1\"]", "other than 0"},
        // It sees the other filter as well as its own.
        False{"striped_recovery-witnesses", "[0,\"1\"],[1,\"1\"]", "[0,\"1\"]", "(2s-1) u < 1"}));

// Bounds tighter than the witnesses prove, and witnesses that prove nothing.
INSTANTIATE_TEST_SUITE_P(
    Generalized, SubtlyFalse,
    testing::Values(
        False{"null_space_property-simplex", "\"sparsity\":1", "\"sparsity\":2", "below 1/2"},
        False{"null_space_property-uniqueness", "\"sparsity\":1", "\"sparsity\":2", "below 1"},
        False{"null_space_property-plane", "[0,\"3\"],[1,\"-1\"]", "[1,\"-1\"]", "orthogonal"},
        False{"generalized_coherence-plane", "\"upper\":[\"1/3\"", "\"upper\":[\"33/100\"", "upper"},
        False{"generalized_coherence-plane", "\"lower\":[\"1/3\"", "\"lower\":[\"34/100\"", "canonical"},
        False{"generalized_coherence-plane", "\"lower\":[\"1/3\"", "\"lower\":[\"17/50\"", "lower"},
        False{"generalized_coherence-plane", "\"mu_w\":\"5/7\"", "\"mu_w\":\"7/10\"", "mu_w"},
        False{"generalized_coherence-plane", "\"c_w\":\"1\"", "\"c_w\":\"99/100\"", "c_w"},
        False{"generalized_coherence-plane", "[0,\"-3\"],[1,\"-2\"]", "[0,\"-3\"],[1,\"-1\"]", "lower"},
        False{"generalized_coherence-plane", "[0,\"3\"],[1,\"-1\"]", "[1,\"-1\"]", "orthogonal"},
        False{"generalized_coherence-residual", "\"scale\":2", "\"scale\":1", "inverse"},
        False{"generalized_coherence-residual", "\"columns\":[1,0]", "\"columns\":[0,0]", "inverse"},
        False{"generalized_coherence-relation", "\"relations\":[{\"size\":3,\"entries\":[[0,\"1\"]",
              "\"relations\":[{\"size\":3,\"entries\":[[0,\"2\"]", "N M = 0"},
        False{"generalized_coherence-relation", "\"rows\":[0,2]", "\"rows\":[0,1]", ""},
        False{"generalized_coherence-independent", "\"columns\":[0,1]", "\"columns\":[1,1]", "inverse"},
        False{"generalized_coherence-independent", "\"column\":0", "\"column\":2", "analysis"},
        False{"generalized_coherence-parallel", "-0x1.8p+1", "-0x1.4p+1", "lower"}));

INSTANTIATE_TEST_SUITE_P(
    Frame, SubtlyFalse,
    testing::Values(False{"stability_identity-depth-3", "\"schema\":1", "\"schema\":2", "schema"},
                    False{"stability_identity-depth-3", "\"schema\":1,", "", "schema"},
                    False{"stability_identity-depth-3", "\"kind\":\"stability_identity\",", "", "kind"},
                    False{"stability_identity-depth-3", "\"depth\":3", "\"depth\":3,\"note\":\"\"", "keys"},
                    False{"stability_identity-depth-3", "\"depth\":3", "\"depth\":3,\"depth\":3",
                          "\"depth\""},
                    False{"stability_identity-depth-3", "stability_identity", "stability_identities", "kind"},
                    False{"stability_identity-depth-3", "\"depth\":3", "\"depth\":3.0", "depth"},
                    False{"stability_identity-depth-3", "\"depth\":3}", "\"depth\":3}x", "JSON"},
                    False{"stability_identity-depth-3", "{", "\xEF\xBB\xBF{", "ASCII"}));

}  // namespace
}  // namespace dsc::check
