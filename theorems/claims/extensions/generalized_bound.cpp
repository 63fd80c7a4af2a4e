#include "theorems/claims/extensions/guarantee_check.h"

namespace dsc {
namespace {

Outcome examine(AtHalf at_half, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  try_guarantee({Shares::largest, at_half}, effort, progress, outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "X1",
    .position = 1,
    .title = "Uniqueness and l1 recovery from generalized coherence",
    .source = "Juditsky and Nemirovski 2011 (alpha_1), Cho and Xu (pick-1), with Definition 5.1 of arXiv "
              "2408.05540v2",
    .statement = R"(
        Theorems 2.1 and 2.2 hold with the generalized mutual coherence, which is never larger, in place of
        the mutual coherence: for normalised columns, a code below half of one plus its inverse is the only
        one so sparse and the unique one of least l1 norm.)",
    .latex = R"(
        \|x\|_0 < \tfrac12\bigl(1 + 1/\tilde\mu(D)\bigr) \;\Longrightarrow\; x = \arg\min\{\|u\|_1 : Du =
        Dx\}\ \text{uniquely})",
    .reading = R"(
        The condition is known: mu~/(1 + mu~) is the largest share of the l1 norm that one entry of a null
        vector carries, Juditsky and Nemirovski's alpha_1 and Cho and Xu's pick-1. Ours is that it is decided
        exactly, with certificates of both ends. For D z = 0 a row w with w.a_i = 1 and |w.a_j| <= mu~ elsewhere gives (1 + mu~)|z_i| <= mu~ |z|_1.
        So k entries of z carry at most k mu~/(1 + mu~) of its l1 norm: less than half within the bound (the
        null space property), and the 2k entries of a difference of two codes less than all of it.)",
    .instances = R"(
        Simplices, unions of bases, a block design, a basis with its mean, rational unit vectors. The
        enclosure of mu~ is certified; exact ranks and dual vectors for every support and sign confirm the
        guarantee where they are few.)",
    .falsified = "Equality is allowed in the bound.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "X1_row_statement",
    .formal_theorem = "X1_row",
    .formal_verdict = Verdict::proved,
    .check = [](const Effort& e, const Progress& p) { return examine(AtHalf::excluded, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(AtHalf::allowed, e, p); },
});

}  // namespace
}  // namespace dsc
