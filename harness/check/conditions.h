#pragma once

#include <functional>

#include "harness/certificate/reader.h"

/// The side conditions of contracts. Each reads a certificate that has been accepted, and throws Rejection,
/// with place, expected and found, where the condition fails. GRAMMAR.md, "Contracts", says them in words.
namespace dsc::check {

using Condition = std::function<void(const certificate::Node& certificate)>;

namespace conditions {

using certificate::Node;

/// The key holds this word.
Condition says(const std::string& key, const std::string& word);
/// The bound of a stability certificate is taken so many times.
Condition scale(certificate::Count times);

// Dictionaries and sparsity, in conditions.cpp.
void equal_norms(const Node& c);
void unit_columns(const Node& c);
void several_blocks(const Node& c);
void of_a_product(const Node& c);
void pairs_within_coherence_bound(const Node& c);
void layers_within_coherence_bound(const Node& c);
void chain_within_coherence_bound(const Node& c);
void within_coherence_bound(const Node& c);
void signs_within_coherence_bound(const Node& c);
void largest_share_suffices(const Node& c);
void both_ends(const Node& c);
void coherence_below_one(const Node& c);
void products_one(const Node& c);

// Convolutional dictionaries, in convolution_conditions.cpp.
void closed_under_shifts(const Node& c);
void stripes_within_coherence_bound(const Node& c);
void stripes_beyond_coherence_bound(const Node& c);

// Examples that could have failed, in conditions.cpp.
void code_not_zero(const Node& c);
void two_entries(const Node& c);
void stack_zero(const Node& c);
void signal_tells(const Node& c);
void moved(const Node& c);
void least_gains(const Node& c);

// Pursuits, in pursuit_conditions.cpp.
void below_trivial(const Node& c);
void below_trivial_loss(const Node& c);
void no_noise(const Node& c);
void steps_taken(const Node& c);
void exact_steps(const Node& c);
void inexact_steps(const Node& c);
void two_layers(const Node& c);
void of_an_activation(const Node& c);
void covering_noise(const Node& c);
void lipschitz_one(const Node& c);
void value_at_most_zero(const Node& c);
void value_below_code(const Node& c);
void beyond_mutual_coherence(const Node& c);
void deepest_first(const Node& c);
void layer_by_layer(const Node& c);
void refits_the_deepest(const Node& c);
void covered(const Node& c);

// What contradicts a printed assertion, in counterexample_conditions.cpp.
void least_coherence(const Node& c);
void many_atoms(const Node& c);
void steep(const Node& c);
void hidden_for_ever(const Node& c);
void lonely_entry(const Node& c);

// Networks, in pursuit_conditions.cpp.
void uniform_kernel(const Node& c);
void printed_orders(const Node& c);
void rate_below_one(const Node& c);
void below_the_code(const Node& c);

}  // namespace conditions
}  // namespace dsc::check
