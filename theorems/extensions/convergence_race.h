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

/// LISTA-CP (equation (6)) on all columns of y at once: the error in decibels for k = 0, …,
/// thresholds.size().
std::vector<double> lista_decibels(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w,
                                   const Eigen::MatrixXd& codes, const std::vector<double>& thresholds);

/// Thresholds chosen one after the other, each the best of a logarithmic grid for the error after its step on
/// these codes.
std::vector<double> trained_thresholds(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w,
                                       const Eigen::MatrixXd& codes, int steps);

/// ISTA and FISTA on each column, the error in decibels for k = 0, …, steps.
enum class Proximal { ista, fista };
std::vector<double> proximal_decibels(const Eigen::MatrixXd& d, const Eigen::MatrixXd& codes, double lambda,
                                      int steps, Proximal method);

/// The curve 0, 1, 2, … -> values.
Series curve(const std::string& label, const std::vector<double>& values);

}  // namespace dsc
