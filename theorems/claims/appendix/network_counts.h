#pragma once

#include "harness/claim.h"

namespace dsc {

/// Depth and weights of the networks of Lemma 5.3 over a grid of (m, d, s, K), 2 <= s <= d + m: a table, two
/// figures and the largest constants. Throws std::logic_error where depth > 3 K log_s(d + m) or weights > 19
/// K (d + m)^2 with fitted strides, each decided in integers.
void count_depth_and_weights(Outcome& outcome);

}  // namespace dsc
