#include "harness/claim.h"
#include "theorems/claims/section2/stability_check.h"

namespace dsc {
namespace {

const Registration registration(Claim{
    .id = "T2.3",
    .position = 5,
    .title = "Stability layer by layer",
    .source = "arXiv 2408.05540v2, Theorem 2.3",
    .statement = "For normalised dictionaries within the coherence bound, a solution of the noisy problem "
                 "stays within delta_j of the "
                 "noiseless one, where each layer adds its tolerance and divides by the root of one minus 2 "
                 "lambda_j - 1 times its coherence.",
    .latex = "\\|x_j - \\tilde x_j\\|_2 \\le \\delta_j,\\qquad \\delta_0 = \\|\\varepsilon_0\\|_2,\\quad "
             "\\delta_j = \\frac{\\varepsilon_j + \\delta_{j-1}}{\\sqrt{1 - (2\\lambda_j - 1)\\mu(D_j)}}",
    .reading = "DCP is read as DSC. Each tolerance is taken as small as the perturbed chain allows, the "
               "residual itself.",
    .instances =
        "Ten families of one, two and three layers: random perturbations, hill climbing from them, and the "
        "direction that the "
        "dictionary shrinks most. On the simplex a difference constant on all atoms attains the bound.",
    .falsified = "The bound is halved.",
    .expected = {.printed = Verdict::holds},
    .check = bound_as_printed(NoiseForm::recursion),
    .control = bound_halved(NoiseForm::recursion),
});

}  // namespace
}  // namespace dsc
