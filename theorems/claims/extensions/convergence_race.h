#pragma once

#include <random>
#include <string>
#include <vector>

#include "theorems/exact/matrix.h"

/// Measured convergence of sparse coding iterations, in doubles: what the field plots, and no proof.
namespace dsc {

/// Codes with exactly `sparsity` entries other than zero, each +-(1/4 to 1); one a column.
Eigen::MatrixXd draw_codes(Eigen::Index atoms, Eigen::Index sparsity, int count, std::mt19937_64& generator);

/// 10 log10(|x^(k) - x*|_2^2 / |x*|_2^2) for k = 0, 1, …: over all codes x*, the median and the largest.
struct Course {
  std::vector<double> median, worst;
};

/// x <- S_threshold(x + size W^T (y - D x)).
struct Step {
  double size = 1, threshold = 0;
};

/// These steps on y = D x* from 0: LISTA-CP (equation (6)) where all sizes are 1, else ALISTA (Liu, Chen,
/// Wang and Yin 2019).
Course unrolled_course(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w, const Eigen::MatrixXd& codes,
                       const std::vector<Step>& steps);

/// `count` steps of one size with thresholds a g^k: of a grid of size, a and g, those with the least median
/// error after the last step on these codes.
std::vector<Step> tuned_steps(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w,
                              const Eigen::MatrixXd& codes, int count);

/// ISTA and FISTA on the lasso of each y = D x*.
enum class Proximal { ista, fista };
Course proximal_course(const Eigen::MatrixXd& d, const Eigen::MatrixXd& codes, double lambda, int steps,
                       Proximal method);

}  // namespace dsc
