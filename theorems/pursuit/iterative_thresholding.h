#pragma once

#include <functional>

#include "theorems/pursuit/lasso.h"

/// Proximal gradient methods for the lasso, in doubles.
namespace dsc {

struct IterationLimits {
  int iterations = 1000;
  /// Stop once duality_gap(x) <= gap * P(0), looked at every tenth iteration. 0: never.
  double gap = 0;
  /// Called with k = 0, 1, … and x^(k).
  std::function<void(int, const Eigen::VectorXd&)> observe{};
};

struct LassoSolution {
  Eigen::VectorXd x;
  double objective = 0;  ///< P(x)
  double gap = 0;        ///< duality_gap(x), a bound on P(x) - min P
  int iterations = 0;
};

/// |A|_2^2, the largest eigenvalue of the smaller Gram matrix, a little enlarged for rounding: steps of its
/// inverse never overshoot.
double gradient_lipschitz(const Eigen::MatrixXd& a);

/// x^(0) = 0, x^(k+1) = S_{lambda/L}(x^(k) + A^T (y - A x^(k)) / L), L = gradient_lipschitz(A) (Daubechies,
/// Defrise and De Mol 2004): P(x^(k)) - min P <= L |x* - x^(0)|^2 / (2k). A m x d, y m. Throws
/// std::invalid_argument where y has another size or lambda <= 0.
LassoSolution ista(const Lasso<double>& lasso, const IterationLimits& limits = {});

/// The same step taken at a point beyond x^(k) (Beck and Teboulle 2009): P(x^(k)) - min P <= 2 L |x* -
/// x^(0)|^2 / (k+1)^2. Throws as ista.
LassoSolution fista(const Lasso<double>& lasso, const IterationLimits& limits = {});

}  // namespace dsc
