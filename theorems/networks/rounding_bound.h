#pragma once

#include "theorems/networks/convolutional_network.h"

namespace dsc {

/// How far a run in doubles can be from the exact output, entry by entry: |computed - exact| <= bound for
/// weights and input rounded to the nearest double and sums of rounded products taken in any order, fused or
/// not (so not for convolutions by Fourier or Winograd transforms). With u = 2^-53, N terms in a sum, gamma =
/// N u / (1 - N u), weights w, exact features h and their error e (u |y| for the signal):
///   e' = gamma (1 + u) (sum |w| (h + e) + |b|) + (1 + u) sum |w| e + u (sum |w| h + |b|) + N 2^-1073.
/// The ReLU moves no error upward. The read-out counts as one more layer. Exact, rounded up to 64 bits.
RationalVector rounding_bound(const ConvolutionalNetwork<Rational>& network, const RationalVector& input);

}  // namespace dsc
