#pragma once

#include "harness/certificate/reader.h"

namespace dsc::check {

using namespace certificate;

/// What a true certificate is evidence of. A claim can rest no more than this on it: the harness refuses
/// evidence that says more. A fact (mu^2 = 1/9) speaks neither for a claim nor against it: the claim's file
/// says which.
enum class Statement { holds_for_all, holds_for_one, fails_for_one, fact_for_all, fact_for_one, vacuous };

struct Result {
  bool ok = false;
  std::string kind = "?";  ///< "?" where the text names no known kind
  std::string proves;      ///< its Statement in words, "holds for all signals"; empty if rejected
  std::string reason;      ///< why it is rejected: place, expected, found; empty if ok
};
/// ok iff the text follows GRAMMAR.md to the letter and states the truth, decided exactly from the text
/// alone. Never throws; memory beyond the limits ends in a rejection.
Result check_certificate(std::string_view text);
/// The kinds of GRAMMAR.md, in its order.
std::vector<std::string> known_kinds();

/// One for each kind, for a certificate with the keys of that kind: what it proves; throws Rejection unless
/// the statement is true.
using Check = Statement(const Node& certificate);
Check coherence, generalized_coherence, independence, two_solutions, solutions, known_support,
    stacked_stability, l1_unique, l1_recovery, l1_counterexample, stability, stability_identity, network,
    network_failure, negative_iterate, attention, lista_envelope, lista_loss, lista_run, lista_lipschitz,
    lista_growth, activation_envelope, lipschitz_vacuity, deep_envelope, deep_run;

}  // namespace dsc::check
