#include "experiments/cell/unrolled/sparse_signals.h"

#include <numeric>
#include <vector>

#include "experiments/data/keyed_random.h"

namespace dsc {
torch::Tensor as_tensor(const Eigen::MatrixXd& matrix) {
  const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = matrix;
  return torch::from_blob(const_cast<double*>(rows.data()), {rows.rows(), rows.cols()}, torch::kDouble)
      .clone();
}

SparseSignals draw_signals(const torch::Tensor& dictionary, int nonzeros, int count, std::uint64_t seed,
                           SignalStream stream, std::uint64_t number) {
  const std::int64_t d = dictionary.size(1);
  SparseSignals drawn;
  drawn.codes = torch::zeros({count, d}, torch::kDouble);
  double* row = drawn.codes.data_ptr<double>();
  std::vector<std::int64_t> places(static_cast<std::size_t>(d));
  std::iota(places.begin(), places.end(), 0);
  for (int r = 0; r < count; ++r, row += d) {
    std::vector<std::int64_t> order = places;
    KeyedRandom random{seed, static_cast<std::uint64_t>(stream), number, static_cast<std::uint64_t>(r)};
    for (std::size_t i = 0; i < static_cast<std::size_t>(nonzeros); ++i) {
      std::swap(order[i], order[i + random.below(order.size() - i)]);
      row[order[i]] = random.uniform(-1, 1);
    }
  }
  drawn.signals = drawn.codes.matmul(dictionary.t());
  return drawn;
}

}  // namespace dsc
