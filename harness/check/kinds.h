#pragma once

#include "harness/certificate/reader.h"

/// The kinds of GRAMMAR.md. Each function takes a certificate with the keys of its kind, says what that
/// proves, and throws Rejection unless the statement is true.
namespace dsc::check {

using certificate::Node;

/// What a true certificate is evidence of. A claim can rest no more than this on it: the harness refuses
/// evidence that says more. A fact (mu^2 = 1/9) speaks neither for a claim nor against it: the contracts say
/// which.
enum class Statement { holds_for_all, holds_for_one, fails_for_one, fact_for_all, fact_for_one, vacuous };

// dictionaries.cpp
Statement coherence(const Node& certificate);
Statement independence(const Node& certificate);
Statement l1_unique(const Node& certificate);
Statement l1_recovery(const Node& certificate);
Statement l1_counterexample(const Node& certificate);

// generalized.cpp
Statement generalized_coherence(const Node& certificate);
Statement null_space_property(const Node& certificate);

// convolutions.cpp
Statement shift_coherence(const Node& certificate);
Statement striped_recovery(const Node& certificate);

// solutions.cpp
Statement two_solutions(const Node& certificate);
Statement solutions(const Node& certificate);
Statement known_support(const Node& certificate);
Statement stacked_stability(const Node& certificate);

// stability.cpp
Statement stability(const Node& certificate);
Statement stability_envelope(const Node& certificate);
Statement stability_identity(const Node& certificate);

// networks.cpp
Statement network(const Node& certificate);
Statement network_failure(const Node& certificate);
Statement negative_iterate(const Node& certificate);

// attention.cpp
Statement attention(const Node& certificate);

// lista.cpp, lista_run.cpp
Statement lista_envelope(const Node& certificate);
Statement activation_envelope(const Node& certificate);
Statement lipschitz_vacuity(const Node& certificate);
Statement lista_loss(const Node& certificate);
Statement lista_run(const Node& certificate);
Statement lista_lipschitz(const Node& certificate);
Statement lista_growth(const Node& certificate);
Statement lista_unbounded(const Node& certificate);

// deep.cpp
Statement deep_envelope(const Node& certificate);
Statement deep_run(const Node& certificate);

}  // namespace dsc::check
