#pragma once

namespace dsc {

/// sign(v) max(|v| - threshold, 0): the minimiser over u of (u - v)^2 / 2 + threshold |u|. threshold >= 0.
template <class Scalar>
Scalar soft_threshold(const Scalar& v, const Scalar& threshold) {
  if (v > threshold) return v - threshold;
  if (v < -threshold) return v + threshold;
  return Scalar(0);
}

}  // namespace dsc
