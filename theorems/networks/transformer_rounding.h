#pragma once

#include "theorems/networks/transformer.h"

namespace dsc {

/// How far a run in doubles can be from the exact tokens, entry by entry, as rounding_bound for convolutions:
/// weights and tokens rounded to the nearest double, sums in any order. With u = 2^-53 and alpha = sharpness
/// ln 2, the scores -alpha (delta^2 - 2 offset delta) are off by at most 6 u alpha (delta^2 + 2 |offset
/// delta|), so each number under the softmax by a relative eta = 4 times the largest of that + 16 u, if the
/// exponential is good to 8 u (it is documented to 2 u), and each weight by (2 eta + gamma_{N+2}) p +
/// 2^-1000, which holds where exponentials underflow.
RationalMatrix rounding_bound(const Transformer<Rational>& transformer, RationalMatrix tokens);

/// Every weight to the nearest double.
Transformer<double> nearest(const Transformer<Rational>& transformer);

}  // namespace dsc
