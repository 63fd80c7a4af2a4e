#include "theorems/convolutions/patch_coherence.h"

#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/convolutions.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/claims/slides/striped_codes.h"
#include "theorems/coherence/mutual.h"
#include "theorems/convolutions/shift_coherence.h"

namespace dsc {
namespace {

using Eigen::Index;

constexpr Index most_in_a_stripe = 64;

/// Where the programs allow more than mu does.
Outcome check_patches(const Progress& progress) {
  Outcome outcome;
  Table table{.title = "By mu and by patch coherence",
              .columns = {"filters", "mu", "patch coherence at most", "by mu", "by patch coherence"}};
  const auto all = filters_of_small_coherence();
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto& [name, bank] = all[k];
    const Rational mu = stripe_correlations(bank).coherence.squared;
    const PatchCoherence patch = patch_coherence(bank);
    const Index by_mu = guaranteed_sparsity(mu, most_in_a_stripe),
                by_patch = guaranteed_sparsity(patch.squared, most_in_a_stripe);
    const auto root = [](const Rational& square) {
      return nearest(sqrt(Enclosure(square)).upper().rational());
    };
    table.rows.push_back({name, fmt::format("{:.4f}", root(mu)), fmt::format("{:.4f}", root(patch.squared)),
                          std::to_string(by_mu), std::to_string(by_patch)});
    if (by_patch > by_mu) {
      outcome.add({.scope = Scope::all_signals,
                   .instance = name,
                   .finding = fmt::format("{} in a stripe, {} by mu, with a witness for each filter",
                                          by_patch, by_mu),
                   .certificate = certificate::striped_recovery(bank, by_patch, patch.witnesses)});
    }
    progress(static_cast<double>(k + 1) / static_cast<double>(all.size()));
  }
  outcome.add(table);
  return outcome;
}

/// One nonzero more: where guarantee and failure meet, the code exists.
Outcome control_patches() {
  Outcome outcome;
  const FilterBank bank = line_filters({{1, 1}, {1, -1}});
  const RationalMatrix d = cyclic_dictionary(bank, 6);
  const RationalVector x = striped_code(bank, 6, {{1, 0, 2}, {0, 1, 1}}),
                       rival = striped_code(bank, 6, {{0, 0, 1}, {2, 0, 1}, {2, 1, 1}});
  outcome.add(
      {.violated = true,
       .instance = "sum and difference, cyclic, length 6",
       .finding = "two nonzeros in a stripe, where one is guaranteed, have a rival of the same l1 norm 3",
       .certificate = certificate::l1_counterexample({d, x, rival, certificate::L1Hypothesis::none, true})});
  const FilterBank barker = line_filters({{1, 1, 1, 1, 1, -1, -1, 1, 1, -1, 1, -1, 1}});
  const PatchCoherence patch = patch_coherence(barker);
  const Index s = guaranteed_sparsity(patch.squared, most_in_a_stripe);
  outcome.add(FalseStatement{.instance = "Barker code of 13",
                             .statement = "one nonzero more in a stripe than the witness proves",
                             .certificate = certificate::striped_recovery(barker, s + 1, patch.witnesses),
                             .neighbour = certificate::striped_recovery(barker, s, patch.witnesses)});
  return outcome;
}

const Registration registration(Claim{
    .id = "X7",
    .position = 7,
    .title = "Patch coherence in place of mutual coherence",
    .source = "this project",
    .statement = R"(
        In the theorem of stripes, mu may be replaced by the patch coherence t: the least that the best witness on a filter's own support
        sees of any other atom. It is never larger, one linear program a filter finds it, and one certificate serves signals of every
        length.)",
    .latex = R"(
        t = \max_i \min_{w}\Bigl\{\max_{(j,k)\neq(i,0)} |\langle w, T^k f_j\rangle| : \operatorname{supp} w \subseteq \operatorname{supp} f_i,\
        \langle w, f_i\rangle = 1\Bigr\},\quad
        \|X\|_{0,\infty} < \tfrac12(1 + 1/t) \;\Longrightarrow\; X\ \text{is the unique code of least}\ \ell_1\ \text{norm})",
    .instances = R"(
        The filters of S4, where this allows more than mu.)",
    .falsified = "One nonzero more than the witness proves; two in a stripe where one is guaranteed.",
    .expected = {.printed = Verdict::certified},
    .check = [](const Effort&, const Progress& p) { return check_patches(p); },
    .control = [](const Effort&, const Progress&) { return control_patches(); },
});

}  // namespace
}  // namespace dsc
