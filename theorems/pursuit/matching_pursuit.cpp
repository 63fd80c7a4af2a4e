#include "theorems/pursuit/matching_pursuit.h"

#include <Eigen/QR>
#include <stdexcept>

#include "theorems/exact/linear_system.h"

namespace dsc {
namespace {

using Eigen::Index;

Eigen::VectorXd least_squares(const Eigen::MatrixXd& chosen, const Eigen::VectorXd& y) {
  return chosen.householderQr().solve(y);
}

RationalVector least_squares(const RationalMatrix& chosen, const RationalVector& y) {
  // Each atom has a product with what the others leave, so they are independent.
  return solve_least_squares(chosen, y).value();
}

template <class Scalar, class Done>
OmpSolution<Scalar> pursue(const Matrix<Scalar>& a, const Vector<Scalar>& y, Index sparsity, Done done) {
  if (a.rows() != y.size()) throw std::invalid_argument("OMP: expected a signal with one entry a row");
  OmpSolution<Scalar> found;
  found.x = Vector<Scalar>::Zero(a.cols());
  Vector<Scalar> residual = y;
  Matrix<Scalar> chosen(a.rows(), 0);
  for (;;) {
    found.residual_squared = residual.squaredNorm();
    if (static_cast<Index>(found.order.size()) >= std::min({sparsity, a.rows(), a.cols()}) ||
        done(found.residual_squared))
      return found;
    Index best = -1;
    Scalar largest(0);
    for (Index j = 0; j < a.cols(); ++j) {
      if (std::find(found.order.begin(), found.order.end(), j) != found.order.end()) continue;
      const Scalar square = a.col(j).squaredNorm(), product = a.col(j).dot(residual);
      if (square == Scalar(0)) continue;
      const Scalar value = product * product / square;
      if (value > largest) largest = value, best = j;
    }
    if (best < 0) return found;
    found.order.push_back(best);
    chosen.conservativeResize(Eigen::NoChange, chosen.cols() + 1);
    chosen.col(chosen.cols() - 1) = a.col(best);
    const Vector<Scalar> values = least_squares(chosen, y);
    for (Index k = 0; k < values.size(); ++k) found.x[found.order[static_cast<std::size_t>(k)]] = values[k];
    residual = y - chosen * values;
  }
}

}  // namespace

OmpSolution<double> omp(const Eigen::MatrixXd& a, const Eigen::VectorXd& y, const OmpLimits& limits) {
  const double most = limits.residual * limits.residual * y.squaredNorm();
  return pursue<double>(a, y, limits.sparsity, [most](double square) { return square <= most; });
}

OmpSolution<Rational> exact_omp(const RationalMatrix& a, const RationalVector& y, Index sparsity) {
  return pursue<Rational>(a, y, sparsity, [](const Rational& square) { return square == 0; });
}

}  // namespace dsc
