#pragma once

#include <cmath>
#include <numbers>

namespace dsc {

/// Learning rate in epoch t = 0 … epochs - 1: (rate / 2) (1 + cos(pi t / epochs)) (I. Loshchilov, F. Hutter,
/// 2017, without restarts, down to 0): `rate` in the first epoch, half of it at half of the time.
inline double cosine_annealing(double rate, int t, int epochs) {
  return rate / 2 * (1 + std::cos(std::numbers::pi * t / epochs));
}

}  // namespace dsc
