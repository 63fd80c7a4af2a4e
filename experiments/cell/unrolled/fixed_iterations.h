#pragma once

#include <torch/torch.h>

#include <vector>

/// Iterations that nothing is learned for. Codes are n x d, signals n x m, one a row; D and W are m x d. Each
/// returns x^(0) = 0, …, x^(steps).
namespace dsc {

/// sign(x) max(|x| - theta, 0).
torch::Tensor soft_threshold(const torch::Tensor& x, const torch::Tensor& theta);

/// min |y - D x|^2 / 2 + penalty |x|_1: x <- T_{penalty/L}(x + D^T (y - D x) / L), L the largest eigenvalue
/// of D^T D (I. Daubechies et al., 2004).
std::vector<torch::Tensor> ista(const torch::Tensor& dictionary, const torch::Tensor& signals, double penalty,
                                int steps);
/// The same with momentum (A. Beck, M. Teboulle, 2009).
std::vector<torch::Tensor> fista(const torch::Tensor& dictionary, const torch::Tensor& signals,
                                 double penalty, int steps);

/// x <- T_{theta_k}(x + W^T (y - D x)) for the given thresholds (LISTA-CP, X. Chen et al., 2018).
std::vector<torch::Tensor> lista_cp(const torch::Tensor& dictionary, const torch::Tensor& analysis,
                                    const torch::Tensor& signals, const std::vector<double>& thresholds);

/// 10 lg (sum |x - x*|^2 / sum |x*|^2), at least -300.
double error_in_db(const torch::Tensor& codes, const torch::Tensor& truth);
/// Of each iterate.
std::vector<double> errors_in_db(const std::vector<torch::Tensor>& iterates, const torch::Tensor& truth);

}  // namespace dsc
