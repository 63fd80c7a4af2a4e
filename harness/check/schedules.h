#pragma once

#include "harness/check/linear.h"

/// What the kinds about LISTA-CP share: layers, their classes of signals, and schedules.
namespace dsc::check {

struct SignalClass {
  Count sparsity;
  Rational magnitude, noise;
};
/// E_0 = start, E_{k+1} = rate E_k + drift, theta_k = weight E_k + offset.
struct Schedule {
  Rational start, rate, drift, weight, offset;
};
struct ListaLayer {
  Matrix d, w;
  SignalClass signals;
  Schedule schedule;
  std::vector<Rational> envelope;  ///< E_0, …, E_K
  Rational off_support = 0;        ///< what the bounds of an inexact step add to E_k

  Rational threshold(Count k) const { return schedule.weight * envelope[k] + schedule.offset; }
};

/// rho(v) = v for v >= 0, slope v clipped to [-floor, floor] below.
struct Activation {
  Rational slope = 0, floor = 0;
};
Activation lista_activation(const Node& node);

SignalClass signal_class(const Node& node);
/// D x + noise, for layer `layer` counted from 0; rejects unless (x, noise) is in the class.
Vector noisy_signal(const Matrix& d, const SignalClass& signals, const Vector& x, const Node& noise,
                    Count layer);
/// Rejects classes of no signal, of which anything holds: expects a column i of the deepest layer and t > 0
/// such that the code t e_i, without noise, is a signal of the classes at every layer, and its entries other
/// than 0 there are larger than `least`.
void require_signal(const std::vector<Matrix>& layers, const std::vector<SignalClass>& classes,
                    const std::vector<Rational>& least);
/// The same, without a least size.
void require_signal(const std::vector<ListaLayer>& layers);
Schedule lista_schedule(const Node& node);
/// E_0, …, E_steps.
std::vector<Rational> lista_bounds(const Schedule& schedule, Count steps);
/// rho(u - theta) - rho(-u - theta), u = x + W^T (y - D x).
Vector lista_step(const Matrix& d, const Matrix& w, const Activation& rho, const Vector& y, const Vector& x,
                  const Rational& theta);

/// The keys layers, analyses, signals, schedules, steps.
std::vector<ListaLayer> lista_layers(const Node& c);
/// W by itself, or a number c that stands for c D.
Matrix lista_analysis(const Node& node, const Matrix& d);
/// mu_W. Throws Rejection unless w_i.d_i = 1 for every i.
Rational cross_coherence(const Matrix& d, const Matrix& w);
/// Rejects unless the schedule of each layer proves its bounds, by the rules of GRAMMAR.md: for its own noise
/// with equality in every number, or at least for that and the last bound of the layer before; the last two
/// for steps with rho, or within step_error of those. Sets off_support.
enum class Covers { own_noise, input_error, lipschitz, inexact };
void require_covering(std::vector<ListaLayer>& layers, Covers covers, const Activation& rho = {},
                      const Rational& step_error = 0);

constexpr Count most_steps = 1000;

Rational l1_norm(const Vector& x);
Rational largest_size(const Vector& x);

}  // namespace dsc::check
