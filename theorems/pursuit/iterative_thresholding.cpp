#include "theorems/pursuit/iterative_thresholding.h"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <stdexcept>

#include "theorems/pursuit/thresholding.h"

namespace dsc {
namespace {

enum class Momentum { none, nesterov };

LassoSolution iterate(const Lasso<double>& lasso, const IterationLimits& limits, Momentum momentum) {
  if (lasso.y.size() != lasso.a.rows() || !(lasso.lambda > 0))
    throw std::invalid_argument("a lasso needs a signal as long as its columns and a lambda > 0");
  const double lipschitz = gradient_lipschitz(lasso.a), start = lasso.y.squaredNorm() / 2;
  Eigen::VectorXd x = Eigen::VectorXd::Zero(lasso.a.cols()), beyond = x;
  if (limits.observe) limits.observe(0, x);
  double t = 1;
  int k = 0;
  while (k < limits.iterations && lipschitz > 0) {
    const Eigen::VectorXd step = lasso.a.transpose() * (lasso.y - lasso.a * beyond);
    const Eigen::VectorXd before = std::exchange(
        x, (beyond + step / lipschitz).unaryExpr([threshold = lasso.lambda / lipschitz](double v) {
          return soft_threshold(v, threshold);
        }));
    beyond = x;
    if (momentum == Momentum::nesterov) {
      const double next = (1 + std::sqrt(1 + 4 * t * t)) / 2;
      beyond += (t - 1) / next * (x - before);
      t = next;
    }
    ++k;
    if (limits.observe) limits.observe(k, x);
    if (limits.gap > 0 && k % 10 == 0 && duality_gap(lasso, x) <= limits.gap * start) break;
  }
  return {x, objective(lasso, x), duality_gap(lasso, x), k};
}

}  // namespace

double gradient_lipschitz(const Eigen::MatrixXd& a) {
  const Eigen::MatrixXd gram =
      a.rows() <= a.cols() ? Eigen::MatrixXd(a * a.transpose()) : Eigen::MatrixXd(a.transpose() * a);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram, Eigen::EigenvaluesOnly);
  return solver.eigenvalues().maxCoeff() * (1 + 1e-10);
}

LassoSolution ista(const Lasso<double>& lasso, const IterationLimits& limits) {
  return iterate(lasso, limits, Momentum::none);
}

LassoSolution fista(const Lasso<double>& lasso, const IterationLimits& limits) {
  return iterate(lasso, limits, Momentum::nesterov);
}

}  // namespace dsc
