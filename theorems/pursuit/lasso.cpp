#include "theorems/pursuit/lasso.h"

#include <algorithm>

namespace dsc {
namespace {

template <class Scalar>
Scalar magnitude(const Scalar& v) {
  return v < Scalar(0) ? Scalar(-v) : v;
}

template <class Scalar>
Scalar objective_at(const Lasso<Scalar>& lasso, const Vector<Scalar>& x, const Vector<Scalar>& residual) {
  Scalar norm(0);
  for (const Scalar& entry : x) norm += magnitude(entry);
  return residual.squaredNorm() / Scalar(2) + lasso.lambda * norm;
}

template <class Scalar>
Vector<Scalar> feasible(const Lasso<Scalar>& lasso, const Vector<Scalar>& residual) {
  const Scalar square = residual.squaredNorm();
  if (square == Scalar(0)) return residual;
  Scalar largest(0);
  for (const Scalar& product : Vector<Scalar>(lasso.a.transpose() * residual))
    largest = std::max(largest, magnitude(product));
  Scalar factor = lasso.y.dot(residual) / square;
  if (largest > Scalar(0)) {
    const Scalar most = lasso.lambda / largest;
    factor = std::clamp(factor, Scalar(-most), most);
  }
  return residual * factor;
}

}  // namespace

template <class Scalar>
Scalar objective(const Lasso<Scalar>& lasso, const Vector<Scalar>& x) {
  return objective_at<Scalar>(lasso, x, lasso.y - lasso.a * x);
}

template <class Scalar>
Vector<Scalar> dual_point(const Lasso<Scalar>& lasso, const Vector<Scalar>& x) {
  return feasible<Scalar>(lasso, lasso.y - lasso.a * x);
}

template <class Scalar>
Scalar duality_gap(const Lasso<Scalar>& lasso, const Vector<Scalar>& x) {
  const Vector<Scalar> residual = lasso.y - lasso.a * x, v = feasible<Scalar>(lasso, residual);
  const Scalar dual = (lasso.y.squaredNorm() - Vector<Scalar>(lasso.y - v).squaredNorm()) / Scalar(2);
  return objective_at<Scalar>(lasso, x, residual) - dual;
}

template double objective(const Lasso<double>&, const Vector<double>&);
template Rational objective(const Lasso<Rational>&, const Vector<Rational>&);
template Vector<double> dual_point(const Lasso<double>&, const Vector<double>&);
template Vector<Rational> dual_point(const Lasso<Rational>&, const Vector<Rational>&);
template double duality_gap(const Lasso<double>&, const Vector<double>&);
template Rational duality_gap(const Lasso<Rational>&, const Vector<Rational>&);

}  // namespace dsc
