#pragma once

#include <vector>

#include "theorems/exact/matrix.h"

/// Thresholding, entry by entry, and the pursuits made of it, in doubles or in rationals.
namespace dsc {

/// sign(v) max(|v| - threshold, 0): the minimiser over u of (u - v)^2 / 2 + threshold |u|. threshold >= 0.
template <class Scalar>
Scalar soft_threshold(const Scalar& v, const Scalar& threshold) {
  if (v > threshold) return v - threshold;
  if (v < -threshold) return v + threshold;
  return Scalar(0);
}

/// v where |v| > threshold, else 0. threshold >= 0.
template <class Scalar>
Scalar hard_threshold(const Scalar& v, const Scalar& threshold) {
  return v > threshold || v < -threshold ? v : Scalar(0);
}

enum class Thresholding { soft, hard };

template <class Scalar>
Vector<Scalar> threshold(const Vector<Scalar>& v, const Scalar& threshold, Thresholding kind) {
  return v.unaryExpr([&](const Scalar& entry) {
    return kind == Thresholding::soft ? soft_threshold(entry, threshold) : hard_threshold(entry, threshold);
  });
}

/// Layered thresholding (Papyan, Romano and Elad 2017): x_0 = y, x_j = T_{theta_j}(D_j^T x_{j-1}). Returns
/// x_1, …, x_J. Columns are taken as they are: the theory wants them of norm one. Throws
/// std::invalid_argument unless there is one threshold >= 0 for each layer and sizes fit. Instantiated for
/// double and Rational.
template <class Scalar>
std::vector<Vector<Scalar>> layered_thresholding(const std::vector<Matrix<Scalar>>& layers,
                                                 const std::vector<Scalar>& thresholds,
                                                 const Vector<Scalar>& y, Thresholding kind);

}  // namespace dsc
