#include "experiments/cell/work/filter_coherence.h"

#include <cmath>

#include "theorems/coherence/mutual.h"

namespace dsc {
namespace {

constexpr Eigen::Index kMostEntries = 6'000'000;  // 48 MB

Eigen::MatrixXd without_zero_columns(const Eigen::MatrixXd& matrix) {
  std::vector<Eigen::Index> kept;
  for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
    if ((matrix.col(j).array() != 0).any()) kept.push_back(j);
  }
  return matrix(Eigen::all, kept);
}

double mu_of(const Eigen::MatrixXd& atoms) {
  if (atoms.cols() < 2) return 0;
  return std::sqrt(nearest(mutual_coherence(StoredDoubles{atoms}).squared));
}

}  // namespace

Eigen::MatrixXd filter_matrix(const Filters& f) {
  const Eigen::Index rows = f.channels * std::max(1, f.kernel * f.kernel);
  Eigen::MatrixXd matrix(rows, f.count);
  for (Eigen::Index j = 0; j < f.count; ++j) {
    for (Eigen::Index i = 0; i < rows; ++i)
      matrix(i, j) = f.weights.at(static_cast<std::size_t>(j * rows + i));
  }
  return matrix;
}

Eigen::MatrixXd shifted_filter_matrix(const Filters& f) {
  const Eigen::Index k = f.kernel, side = 2 * k - 1;
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(f.channels * side * side, f.count * k * k);
  std::size_t weight = 0;
  for (Eigen::Index j = 0; j < f.count; ++j) {
    for (Eigen::Index c = 0; c < f.channels; ++c) {
      for (Eigen::Index y = 0; y < k; ++y) {
        for (Eigen::Index x = 0; x < k; ++x, ++weight) {
          for (Eigen::Index shift = 0; shift < k * k; ++shift) {
            const Eigen::Index row = (c * side + y + shift / k) * side + x + shift % k;
            matrix(row, j * k * k + shift) = f.weights.at(weight);
          }
        }
      }
    }
  }
  return matrix;
}

FilterCoherence filter_coherence(const Filters& filters) {
  const Eigen::MatrixXd all = filter_matrix(filters), atoms = without_zero_columns(all);
  FilterCoherence found;
  found.rows = all.rows();
  found.columns = all.cols();
  found.zero_filters = static_cast<int>(all.cols() - atoms.cols());
  found.mu = mu_of(atoms);
  const Eigen::Index k = filters.kernel, side = 2 * k - 1;
  if (k > 1 && filters.channels * side * side * filters.count * k * k <= kMostEntries) {
    found.mu_shifted = mu_of(without_zero_columns(shifted_filter_matrix(filters)));
  }
  return found;
}

}  // namespace dsc
