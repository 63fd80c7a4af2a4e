#pragma once

#include <torch/torch.h>

#include <Eigen/Core>
#include <cstdint>

namespace dsc {

/// What draws are for; draws for different purposes share nothing.
enum class SignalStream : std::uint64_t { training = 101, choosing = 102, test = 103 };

/// Signals y = D x* without noise, one a row.
struct SparseSignals {
  torch::Tensor codes{};    ///< n x d
  torch::Tensor signals{};  ///< n x m
};

/// Each code has `nonzeros` entries at places drawn uniformly, uniform on [-1, 1]: |x*|_inf <= 1. Row r of
/// draw number `number` depends on (seed, stream, number, r) alone. Doubles on the processor.
SparseSignals draw_signals(const torch::Tensor& dictionary, int nonzeros, int count, std::uint64_t seed,
                           SignalStream stream, std::uint64_t number);

/// The matrix as a tensor of doubles.
torch::Tensor as_tensor(const Eigen::MatrixXd& matrix);

}  // namespace dsc
