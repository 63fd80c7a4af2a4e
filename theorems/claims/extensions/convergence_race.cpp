#include "theorems/claims/extensions/convergence_race.h"

#include <algorithm>
#include <cmath>

#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/iterative_thresholding.h"
#include "theorems/pursuit/thresholding.h"

namespace dsc {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

MatrixXd stepped(const MatrixXd& d, const MatrixXd& w, const MatrixXd& y, const MatrixXd& x,
                 const Step& step) {
  const MatrixXd u = x + step.size * (w.transpose() * (y - d * x));
  return u.unaryExpr([&](double v) { return soft_threshold(v, step.threshold); });
}

/// |x - x*|^2 / |x*|^2 of each column.
Eigen::VectorXd relative_squares(const MatrixXd& x, const MatrixXd& codes) {
  return ((x - codes).colwise().squaredNorm().array() / codes.colwise().squaredNorm().array()).transpose();
}

void append(Course& course, Eigen::VectorXd squares) {
  const auto middle = squares.begin() + squares.size() / 2;
  std::nth_element(squares.begin(), middle, squares.end());
  course.median.push_back(10 * std::log10(*middle));
  course.worst.push_back(10 * std::log10(squares.maxCoeff()));
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

Course unrolled_course(const MatrixXd& d, const MatrixXd& w, const MatrixXd& codes,
                       const std::vector<Step>& steps) {
  const MatrixXd y = d * codes;
  MatrixXd x = MatrixXd::Zero(codes.rows(), codes.cols());
  Course course;
  append(course, relative_squares(x, codes));
  for (const Step& step : steps) {
    x = stepped(d, w, y, x, step);
    append(course, relative_squares(x, codes));
  }
  return course;
}

std::vector<Step> tuned_steps(const MatrixXd& d, const MatrixXd& w, const MatrixXd& codes, int count) {
  const double largest = (w.transpose() * (d * codes)).cwiseAbs().maxCoeff();
  std::vector<Step> best;
  double least = INFINITY;
  for (const double size : {1.0, 0.5, 0.25, 0.12}) {
    for (const double start : {1.0, 0.5, 0.25}) {
      for (const double decay : {0.98, 0.96, 0.94, 0.92, 0.9, 0.87, 0.84, 0.8, 0.75, 0.7}) {
        std::vector<Step> steps;
        for (int k = 0; k < count; ++k) steps.push_back({size, size * start * largest * std::pow(decay, k)});
        const double median = unrolled_course(d, w, codes, steps).median.back();
        if (median < least) least = median, best = steps;
      }
    }
  }
  return best;
}

Course proximal_course(const MatrixXd& d, const MatrixXd& codes, double lambda, int steps, Proximal method) {
  MatrixXd squares(steps + 1, codes.cols());  // step by step, code by code
  for (Index column = 0; column < codes.cols(); ++column) {
    const Lasso<double> lasso{d, d * codes.col(column), lambda};
    const IterationLimits limits{.iterations = steps, .observe = [&](int k, const Eigen::VectorXd& x) {
                                   squares(k, column) = relative_squares(x, codes.col(column))[0];
                                 }};
    method == Proximal::ista ? ista(lasso, limits) : fista(lasso, limits);
  }
  Course course;
  for (Index k = 0; k <= steps; ++k) append(course, squares.row(k).transpose());
  return course;
}

}  // namespace dsc
