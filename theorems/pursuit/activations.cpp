#include "theorems/pursuit/activations.h"

#include <stdexcept>

namespace dsc {

Activation composed(const Activation& rho, int times) {
  if (times < 1 || rho.slope > 1) throw std::invalid_argument("a slope above 1, or no composition at all");
  Activation result = rho;
  for (int k = 1; k < times && rho.slope >= 0; ++k) {
    result.slope *= rho.slope;
    result.floor *= rho.slope;
  }
  return result;
}

Schedule lipschitz_schedule(const Rational& mu, const Rational& largest, const SignalClass& signals,
                            Eigen::Index atoms, const Activation& rho) {
  const Rational s = signals.sparsity, offset = largest * signals.noise;
  const Rational factor = 2 * abs(rho.slope) * (Rational(atoms) - s) + 2 * s;
  return {s * signals.magnitude, factor * mu, factor * offset + s * rho.floor, mu, offset};
}

Schedule inexact_schedule(const Rational& mu, const Rational& largest, const SignalClass& signals,
                          Eigen::Index atoms, const Rational& step_error) {
  const Rational s = signals.sparsity;
  const Rational offset = largest * signals.noise + mu * off_support_error(signals, atoms, step_error);
  return {s * signals.magnitude, (2 * s - 1) * mu, 2 * s * offset + s * step_error, mu, offset};
}

Rational off_support_error(const SignalClass& signals, Eigen::Index atoms, const Rational& step_error) {
  return (Rational(atoms) - Rational(signals.sparsity)) * step_error;
}

ActivatedSchedules activated_schedules(const LayeredPursuit& pursuit, int steps, StepProof proof,
                                       const Activation& rho, const Rational& step_error) {
  if (proof == StepProof::lipschitz && step_error != 0) throw std::invalid_argument("a step error besides L");
  ActivatedSchedules result;
  for (std::size_t j = 0; j < pursuit.depth(); ++j) {
    const Encoder& encoder = pursuit.encoders[j];
    const Rational mu = cross_coherence(encoder), largest = largest_entry(encoder.analysis);
    const Eigen::Index atoms = encoder.dictionary.cols();
    SignalClass signals = pursuit.classes[j];
    if (j > 0) signals.noise += result.bounds.back();
    const bool inexact = proof == StepProof::inexact;
    const Rational distance = rho.floor + step_error;
    result.schedules.push_back(inexact ? inexact_schedule(mu, largest, signals, atoms, distance)
                                       : lipschitz_schedule(mu, largest, signals, atoms, rho));
    result.converges = result.converges && result.schedules.back().rate < 1;
    result.bounds.push_back(envelope(result.schedules.back(), steps).back());
    if (inexact) result.bounds.back() += off_support_error(signals, atoms, distance);
  }
  return result;
}

std::vector<std::vector<RationalVector>> stored_iterates(
    const LayeredPursuit& pursuit, const RationalVector& y, const std::vector<Schedule>& schedules, int steps,
    const std::function<double(double u, double theta)>& shrink, int bits) {
  std::vector<std::vector<RationalVector>> result;
  Eigen::VectorXd input = nearest(y);
  for (std::size_t j = 0; j < pursuit.depth(); ++j) {
    const Eigen::MatrixXd d = nearest(pursuit.encoders[j].dictionary),
                          w = nearest(pursuit.encoders[j].analysis);
    Eigen::VectorXd x = Eigen::VectorXd::Zero(d.cols());
    result.emplace_back();
    for (const Rational& theta : thresholds(schedules[j], steps)) {
      const Eigen::VectorXd u = x + w.transpose() * (input - d * x);
      for (Eigen::Index i = 0; i < x.size(); ++i) x[i] = shrink(u[i], nearest(theta));
      result.back().push_back(rounded(x, bits));
      x = nearest(result.back().back());
    }
    input = x;
  }
  return result;
}

}  // namespace dsc
