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

  Rational threshold(Count k) const { return schedule.weight * envelope[k] + schedule.offset; }
};

/// The keys layers, analyses, signals, schedules, steps.
std::vector<ListaLayer> lista_layers(const Node& c);
/// W by itself, or a number c that stands for c D.
Matrix lista_analysis(const Node& node, const Matrix& d);
/// mu_W. Throws Rejection unless w_i.d_i = 1 for every i.
Rational cross_coherence(const Matrix& d, const Matrix& w);
/// Rejects unless the schedule of each layer proves its envelope: for its own noise with equality in every
/// number, or at least for that and the last bound of the layer before.
enum class Covers { own_noise, input_error };
void require_covering(const std::vector<ListaLayer>& layers, Covers covers);

Rational l1_norm(const Vector& x);
Rational largest_size(const Vector& x);

}  // namespace dsc::check
