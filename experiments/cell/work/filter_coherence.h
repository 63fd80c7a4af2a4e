#pragma once

#include <Eigen/Core>
#include <optional>
#include <vector>

namespace dsc {

/// The weights of one layer as atoms: of a convolution count x channels x kernel x kernel, of a fully
/// connected layer count x units (kernel 0). Row-major, as LibTorch keeps them.
struct Filters {
  int count = 0, channels = 0, kernel = 0;
  std::vector<float> weights{};
};

struct FilterCoherence {
  Eigen::Index rows = 0, columns = 0;  ///< of the matrix that has one filter a column
  int zero_filters = 0;                ///< left out
  double mu = 0;                       ///< nearest double to the exact mutual coherence of the stored weights
  /// The same over all shifts of the filters against each other, as they stand in the dictionary of a
  /// convolution of stride 1 away from the borders. None for fully connected layers and kernels of side 1 (no
  /// shifts), and where the matrix would be too large.
  std::optional<double> mu_shifted{};
};

/// By theorems/coherence/mutual.h. Filters that are all zero are left out; with fewer than two others mu is
/// 0.
FilterCoherence filter_coherence(const Filters& filters);

/// One filter a column: channels * kernel^2 rows. For kernel 0 channels rows.
Eigen::MatrixXd filter_matrix(const Filters& filters);
/// All shifts (dy, dx) in [0, kernel)^2 of all filters in a window of side 2 kernel - 1: any two shifts of
/// two filters differ as some two columns do.
Eigen::MatrixXd shifted_filter_matrix(const Filters& filters);

}  // namespace dsc
