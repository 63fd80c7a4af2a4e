#pragma once

#include "harness/certificate/reader.h"

namespace dsc::check {

using namespace certificate;

struct Result {
  bool ok = false;
  std::string kind = "?";  ///< "?" where the text names no known kind
  std::string reason;      ///< why it is rejected: place, expected, found; empty if ok
};
/// ok iff the text follows GRAMMAR.md to the letter and states the truth, decided exactly from the text
/// alone. Never throws; memory beyond the limits ends in a rejection.
Result check_certificate(std::string_view text);
/// The kinds of GRAMMAR.md, in its order.
std::vector<std::string> known_kinds();

/// One for each kind, for a certificate with the keys of that kind: throws Rejection unless the statement is
/// true.
using Check = void(const Node& certificate);
Check coherence, independence, two_solutions, solutions, known_support, stacked_stability, l1_unique,
    l1_recovery, l1_counterexample, stability, stability_identity;

}  // namespace dsc::check
