#pragma once

#include "theorems/networks/realise_lista.h"
#include "theorems/pursuit/lista_cp.h"

namespace dsc {

/// LISTA-CP as a network in doubles runs it, and what is proven of that run.
struct ListaInDoubles {
  Iteration<double> iteration;  ///< D and W as they are stored, and thresholds that allow for rounding
  Schedule schedule;            ///< of the computed iterates
  Rational mu;                  ///< >= |w_i.d_j| for all i != j
  Rational defect;              ///< >= |1 - w_i.d_i| for all i
};

/// For every (x*, noise) of the class and the signal y = D x* + noise, computed in doubles as well: the
/// iterates that realise(iteration, …) computes have supp x^(k) in supp x* and |x^(k) - x*|_1 <= E_k, E the
/// envelope of the schedule. In exact arithmetic on the stored weights too.
///
/// Rounding acts as noise that the thresholds must cover. Let L = s B >= |x*|_1, C = max |W_ij|, a >= sum_k
/// |w_ik d_jk| for all i and j, gamma and eta = 2^-1074 of double_arithmetic.h, G the stored I - W^T D.
///   h = gamma(m+1) (a + 1) + (m+1) eta                    bounds the error of an entry of G, so that
///   mu = max_{i!=j} |G_ij| + h, defect = max |G_ii| + h,  g = max(mu, defect) + h >= |G_ij|.
///   tau = gamma(s+1) (a L + C delta) + (s+1) m C eta      bounds |w_i.(computed y - y)|.
/// In iteration k the sum of entry i has at most n = m + s + 1 terms that are not 0, since one of the pair
/// (relu(x_j), relu(-x_j)) is 0, and so are both off supp x*. Their sizes add up to at most g (L + E_k) + a L
/// + C delta + tau + theta_k. So, theta_k apart, the computed sum is x*_i + (1 - w_i.d_i) (x - x*)_i + sum_{j
/// != i} w_i.d_j (x* - x)_j up to alpha E_k + beta,
///   alpha = h + gamma(n) g,  beta = C delta + tau + alpha L + gamma(n) (a L + C delta + tau) + n eta,
/// and theta_k up to gamma(n) theta_k. With theta_k >= (mu E_k + alpha E_k + beta) / (1 - gamma(n)) all sums
/// off supp x* are at most 0, in both signs, and the ReLU makes them 0. On it the errors add up to at most
///   E_{k+1} = ((s-1) mu + defect) E_k + s (alpha E_k + beta) + s (1 + gamma(n)) theta_k,
/// where the stored theta_k is at most (1 + 2u) times the one wanted, plus eta. Without rounding this is
/// convergence_schedule.
///
/// D and W m x d, w_i.d_i about 1. Throws std::invalid_argument where the shapes differ, and
/// std::overflow_error where a signal, a threshold or a sum of an iteration could leave the range of doubles.
ListaInDoubles lista_in_doubles(const Eigen::MatrixXd& dictionary, const Eigen::MatrixXd& analysis,
                                const SignalClass& signals, int iterations);

}  // namespace dsc
