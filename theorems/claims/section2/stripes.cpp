#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/solutions.h"
#include "theorems/coherence/independence.h"
#include "theorems/coherence/mutual.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

/// `stripes` copies of [I|H/2] along the diagonal: a convolution with four-entry filters at stride four.
Dictionary striped(Index stripes) { return block_diagonal(identity_hadamard(4), stripes); }

/// One nonzero in every stripe, identity and Hadamard atoms in turn.
RationalVector one_a_stripe(Index stripes) {
  RationalVector code = RationalVector::Zero(8 * stripes);
  for (Index k = 0; k < stripes; ++k) code[8 * k + (k % 2 == 0 ? 0 : 5)] = k % 3 == 0 ? 1 : -1;
  return code;
}

/// mu = 1/2: Theorem 2.1 admits one nonzero in all, the stripe bound one in each stripe.
Outcome check(const Effort&, const Progress&) {
  Outcome outcome;
  for (const Index stripes : {2, 4, 8}) {
    const Dictionary d = striped(stripes);
    const MutualCoherence mu = mutual_coherence(d.atoms);
    const Index admitted = guaranteed_sparsity(mu.squared, d.atoms.cols());
    outcome.add(
        {.violated = admitted < stripes && 1 <= admitted,
         .instance = d.name,
         .finding = fmt::format("mu = 1/2: a code of one nonzero in each of {} stripes meets the stripe "
                                "bound, Theorem 2.1 admits {} in all",
                                stripes, admitted),
         .certificate = certificate::coherence(d.atoms, mu)});
    const Dictionary block = identity_hadamard(4);
    outcome.add(
        {.form = Form::repaired,
         .scope = Scope::all_signals,
         .instance = d.name,
         .finding = "every 2 columns of a stripe are independent: codes of one nonzero a stripe are unique",
         .certificate = certificate::independence({block.atoms}, 2, certificate::Method::dominance)});
    // The atoms have norm 1 and meet others with 1/2 at most: they are a strict dual vector of their own sum.
    const RationalVector signs = one_a_stripe(stripes);
    outcome.add({.form = Form::repaired,
                 .instance = d.name,
                 .finding = fmt::format("a code of {} nonzeros, one a stripe, has least l1 norm", stripes),
                 .certificate = certificate::l1_unique(d.atoms, signs, multiply(d.atoms, signs))});
  }
  return outcome;
}

/// Two nonzeros in a stripe: e_1 + e_2 is also a sum of two Hadamard atoms.
Outcome control(const Effort&, const Progress&) {
  Outcome outcome;
  const Dictionary block = identity_hadamard(4);
  const auto null_vector = sparse_null_vector(block.atoms, 4);
  if (!null_vector) throw std::runtime_error("four columns of [I|H/2] were expected to be dependent");
  const auto [code, other] = two_codes(*null_vector);
  outcome.add({.violated = true,
               .instance = block.name,
               .finding = "one stripe with two codes of two nonzeros",
               .certificate = certificate::two_solutions(
                   {{block.atoms}, {2}, multiply(block.atoms, code), code, other, false})});
  outcome.add(FalseStatement{
      .instance = block.name,
      .statement = "every 4 columns of a stripe are independent",
      .certificate = certificate::independence({block.atoms}, 4, certificate::Method::exhaustive),
      .neighbour = certificate::independence({block.atoms}, 2, certificate::Method::exhaustive)});
  return outcome;
}

const Registration registration(Claim{
    .id = "T2.1w",
    .position = 3,
    .title = "Weaker conditions than the stripe theory",
    .source = "arXiv 2408.05540v2, Section 2, after Theorem 2.1, on reference [11]",
    .statement = R"(
        The conditions of Theorem 2.1 are weaker than those of reference [11], read of codes: on a
        convolutional dictionary Theorem 2.1 admits every code that the theory of stripes admits.)",
    .latex = R"(
        \max_{\text{stripes } S} \|x_S\|_0 < \tfrac12\bigl(1 + 1/\mu(D)\bigr) \;\Longrightarrow\; \|x\|_0
        < \tfrac12\bigl(1 + 1/\mu(D)\bigr))",
    .reading = R"(
        Reference [11] bounds the nonzeros of each stripe, the codes of the atoms that overlap one place, by
        the same number. Weaker is read of the codes that are admitted, where both theories apply; that
        Theorem 2.1 asks for no convolutional structure is not in question. Copies of [I|H/2] along the
        diagonal are a convolution with filters of four entries at stride four, and mu = 1/2.)",
    .repair = R"(
        On convolutional dictionaries the stripe bound is the weaker condition, since a stripe has no more
        nonzeros than the whole code: here one nonzero in each stripe is unique, as many in all as there are
        stripes, where Theorem 2.1 admits one.)",
    .instances = "2, 4 and 8 copies of [I|H/2] along the diagonal.",
    .falsified = "Two nonzeros are allowed in a stripe.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .formal_statement = "conditions_weaker",
    .formal_theorem = "conditions_weaker_false",
    .formal_verdict = Verdict::refuted,
    .check = check,
    .control = control,
});

}  // namespace
}  // namespace dsc
