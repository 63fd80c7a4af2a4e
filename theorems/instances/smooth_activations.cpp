#include "theorems/instances/smooth_activations.h"

#include <Eigen/QR>
#include <cmath>
#include <numbers>

namespace dsc {
namespace {

double softplus(double v) { return std::max(v, 0.0) + std::log1p(std::exp(-std::abs(v))); }
double swish(double v) { return v / (1 + std::exp(-v)); }
double mish(double v) { return v * std::tanh(softplus(v)); }
double gelu(double v) { return v * std::erfc(-v / std::numbers::sqrt2) / 2; }

constexpr int grid = 2001;

/// tanh units with slopes from coarse to fine, all bending near 0, where the ReLU does.
SmoothActivation two_layer_fit(double epsilon, double range) {
  constexpr int units = 24;
  const auto slope = [=](int i) {
    return 0.5 / range * std::pow(range / epsilon, (i / 2) / (units / 2 - 1.0));
  };
  const auto bias = [](int i) { return i % 2 == 0 ? 0.0 : 0.5; };
  const auto features = [=](double v) {
    Eigen::RowVectorXd row(units + 2);
    row[units] = 1, row[units + 1] = v / range;
    for (int i = 0; i < units; ++i) row[i] = std::tanh(slope(i) * v + bias(i));
    return row;
  };
  Eigen::MatrixXd design(grid, units + 2);
  Eigen::VectorXd target(grid);
  for (int k = 0; k < grid; ++k) {
    // Denser near 0: t^3 on [-1, 1].
    const double t = 2.0 * k / (grid - 1) - 1, v = range * t * t * t;
    design.row(k) = features(v);
    target[k] = std::max(v, 0.0);
  }
  const Eigen::VectorXd weights = design.colPivHouseholderQr().solve(target);
  return {"two layers of tanh, fitted", [=](double v) { return features(v).dot(weights); }};
}

}  // namespace

double grid_distance(const SmoothActivation& activation, double range) {
  double largest = 0;
  for (int k = 0; k < 10 * grid; ++k) {
    const double t = 2.0 * k / (10 * grid - 1) - 1, v = range * t * t * t;
    largest = std::max(largest, std::abs(activation.phi(v) - std::max(v, 0.0)));
  }
  return largest;
}

std::vector<SmoothActivation> smooth_activations(double epsilon, double range) {
  const auto scaled = [&](const std::string& name, double (*f)(double), double distance) {
    const double b = distance / epsilon;
    return SmoothActivation{name, [f, b](double v) { return f(b * v) / b; }};
  };
  std::vector<SmoothActivation> all = {scaled("softplus", softplus, 0.6932), scaled("Swish", swish, 0.2785),
                                       scaled("Mish", mish, 0.3089), scaled("GELU", gelu, 0.1700)};
  const SmoothActivation fitted = two_layer_fit(epsilon, range);
  if (grid_distance(fitted, range) < epsilon) all.push_back(fitted);
  return all;
}

}  // namespace dsc
