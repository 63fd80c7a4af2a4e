#pragma once

#include <string>
#include <vector>

#include "theorems/pursuit/lista_cp_layers.h"

/// Texts of the certificates about LISTA-CP; harness/certificate/GRAMMAR.md says what each states.
namespace dsc::certificate {

/// Layers, classes of signals and schedules, with as many steps in each layer. The references must outlive
/// the call they are passed to.
struct ScheduledPursuit {
  const LayeredPursuit& pursuit;
  const std::vector<Schedule>& schedules;
  int steps;
};

/// For all signals: |x_j^(K) - x_j|_1 <= errors_j at each layer.
std::string lista_envelope(const ScheduledPursuit& scheduled, const std::vector<Rational>& errors);
/// For all signals without noise: |L_j(x_j^(K)) - L_j(x_j)| <= losses_j at each layer.
std::string lista_loss(const ScheduledPursuit& scheduled, const Rational& gamma,
                       const std::vector<Rational>& losses);

/// Whether the schedules are those of Theorem 5.1: not stated; each for its layer's own noise; each for that
/// and the error of its input. Or, with the error of their input, those of theorems/pursuit/activations.h.
enum class ScheduleFor { unstated, own_noise, input_error, lipschitz, inexact };
enum class RunConclusion {
  envelope,
  bounded,
  attains,
  stuck,
  support_differs,
  error_at_most,
  error_above,
  error_squared,
  loss_above,
  loss_below
};
/// One run on the signal of a chain. `stored` holds iterates x^(1) … x^(K) of each layer that are within
/// `step_error` of the exact step in every entry; empty, or empty for a layer, where they are exact.
struct ListaRun {
  ScheduledPursuit scheduled;
  RationalVector code;                ///< x_J
  std::vector<RationalVector> noise;  ///< one for each layer
  ScheduleFor hypothesis = ScheduleFor::unstated;
  RunConclusion conclusion = RunConclusion::envelope;
  Rational value = 0, gamma = 0;
  Activation activation = {};
  std::vector<std::vector<RationalVector>> stored = {};
  Rational step_error = 0;
};
std::string lista_run(const ListaRun& run);

/// For all signals, steps with rho or within step_error of those: |x_j^(K) - x_j|_1 <= errors_j at each
/// layer. The hypothesis is lipschitz or inexact.
std::string activation_envelope(const ScheduledPursuit& scheduled, ScheduleFor hypothesis,
                                const Activation& rho, const Rational& step_error,
                                const std::vector<Rational>& errors);
/// For no dictionary of this shape is mu_W (2 L (d - s) + 2 s) < 1.
std::string lipschitz_vacuity(Eigen::Index rows, Eigen::Index atoms, Eigen::Index sparsity,
                              const Rational& lipschitz);

/// A run whose schedules are those of Theorem 5.1, each for its layer's own noise, as the printed proofs have
/// them. All layers but the last have come to rest; the last one's iterates are exact, or those in `stored`.
struct UnboundedRun {
  ScheduledPursuit scheduled;
  RationalVector code;                ///< x_J
  std::vector<RationalVector> noise;  ///< one for each layer
  RationalVector direction;           ///< p with p^T (I - W^T D) = f p^T, |f| > 1, for the last layer
  std::vector<RationalVector> stored = {};
  Rational step_error = 0;
};
/// From the last step on the error of the deepest code grows without bound, whatever K.
std::string lista_unbounded(const UnboundedRun& run);

/// For all y, y' and thresholds: |x^(K) - x'^(K)|_1 <= constant |y - y'|_1.
std::string lista_lipschitz(const Encoder& encoder, int steps, const Rational& constant);
/// (I - W^T D) W^T y = factor W^T y with |factor| > 1: with thresholds 0 the iterates grow without bound.
std::string lista_growth(const Encoder& encoder, const RationalVector& signal, const Rational& factor);

}  // namespace dsc::certificate
