#include "harness/claim.h"
#include "theorems/claims/section2/stability_check.h"

namespace dsc {
namespace {

const Registration registration(Claim{
    .id = "C2.4",
    .position = 9,
    .title = "Stability against noise in the signal",
    .source = "arXiv 2408.05540v2, Corollary 2.4",
    .statement = R"(
        If both the clean and the noisy signal have exact chains, the squared error at depth j is at most
        the squared noise over the product of one minus 2 lambda_i - 1 times the coherence, over the layers
        down to j.)",
    .latex = R"(
        \|\tilde x_j - x_j\|_2^2 \le \|\varepsilon_0\|_2^2 \Bigl(\prod_{i=1}^{j} \bigl(1 - (2\lambda_i -
        1)\mu(D_i)\bigr)\Bigr)^{-1})",
    .instances = R"(
        Pairs of sparse chains in ten families of one, two and three layers: random pairs, and those whose
        signals are closest.)",
    .falsified = "The squared bound is taken 1 - 2^-20 times as large.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "C2_4_statement",
    .formal_theorem = "C2_4",
    .formal_verdict = Verdict::proved,
    .check = bound_as_printed(NoiseForm::input),
    .control = bound_too_small(NoiseForm::input),
});

}  // namespace
}  // namespace dsc
