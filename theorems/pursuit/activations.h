#pragma once

#include <functional>

#include "theorems/pursuit/lista_cp_layers.h"

/// LISTA-CP with other activations than the ReLU (arXiv 2408.05540v2, Theorems 3.4, 3.5 and 5.4): soft
/// thresholding becomes rho(u - theta) - rho(-u - theta). A generalised ReLU has rho(v) = v for v >= 0, |rho|
/// <= beta and Lipschitz constant L below; the other signs are those of theorems/NOTATION.md.
namespace dsc {

/// rho composed with itself `times` times: again of the same shape. A slope a in [0, 1] becomes a^times, the
/// floor beta becomes beta a^(times-1); with a negative slope rho is positive below 0 and stays as it is.
/// Throws std::invalid_argument for a slope above 1 or times < 1.
Activation composed(const Activation& rho, int times);

/// Theorem 5.4 repaired, |x^(k) - x*|_1 <= E_k for every k if the rate is below 1: with r = 2 L (d - s) + 2
/// s, weight = mu, offset = C delta, rate = mu r = mu (2 L d + (2 - 2L) s), drift = r C delta + s beta.
/// Proof: entry i of x + W^T (y - D x) is within theta_k of x*_i. Off the support both arguments of rho are
/// below 0 and add up to -2 theta_k, so the entry becomes at most 2 L theta_k in size. On it the step is
/// within beta of soft thresholding, since rho has one sign below 0, and the error at most mu E_k + C delta +
/// theta_k + beta. (Where rho changes its sign below 0, 2 beta takes the place of beta.)
Schedule lipschitz_schedule(const Rational& mu, const Rational& largest, const SignalClass& signals,
                            Eigen::Index atoms, const Activation& rho);

/// Steps within b of soft thresholding in every entry: b = beta for a generalised ReLU of one sign below 0,
/// whatever its L; b = 2 epsilon for phi(u - theta) - phi(-u - theta) with |phi - ReLU| <= epsilon
/// (Theorem 3.5 repaired). With n = (d - s) b, weight = mu, offset = C delta + mu n, rate = q = (2s-1) mu,
/// drift = 2 s offset + s b: if q < 1, then |x^(k) - x*|_1 <= E_k + n for every k. Proof: E_k bounds the
/// error on the support, n that off it, where soft thresholding at theta_k = mu (E_k + n) + C delta yields 0.
/// On the support the error is at most mu times that of the others, plus C delta, plus theta_k, plus b;
/// summed, (s-1) mu E_k + s mu n + s C delta
/// + s theta_k + s b = E_{k+1}.
Schedule inexact_schedule(const Rational& mu, const Rational& largest, const SignalClass& signals,
                          Eigen::Index atoms, const Rational& step_error);

/// n = (d - s) b, what E_k of inexact_schedule leaves out.
Rational off_support_error(const SignalClass& signals, Eigen::Index atoms, const Rational& step_error);

/// Which of the two proofs a schedule follows.
enum class StepProof { lipschitz, inexact };

/// Each layer with its own noise and the bound of the layer before, as LayerComposition::repaired.
struct ActivatedSchedules {
  std::vector<Schedule> schedules;
  std::vector<Rational> bounds;  ///< of |x_j^(K) - x_j|_1
  bool converges = true;         ///< every rate is below 1: else the bounds prove nothing
};
/// For StepProof::inexact, steps within rho.floor + step_error of soft thresholding. Throws
/// std::invalid_argument for StepProof::lipschitz with a step_error other than 0.
ActivatedSchedules activated_schedules(const LayeredPursuit& pursuit, int steps, StepProof proof,
                                       const Activation& rho, const Rational& step_error = 0);

/// For each layer x^(0) = 0, x^(k+1) = shrink(x^(k) + W^T (y - D x^(k)), theta_k) entry by entry, k < steps,
/// y the last iterate of the layer before. `shrink(u, theta)` is computed in doubles and its value stored as
/// a multiple of 2^-bits; only a certificate proves anything of these iterates. Throws std::invalid_argument
/// where y has another size than the columns, std::domain_error where `shrink` is not finite.
std::vector<std::vector<RationalVector>> stored_iterates(
    const LayeredPursuit& pursuit, const RationalVector& y, const std::vector<Schedule>& schedules, int steps,
    const std::function<double(double u, double theta)>& shrink, int bits = 44);

}  // namespace dsc
