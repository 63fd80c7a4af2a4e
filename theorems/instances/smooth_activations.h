#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dsc {

/// A function close to the ReLU, computed in doubles.
struct SmoothActivation {
  std::string name;
  std::function<double(double)> phi;
};

/// Softplus, Swish, Mish and GELU, phi(v) = f(b v)/b with b so large that |phi - ReLU| < epsilon: the
/// distances of the unscaled functions are ln 2, 0.2785, 0.3089 and 0.1700. Last, if it comes within epsilon
/// of the ReLU on [-range, range], a network of two layers without any ReLU, phi(v) = c_0 + c_1 v + sum_i a_i
/// tanh(w_i v + b_i), its outer weights fitted by least squares. Floating point: what it is worth in a run is
/// for the run's certificate to say.
std::vector<SmoothActivation> smooth_activations(double epsilon, double range);

/// The largest distance from the ReLU over a grid on [-range, range].
double grid_distance(const SmoothActivation& activation, double range);

}  // namespace dsc
