#include "harness/claim.h"
#include "theorems/claims/section2/stability_check.h"

namespace dsc {
namespace {

const Registration registration(Claim{
    .id = "T2.3",
    .position = 8,
    .title = "Stability layer by layer",
    .source = "arXiv 2408.05540v2, Theorem 2.3",
    .statement = R"(
        For normalised dictionaries within the coherence bound, a solution of the noisy problem stays within
        delta_j of the noiseless one, where each layer adds its tolerance and divides by the root of one
        minus 2 lambda_j - 1 times its coherence.)",
    .latex = R"(
        \|x_j - \tilde x_j\|_2 \le \delta_j,\qquad \delta_0 = \|\varepsilon_0\|_2,\quad \delta_j =
        \frac{\varepsilon_j + \delta_{j-1}}{\sqrt{1 - (2\lambda_j - 1)\mu(D_j)}})",
    .reading = R"(
        DCP is read as DSC. Each tolerance is taken as small as the perturbed chain allows, the residual
        itself.)",
    .instances = R"(
        Six single layers, three chains of two layers and one of three: random perturbations, hill climbing
        from them, and the direction that the deepest dictionary shrinks most. On the simplex a difference
        constant on all atoms attains the bound. With several layers the tightness counts only where noise
        enters above the deepest layer too.)",
    .falsified = "The squared bound is taken 1 - 2^-20 times as large.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "T2_3_statement",
    .formal_theorem = "T2_3",
    .formal_verdict = Verdict::proved,
    .check = bound_as_printed(NoiseForm::recursion),
    .control = bound_too_small(NoiseForm::recursion),
});

}  // namespace
}  // namespace dsc
