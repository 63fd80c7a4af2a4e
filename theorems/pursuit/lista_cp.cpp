#include "theorems/pursuit/lista_cp.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace dsc {

using Eigen::Index;

Rational apply(const Activation& rho, const Rational& v) {
  if (v >= 0) return v;
  return std::clamp(Rational(rho.slope * v), Rational(-rho.floor), rho.floor);
}

Rational shrink(const Activation& rho, const Rational& u, const Rational& theta) {
  return apply(rho, u - theta) - apply(rho, -u - theta);
}

Encoder self_encoder(const RationalMatrix& dictionary) {
  Encoder encoder{dictionary, dictionary};
  for (Index j = 0; j < dictionary.cols(); ++j) {
    const Rational square = squared_norm(dictionary.col(j));
    if (square == 0) throw std::invalid_argument("column " + std::to_string(j) + " is zero");
    encoder.analysis.col(j) /= square;
  }
  return encoder;
}

Rational cross_coherence(const Encoder& encoder) {
  const auto& [d, w] = encoder;
  if (d.rows() != w.rows() || d.cols() != w.cols()) throw std::invalid_argument("D and W differ in shape");
  const RationalMatrix products = multiply(RationalMatrix(w.transpose()), d);
  Rational largest = 0;
  for (Index i = 0; i < d.cols(); ++i) {
    if (products(i, i) != 1) throw std::invalid_argument("w.d is not 1 at column " + std::to_string(i));
    for (Index j = 0; j < d.cols(); ++j) {
      if (i != j) largest = std::max(largest, abs(products(i, j)));
    }
  }
  return largest;
}

Rational largest_entry(const RationalMatrix& analysis) {
  Rational largest = 0;
  for (const Rational& entry : analysis.reshaped()) largest = std::max(largest, abs(entry));
  return largest;
}

Schedule convergence_schedule(const Rational& mu, const Rational& largest, const SignalClass& signals) {
  const Rational s = signals.sparsity, offset = largest * signals.noise;
  return {s * signals.magnitude, (2 * s - 1) * mu, 2 * s * offset, mu, offset};
}

std::vector<Rational> envelope(const Schedule& schedule, int steps) {
  std::vector<Rational> bounds = {schedule.start};
  for (int k = 0; k < steps; ++k) bounds.push_back(schedule.rate * bounds.back() + schedule.drift);
  return bounds;
}

std::vector<Rational> thresholds(const Schedule& schedule, int steps) {
  std::vector<Rational> result = envelope(schedule, steps);
  result.pop_back();
  for (Rational& value : result) value = schedule.weight * value + schedule.offset;
  return result;
}

std::vector<RationalVector> lista_iterates(const Encoder& encoder, const RationalVector& y,
                                           const std::vector<Rational>& thresholds,
                                           const Activation& activation) {
  const RationalMatrix back = encoder.analysis.transpose();
  const RationalVector start = multiply(back, y);
  std::map<Index, RationalVector> products;  // W^T d_j for the atoms in use: codes are sparse
  std::vector<RationalVector> iterates = {RationalVector::Zero(back.rows())};
  for (const Rational& theta : thresholds) {
    const RationalVector& x = iterates.back();
    RationalVector next = start + x;
    for (const Index j : support(x)) {
      const auto [at, fresh] = products.try_emplace(j);
      if (fresh) at->second = multiply(back, RationalVector(encoder.dictionary.col(j)));
      for (Index i = 0; i < next.size(); ++i) {
        if (at->second[i] != 0) next[i] -= at->second[i] * x[j];
      }
    }
    for (Rational& entry : next) entry = shrink(activation, entry, theta);
    iterates.push_back(std::move(next));
  }
  return iterates;
}

std::vector<Rational> l1_errors(const std::vector<RationalVector>& iterates, const RationalVector& code) {
  std::vector<Rational> errors;
  for (const RationalVector& x : iterates) errors.push_back(l1_norm(x - code));
  return errors;
}

}  // namespace dsc
