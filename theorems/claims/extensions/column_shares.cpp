#include "theorems/claims/extensions/guarantee_check.h"

namespace dsc {
namespace {

Outcome examine(AtHalf at_half, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  try_guarantee({Shares::each, at_half}, effort, progress, outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "X2",
    .position = 2,
    .title = "Each column has its own share",
    .source = "Cho and Xu (pick-1), Juditsky and Nemirovski 2011, column by column; Definition 5.1 of arXiv "
              "2408.05540v2",
    .statement = R"(
        The largest share of the l1 norm of a null vector that entry i can carry is t_i / (1 + t_i), t_i the
        least largest product of a dual vector of column i with the others. So codes of k nonzeros are the
        unique ones of least l1 norm where the k largest shares sum to less than a half, and unique where
        the 2k largest sum to less than one.)",
    .latex = R"(
        \max\{z_i : Dz = 0,\ \|z\|_1 \le 1\} = \frac{t_i}{1 + t_i},\qquad t_i = \min_{w \cdot a_i = 1}\
        \max_{j \ne i} |w \cdot a_j|)",
    .reading = R"(
        The shares are those of pick-1; ours is that both ends are exact and certified, and the second half,
        uniqueness from the 2k largest shares. Columns are normalised. The maximum and the minimum are dual linear programs: t_i = 1 / min{|u|_1 :
        sum_{j != i} a_j u_j = a_i}, and z = (u, -1) attains the share. The tightness is the least share
        that an explicit null vector attains over the share allowed. Never worse than X1, and better where
        few columns are coherent: a basis with its mean allows 2 nonzeros by X1 and 6 by this.)",
    .instances = R"(
        The dictionaries of X1. Both ends of every t_i are certified, the upper by a dual vector, the lower
        by a null vector; exact ranks and dual vectors confirm what follows where they are few.)",
    .falsified = "Sums of exactly a half, and of one, are allowed.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "X2_row_statement",
    .formal_theorem = "X2_row",
    .formal_verdict = Verdict::proved,
    .check = [](const Effort& e, const Progress& p) { return examine(AtHalf::excluded, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(AtHalf::allowed, e, p); },
});

}  // namespace
}  // namespace dsc
