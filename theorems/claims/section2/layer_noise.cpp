#include "harness/claim.h"
#include "theorems/certificates/stability.h"
#include "theorems/claims/section2/stability_check.h"

namespace dsc {
namespace {

Outcome examine(const Effort& effort, const Progress& progress) {
  Outcome outcome;
  constexpr int depth = 12;
  outcome.add({.scope = Scope::all_signals,
               .instance = "depths 1 to 12",
               .finding = "the sum and the recursion of Theorem 2.3 are the same polynomial",
               .certificate = certificate::stability_identity(depth)});
  try_stability({Form::printed, NoiseForm::layers}, effort, progress, outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "C2.5",
    .position = 10,
    .title = "Stability against tolerance in the layers",
    .source = "arXiv 2408.05540v2, Corollary 2.5",
    .statement = R"(
        Without noise in the signal, the error at depth j is at most the sum of the layers' tolerances, each
        divided by the roots of the layers it passes through.)",
    .latex = R"(
        \|\tilde x_j - x_j\|_2 \le \frac{\sum_{i=1}^{j} \varepsilon_i \prod_{k<i}
        \sqrt{a_k}}{\prod_{i=1}^{j} \sqrt{a_i}},\qquad a_k = 1 - (2\lambda_k - 1)\mu(D_k))",
    .instances = R"(
        Ten families of one, two and three layers with exact signals: random perturbations, hill climbing,
        worst directions. That the sum is the recursion of Theorem 2.3 is proved as an identity of
        polynomials for depths up to twelve.)",
    .falsified = "The squared bound is taken 1 - 2^-20 times as large.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "C2_5_statement",
    .formal_theorem = "C2_5",
    .formal_verdict = Verdict::proved,
    .check = examine,
    .control = bound_too_small(NoiseForm::layers),
});

}  // namespace
}  // namespace dsc
