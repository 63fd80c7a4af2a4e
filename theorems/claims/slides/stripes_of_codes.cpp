#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/convolutions.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/claims/slides/striped_codes.h"
#include "theorems/coherence/mutual.h"
#include "theorems/convolutions/shift_coherence.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

constexpr Index most_in_a_stripe = 64;

Evidence unequal_norms() {
  const FilterBank bank = line_filters({{1, 0}, {2, 2}});
  const RationalMatrix d = cyclic_dictionary(bank, 3);
  const RationalVector x = striped_code(bank, 3, {{0, 0, 1}});
  const Rational quarter(1, 4);
  const RationalVector rival = striped_code(bank, 3, {{0, 1, quarter}, {1, 1, -quarter}, {2, 1, quarter}});
  return {.violated = true,
          .instance = "filters (1, 0), (2, 2), cyclic, length 3",
          .finding =
              "one nonzero of l1 norm 1, within the bound, has a rival of l1 norm 3/4: shifts of the longer "
              "filter",
          .certificate = certificate::l1_counterexample(
              {d, x, rival, certificate::L1Hypothesis::coherence_bound, false})};
}

/// Every code within the bound by mu, on every length, for each bank.
void add_recovery(Outcome& outcome, Table& table) {
  for (const auto& [name, bank] : filters_of_small_coherence()) {
    const StripeCorrelations found = stripe_correlations(bank, most_in_a_stripe);
    const Index s = guaranteed_sparsity(found.coherence.squared, most_in_a_stripe);
    outcome.add(
        {.form = Form::repaired,
         .scope = Scope::all_signals,
         .instance = name,
         .finding = fmt::format("mu^2 = {}: up to {} in a stripe of {} places, for signals of every length",
                                to_text(found.coherence.squared), s, places_of_a_stripe(bank)),
         .certificate = certificate::striped_recovery(bank, s)});
    table.rows.push_back({name, std::to_string(places_of_a_stripe(bank)), to_text(found.coherence.squared),
                          std::to_string(s), std::to_string(striped_sparsity_by_sums(found))});
  }
}

Outcome check_stripes() {
  Outcome outcome;
  Table table{.title = "Nonzeros that a stripe may hold",
              .columns = {"filters", "places of a stripe", "mu^2", "by mu", "by sums of correlations"}};
  outcome.add(unequal_norms());
  add_recovery(outcome, table);
  outcome.add(table);
  return outcome;
}

/// Equality allowed: filters of one place are an ordinary dictionary, and the simplex of four atoms ties.
Outcome control_stripes() {
  Outcome outcome;
  const RationalMatrix d = simplex(4).atoms;
  RationalVector x = RationalVector::Zero(4), rival = RationalVector::Zero(4);
  x[0] = x[1] = 1;
  rival[2] = rival[3] = -1;
  outcome.add({.violated = true,
               .instance = "four filters of one place",
               .finding = "two nonzeros, at the bound, have a rival of the same l1 norm",
               .certificate =
                   certificate::l1_counterexample({d, x, rival, certificate::L1Hypothesis::equality, true})});
  const FilterBank barker = line_filters({{1, 1, 1, 1, 1, -1, -1, 1, 1, -1, 1, -1, 1}});
  outcome.add(FalseStatement{.instance = "Barker code of 13",
                             .statement = "seven nonzeros in a stripe, at the bound, by sums of correlations",
                             .certificate = certificate::striped_recovery(barker, 7),
                             .neighbour = certificate::striped_recovery(barker, 6)});
  return outcome;
}

const Registration stripes(Claim{
    .id = "S4",
    .position = 4,
    .title = "Few nonzeros in each stripe are enough for basis pursuit",
    .source = "S. Zhang, From Sparse Coding to Deep Learning (slides), Theorem 4",
    .statement = R"(
        In a convolutional dictionary, a code with fewer than (1 + 1/mu)/2 nonzeros in each stripe is the
        one of least l1 norm of its signal.)",
    .latex = R"(
        \|X\|_{0,\infty} < \tfrac12\bigl(1 + 1/\mu(D)\bigr)
        \;\Longrightarrow\; X = \arg\min\{\|U\|_1 : D U = D X\}\ \text{uniquely})",
    .reading = R"(
        A stripe holds the codes of all places whose atoms may overlap one atom; mu is over all shifts. Basis
        pursuit is taken with equality. The theorem does not ask for filters of one norm.)",
    .repair = R"(
        In codes of the normalised filters, the theorem holds; the sum of the s largest correlations of an atom and of its s - 1
        largest, below 1, is enough and asks for less.)",
    .instances = R"(
        Two filters of unequal norm; sum and difference, Barker codes, sign filters, Gaussian filters on one and two axes, with channels. A
        certificate speaks of filters, so of signals of every length.)",
    .falsified = "Equality is allowed in the bound; one nonzero more than the sums allow.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .check = [](const Effort&, const Progress&) { return check_stripes(); },
    .control = [](const Effort&, const Progress&) { return control_stripes(); },
});

}  // namespace
}  // namespace dsc
