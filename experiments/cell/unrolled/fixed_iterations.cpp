#include "experiments/cell/unrolled/fixed_iterations.h"

#include <algorithm>
#include <cmath>

namespace dsc {
namespace {

double largest_eigenvalue(const torch::Tensor& dictionary) {
  // D D^T has the same, and is smaller.
  return torch::linalg_eigvalsh(dictionary.matmul(dictionary.t())).max().item<double>();
}

torch::Tensor zero_codes(const torch::Tensor& dictionary, const torch::Tensor& signals) {
  return torch::zeros({signals.size(0), dictionary.size(1)}, signals.options());
}

}  // namespace

torch::Tensor soft_threshold(const torch::Tensor& x, const torch::Tensor& theta) {
  return x.sign() * torch::relu(x.abs() - theta);
}

std::vector<torch::Tensor> ista(const torch::Tensor& dictionary, const torch::Tensor& signals, double penalty,
                                int steps) {
  const double lipschitz = largest_eigenvalue(dictionary);
  const torch::Tensor theta = torch::full({}, penalty / lipschitz, signals.options());
  std::vector<torch::Tensor> iterates = {zero_codes(dictionary, signals)};
  for (int k = 0; k < steps; ++k) {
    const torch::Tensor x = iterates.back(), residual = signals - x.matmul(dictionary.t());
    iterates.push_back(soft_threshold(x + residual.matmul(dictionary) / lipschitz, theta));
  }
  return iterates;
}

std::vector<torch::Tensor> fista(const torch::Tensor& dictionary, const torch::Tensor& signals,
                                 double penalty, int steps) {
  const double lipschitz = largest_eigenvalue(dictionary);
  const torch::Tensor theta = torch::full({}, penalty / lipschitz, signals.options());
  std::vector<torch::Tensor> iterates = {zero_codes(dictionary, signals)};
  torch::Tensor ahead = iterates.back();
  double t = 1;
  for (int k = 0; k < steps; ++k) {
    const torch::Tensor residual = signals - ahead.matmul(dictionary.t());
    iterates.push_back(soft_threshold(ahead + residual.matmul(dictionary) / lipschitz, theta));
    const double next = (1 + std::sqrt(1 + 4 * t * t)) / 2;
    ahead = iterates.back() + (t - 1) / next * (iterates.back() - iterates[iterates.size() - 2]);
    t = next;
  }
  return iterates;
}

std::vector<torch::Tensor> lista_cp(const torch::Tensor& dictionary, const torch::Tensor& analysis,
                                    const torch::Tensor& signals, const std::vector<double>& thresholds) {
  std::vector<torch::Tensor> iterates = {zero_codes(dictionary, signals)};
  for (const double theta : thresholds) {
    const torch::Tensor x = iterates.back(), residual = signals - x.matmul(dictionary.t());
    iterates.push_back(
        soft_threshold(x + residual.matmul(analysis), torch::full({}, theta, signals.options())));
  }
  return iterates;
}

double error_in_db(const torch::Tensor& codes, const torch::Tensor& truth) {
  const double ratio = ((codes - truth).square().sum() / truth.square().sum()).item<double>();
  return 10 * std::log10(std::max(ratio, 1e-30));
}

std::vector<double> errors_in_db(const std::vector<torch::Tensor>& iterates, const torch::Tensor& truth) {
  std::vector<double> errors;
  for (const torch::Tensor& codes : iterates) errors.push_back(error_in_db(codes, truth));
  return errors;
}

}  // namespace dsc
