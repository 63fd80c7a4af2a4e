#include "theorems/extensions/convergence_race.h"

#include <cmath>

#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/iterative_thresholding.h"
#include "theorems/pursuit/thresholding.h"

namespace dsc {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

MatrixXd shrunk(const MatrixXd& u, double threshold) {
  return u.unaryExpr([threshold](double v) { return soft_threshold(v, threshold); });
}

}  // namespace

MatrixXd draw_codes(Index atoms, Index sparsity, int count, std::mt19937_64& generator) {
  MatrixXd codes = MatrixXd::Zero(atoms, count);
  for (Index column = 0; column < count; ++column) {
    for (Index placed = 0; placed < sparsity;) {
      const auto i = static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(atoms)));
      if (codes(i, column) != 0) continue;
      const double size = 0.25 + 0.75 * static_cast<double>(uniform_below(generator, 1 << 20)) / (1 << 20);
      codes(i, column) = uniform_below(generator, 2) == 0 ? size : -size;
      ++placed;
    }
  }
  return codes;
}

double error_in_decibels(const MatrixXd& iterates, const MatrixXd& codes) {
  return 10 * std::log10((iterates - codes).squaredNorm() / codes.squaredNorm());
}

std::vector<double> lista_decibels(const MatrixXd& d, const MatrixXd& w, const MatrixXd& codes,
                                   const std::vector<double>& thresholds) {
  const MatrixXd y = d * codes;
  MatrixXd x = MatrixXd::Zero(codes.rows(), codes.cols());
  std::vector<double> errors{error_in_decibels(x, codes)};
  for (const double threshold : thresholds) {
    x = shrunk(x + w.transpose() * (y - d * x), threshold);
    errors.push_back(error_in_decibels(x, codes));
  }
  return errors;
}

std::vector<double> trained_thresholds(const MatrixXd& d, const MatrixXd& w, const MatrixXd& codes,
                                       int steps) {
  const MatrixXd y = d * codes;
  MatrixXd x = MatrixXd::Zero(codes.rows(), codes.cols());
  std::vector<double> thresholds;
  for (int k = 0; k < steps; ++k) {
    const MatrixXd u = x + w.transpose() * (y - d * x);
    const double largest = u.cwiseAbs().maxCoeff();
    double best = largest, least = INFINITY;
    for (int step = 0; step <= 120; ++step) {
      const double threshold = largest * std::pow(10, -step / 15.0);
      const double error = (shrunk(u, threshold) - codes).squaredNorm();
      if (error < least) least = error, best = threshold;
    }
    thresholds.push_back(best);
    x = shrunk(u, best);
  }
  return thresholds;
}

std::vector<double> proximal_decibels(const MatrixXd& d, const MatrixXd& codes, double lambda, int steps,
                                      Proximal method) {
  std::vector<double> squares(static_cast<std::size_t>(steps) + 1, 0);
  for (Index column = 0; column < codes.cols(); ++column) {
    const Lasso<double> lasso{d, d * codes.col(column), lambda};
    const IterationLimits limits{.iterations = steps, .observe = [&](int k, const Eigen::VectorXd& x) {
                                   squares[static_cast<std::size_t>(k)] +=
                                       (x - codes.col(column)).squaredNorm();
                                 }};
    method == Proximal::ista ? ista(lasso, limits) : fista(lasso, limits);
  }
  for (double& square : squares) square = 10 * std::log10(square / codes.squaredNorm());
  return squares;
}

Series curve(const std::string& label, const std::vector<double>& values) {
  Series series{label, {}, values};
  for (std::size_t k = 0; k < values.size(); ++k) series.x.push_back(static_cast<double>(k));
  return series;
}

}  // namespace dsc
