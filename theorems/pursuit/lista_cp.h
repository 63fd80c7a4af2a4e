#pragma once

#include <vector>

#include "theorems/exact/matrix.h"

/// LISTA-CP (Chen, Liu, Wang and Yin 2018, Theorem 2; arXiv 2408.05540v2, equation (6)) in exact arithmetic:
///   x^(0) = 0,  x^(k+1) = T_{theta_k}(x^(k) + W^T (y - D x^(k))),  k = 0, 1, 2, …
/// The signs are those of theorems/NOTATION.md. All that the theory needs of W is w_i.d_i = 1, mu_W and C_W:
/// it holds with mu_W wherever the print has mu~. Scaling (D, W, y) to (c D, W/c, c y) changes no iterate, so
/// columns of any common norm stand for unit columns.
namespace dsc {

/// rho(v) = v for v >= 0, slope v clipped to [-floor, floor] for v < 0, with floor >= 0. Zeros give the ReLU.
struct Activation {
  Rational slope = 0, floor = 0;
};
Rational apply(const Activation& rho, const Rational& v);
/// rho(u - theta) - rho(-u - theta) for theta >= 0: with the ReLU, soft thresholding T_theta(u).
Rational shrink(const Activation& rho, const Rational& u, const Rational& theta);

/// D and W, both m x d.
struct Encoder {
  RationalMatrix dictionary, analysis;
};
/// w_i = d_i / |d_i|^2: for unit columns W = D. Throws std::invalid_argument where a column is zero.
Encoder self_encoder(const RationalMatrix& dictionary);
/// mu_W = max_{i!=j} |w_i.d_j|; 0 for one atom. Throws std::invalid_argument where the shapes differ or some
/// w_i.d_i is not 1.
Rational cross_coherence(const Encoder& encoder);
/// C_W = max |W_ij|.
Rational largest_entry(const RationalMatrix& analysis);

/// X(B, s, delta): |x*|_0 <= sparsity, |x*|_inf <= magnitude, |noise|_1 <= noise.
struct SignalClass {
  Eigen::Index sparsity = 1;
  Rational magnitude = 1, noise = 0;
};

/// Bounds and thresholds by one recursion: E_0 = start, E_{k+1} = rate E_k + drift, theta_k = weight E_k +
/// offset. All five are >= 0.
struct Schedule {
  Rational start, rate, drift, weight, offset;
};
/// start = s B, weight = mu, offset = C delta, rate = q = (2s-1) mu, drift = 2 s C delta: equation (7) with
/// E_k for the supremum. For mu >= mu_W and C >= C_W, if q < 1, every signal of the class has supp x^(k) in
/// supp x* and |x^(k) - x*|_1 <= E_k <= s B q^k + 2 s C delta / (1 - q) for every k. Proof: let supp x^(k) be
/// in S = supp x* and |x^(k) - x*|_1 <= E_k. Entry i of x + W^T (y - D x) is x*_i + sum_{j != i} w_i.d_j (x*
/// - x)_j + w_i.noise. Off S it is at most mu E_k + C delta = theta_k in size, and shrinks to 0. On S the
/// error is at most mu times that of the others, plus C delta, plus theta_k; summed over S, (s-1) mu E_k + s
/// C delta + s theta_k = E_{k+1}.
Schedule convergence_schedule(const Rational& mu, const Rational& largest, const SignalClass& signals);

/// E_0, …, E_steps.
std::vector<Rational> envelope(const Schedule& schedule, int steps);
/// theta_0, …, theta_{steps-1}.
std::vector<Rational> thresholds(const Schedule& schedule, int steps);

/// x^(0), …, x^(K), K the number of thresholds (each >= 0). Throws std::invalid_argument where y has another
/// size than the columns.
std::vector<RationalVector> lista_iterates(const Encoder& encoder, const RationalVector& y,
                                           const std::vector<Rational>& thresholds,
                                           const Activation& activation = {});

/// |x^(k) - x*|_1 for each iterate.
std::vector<Rational> l1_errors(const std::vector<RationalVector>& iterates, const RationalVector& code);

}  // namespace dsc
