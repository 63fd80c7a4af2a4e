#pragma once

#include "theorems/exact/matrix.h"

/// The lasso, min over x of P(x) = |y - A x|_2^2 / 2 + lambda |x|_1, and its dual, max over v with |A^T
/// v|_inf
/// <= lambda of D(v) = (|y|_2^2 - |y - v|_2^2) / 2. For every x and every such v, P(x) >= D(v), and the
/// minimum lies between. In doubles the numbers are as good as rounding lets them be; in rationals they
/// prove. Instantiated for double and Rational.
namespace dsc {

template <class Scalar>
struct Lasso {
  Matrix<Scalar> a;  ///< m x d
  Vector<Scalar> y;  ///< m
  Scalar lambda;     ///< > 0
};

/// P(x).
template <class Scalar>
Scalar objective(const Lasso<Scalar>& lasso, const Vector<Scalar>& x);

/// The dual point on the line of the residual r = y - A x that is best: v = c r with c = y.r / |r|^2, brought
/// into |c| <= lambda / |A^T r|_inf. Zero where r is.
template <class Scalar>
Vector<Scalar> dual_point(const Lasso<Scalar>& lasso, const Vector<Scalar>& x);

/// P(x) - D(dual_point(x)) >= P(x) - min P >= 0.
template <class Scalar>
Scalar duality_gap(const Lasso<Scalar>& lasso, const Vector<Scalar>& x);

}  // namespace dsc
