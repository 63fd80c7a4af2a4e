#pragma once

#include <random>
#include <string>
#include <vector>

#include "harness/claim.h"
#include "theorems/exact/matrix.h"

/// Measured convergence of sparse coding iterations, in doubles: what the field plots, and no proof.
namespace dsc {

/// Signals y = D x* of codes with exactly `sparsity` entries other than zero, each +-(1/4 to 1), without
/// noise; one code a column.
Eigen::MatrixXd draw_codes(Eigen::Index atoms, Eigen::Index sparsity, int count, std::mt19937_64& generator);

/// 10 log10 of sum |x^(k) - x*|_2^2 / sum |x*|_2^2 over the columns.
double error_in_decibels(const Eigen::MatrixXd& iterates, const Eigen::MatrixXd& codes);

/// x <- S_threshold(x + size W^T (y - D x)).
struct Step {
  double size = 1, threshold = 0;
};

/// These steps on all columns of y = D codes at once, from 0: LISTA-CP (equation (6)) where all sizes are 1,
/// else ALISTA (Liu, Chen, Wang and Yin 2019). The error in decibels for k = 0, 1, ….
std::vector<double> unrolled_decibels(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w,
                                      const Eigen::MatrixXd& codes, const std::vector<Step>& steps);

/// `count` steps of one size with thresholds a g^k: of a grid of size, a and g, those with the least error
/// after the last step on the worst of these codes.
std::vector<Step> tuned_steps(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w,
                              const Eigen::MatrixXd& codes, int count);

/// ISTA and FISTA on each column, the error in decibels for k = 0, …, steps.
enum class Proximal { ista, fista };
std::vector<double> proximal_decibels(const Eigen::MatrixXd& d, const Eigen::MatrixXd& codes, double lambda,
                                      int steps, Proximal method);

/// The curve 0, 1, 2, … -> values.
Series curve(const std::string& label, const std::vector<double>& values);

}  // namespace dsc
