#include "experiments/cell/work/filter_coherence.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dsc {
namespace {

// One entry each, at different places: orthogonal where they stand, equal when one is shifted.
TEST(FilterCoherence, ShiftsOfOneEntryFiltersCoincide) {
  const FilterCoherence found = filter_coherence({2, 1, 2, {1, 0, 0, 0, 0, 0, 0, -3}});
  EXPECT_EQ(found.rows, 4);
  EXPECT_EQ(found.columns, 2);
  EXPECT_EQ(found.mu, 0);
  EXPECT_EQ(found.mu_shifted, 1);
}

// A square of ones overlaps half of itself one pixel aside, a quarter diagonally.
TEST(FilterCoherence, ASquareOverlapsItsShift) {
  const FilterCoherence found = filter_coherence({1, 1, 2, {1, 1, 1, 1}});
  EXPECT_EQ(found.mu, 0);
  EXPECT_EQ(found.mu_shifted, 0.5);
}

// Channels add up: (1, 0) and (1, 1) over two channels have cosine 1/sqrt(2); kernels of side 1 have no
// shifts.
TEST(FilterCoherence, ChannelsAreRows) {
  const FilterCoherence found = filter_coherence({2, 2, 1, {1, 0, 1, 1}});
  EXPECT_DOUBLE_EQ(found.mu, std::sqrt(0.5));
  EXPECT_FALSE(found.mu_shifted.has_value());
  const FilterCoherence connected = filter_coherence({2, 2, 0, {1, 0, 1, 1}});
  EXPECT_DOUBLE_EQ(connected.mu, std::sqrt(0.5));
  EXPECT_EQ(connected.rows, 2);
}

TEST(FilterCoherence, ZeroFiltersAreLeftOutAndCounted) {
  const FilterCoherence found = filter_coherence({3, 2, 0, {0, 0, 1, 0, 1, 1}});
  EXPECT_EQ(found.zero_filters, 1);
  EXPECT_DOUBLE_EQ(found.mu, std::sqrt(0.5));
  EXPECT_EQ(filter_coherence({2, 2, 0, {0, 0, 0, 0}}).mu, 0);
}

// Every pair of shifted filters against inner products summed by hand.
TEST(FilterCoherence, TheShiftedMatrixHoldsEveryRelativeShift) {
  const Filters f = {2, 1, 2, {1, 2, 3, 4, -1, 0, 2, 5}};
  const Eigen::MatrixXd atoms = shifted_filter_matrix(f).colwise().normalized();
  const auto at = [&](int filter, int y, int x) {
    return y < 0 || y > 1 || x < 0 || x > 1
               ? 0.0
               : static_cast<double>(f.weights[static_cast<std::size_t>(4 * filter + 2 * y + x)]);
  };
  double largest = 0;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      for (const auto& [i, j] : {std::pair(0, 0), {0, 1}, {1, 1}}) {
        if (i == j && dy == 0 && dx == 0) continue;
        double product = 0, a = 0, b = 0;
        for (int y = 0; y < 2; ++y) {
          for (int x = 0; x < 2; ++x) {
            product += at(i, y, x) * at(j, y - dy, x - dx);
            a += at(i, y, x) * at(i, y, x);
            b += at(j, y, x) * at(j, y, x);
          }
        }
        largest = std::max(largest, std::abs(product) / std::sqrt(a * b));
      }
    }
  }
  EXPECT_NEAR(*filter_coherence(f).mu_shifted, largest, 1e-12);
  EXPECT_EQ(atoms.rows(), 9);
  EXPECT_EQ(atoms.cols(), 8);
}

}  // namespace
}  // namespace dsc
