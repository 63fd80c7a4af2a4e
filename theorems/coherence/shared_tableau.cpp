#include "theorems/coherence/shared_tableau.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <random>

namespace dsc {
namespace {

using Eigen::Index;

constexpr double optimality = 1e-9;  // |s.T_k| - 1 at most
constexpr double smallest_pivot = 1e-8;
constexpr double drift = 1e-10;     // of T_i before T is computed again
constexpr long longest_run = 2000;  // pivots before T is computed again
constexpr double perturbation_size = 1e-9;
constexpr double least_perturbation = 1e-13;  // about what T carries of rounding
constexpr double negligible = 1e-10;          // of |u|_1, lost to signs that only the perturbation has

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

Eigen::MatrixXd gather(const Eigen::MatrixXd& a, const std::vector<Index>& columns) {
  Eigen::MatrixXd result(a.rows(), static_cast<Index>(columns.size()));
  for (std::size_t k = 0; k < columns.size(); ++k) result.col(static_cast<Index>(k)) = a.col(columns[k]);
  return result;
}

}  // namespace

SharedTableau::SharedTableau(const Eigen::MatrixXd& a, const std::vector<Index>& basis)
    : a_(a), first_(basis), basis_(basis), place_(at(a.cols()), 0), perturbation_(a.cols()) {
  for (std::size_t row = 0; row < basis.size(); ++row) place_[at(basis[row])] = static_cast<Index>(row) + 1;
  for (Index j = 0; j < a.cols(); ++j) {
    if (place_[at(j)] == 0) slots_.push_back(j);
  }
  for (std::size_t row = 0; row < basis.size(); ++row) place_[at(basis[row])] = static_cast<Index>(row);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot)
    place_[at(slots_[slot])] = -1 - static_cast<Index>(slot);
  std::mt19937_64 generator(20240805);
  for (double& v : perturbation_)
    v = perturbation_size * (0.5 + static_cast<double>(generator() >> 11) * 0x1p-53) *
        ((generator() & 1) != 0 ? 1 : -1);
  reference_ = gather(a, basis).transpose().partialPivLu().inverse();
  signs_.resize(a.rows());
  gains_.resize(static_cast<Index>(slots_.size()));
  squares_.resize(gains_.size());
  refactor();
}

void SharedTableau::refactor() {
  Eigen::MatrixXd right(a_.rows(), static_cast<Index>(slots_.size()) + 1);
  right.leftCols(right.cols() - 1) = gather(a_, slots_);
  right.col(right.cols() - 1) = a_ * perturbation_;
  t_ = gather(a_, basis_).partialPivLu().solve(right);
  since_refactor_ = 0;
}

void SharedTableau::price() {
  for (Index k = 0; k < gains_.size(); ++k) {
    gains_[k] = signs_.dot(t_.col(k));
    squares_[k] = t_.col(k).squaredNorm();
  }
}

Eigen::VectorXd SharedTableau::perturbed(Index slot) const {
  return t_.col(slot) + perturbation_scale_ * t_.col(t_.cols() - 1);
}

double SharedTableau::lost_to_perturbation(Index target) const {
  const auto u = t_.col(target);
  return (u.cwiseAbs() - u.cwiseProduct(signs_)).sum() / u.cwiseAbs().sum();
}

void SharedTableau::exchange(Index row, Index slot) {
  ++pivots_, ++since_refactor_;
  const Eigen::VectorXd entering_column = t_.col(slot);
  const double pivot = entering_column[row];
  Eigen::VectorXd step = entering_column / pivot;  // what each column loses, times its entry in the row
  step[row] = 1 - 1 / pivot;
  // Slot now belongs to the column that leaves: a unit vector before the exchange.
  t_.col(slot).setZero();
  t_(row, slot) = 1;
  const double* const signs = signs_.data();
  const double* const loss = step.data();
  const Index m = t_.rows();
  for (Index k = 0; k < t_.cols(); ++k) {
    double* const column = t_.col(k).data();
    const double factor = column[row];
    double gain = 0, square = 0;
#pragma omp simd reduction(+ : gain, square)
    for (Index i = 0; i < m; ++i) {
      const double v = column[i] - factor * loss[i];
      column[i] = v;
      gain += signs[i] * v;
      square += v * v;
    }
    if (k < gains_.size()) gains_[k] = gain, squares_[k] = square;
  }
  std::swap(basis_[at(row)], slots_[at(slot)]);
  place_[at(basis_[at(row)])] = row;
  place_[at(slots_[at(slot)])] = -1 - slot;
}

bool SharedTableau::expel(Index row) {
  Index slot = 0;
  if (gains_.size() == 0) return false;
  const double largest = t_.row(row).head(gains_.size()).cwiseAbs().maxCoeff(&slot);
  if (largest < smallest_pivot) return false;
  exchange(row, slot);
  return true;
}

Index SharedTableau::entering(Index target) const {
  Index best = -1;
  double score = 0;
  for (Index k = 0; k < gains_.size(); ++k) {
    const double excess = std::abs(gains_[k]) - 1;
    if (excess <= optimality || k == target) continue;
    const double value = excess * excess / (1 + squares_[k]);
    if (value > score) score = value, best = k;
  }
  return best;
}

Index SharedTableau::leaving(Index slot, const Eigen::VectorXd& p) {
  const double direction = gains_[slot] > 0 ? 1 : -1;
  const double tiny = smallest_pivot * std::sqrt(squares_[slot]);
  breakpoints_.clear();
  for (Index i = 0; i < p.size(); ++i) {
    const double rate = direction * t_(i, slot);
    if (std::abs(rate) > tiny && p[i] * rate > 0) breakpoints_.emplace_back(p[i] / rate, i);
  }
  // The slope is 1 - |s.T_k| < 0 at first and grows by 2 |T_ik| at each breakpoint.
  double slope = 1 - std::abs(gains_[slot]);
  const auto later = [](const auto& x, const auto& y) { return x.first > y.first; };
  std::make_heap(breakpoints_.begin(), breakpoints_.end(), later);
  Index last = -1;
  while (!breakpoints_.empty()) {
    std::pop_heap(breakpoints_.begin(), breakpoints_.end(), later);
    last = breakpoints_.back().second;
    breakpoints_.pop_back();
    slope += 2 * std::abs(t_(last, slot));
    if (slope >= 0) break;
  }
  return last;
}

ColumnProposal SharedTableau::solve(Index column, long pivots) {
  const long stop = pivots_ + pivots;
  if (place_[at(column)] >= 0 && !expel(place_[at(column)])) {
    const Index row = place_[at(column)];
    signs_.setZero();
    signs_[row] = 1;
    for (Index k = 0; k < gains_.size(); ++k) gains_[k] = t_(row, k);
    return proposal(-1, true);
  }
  const Index target = -1 - place_[at(column)];
  perturbation_scale_ = 1;
  for (;;) {
    signs_ = perturbed(target).unaryExpr([](double v) { return v < 0 ? -1.0 : 1.0; });
    price();
    bool optimal = false;
    while (pivots_ < stop) {
      const Index slot = entering(target);
      if (slot < 0) {
        optimal = true;
        break;
      }
      const Eigen::VectorXd p = perturbed(target);
      const Index row = leaving(slot, p);
      if (row < 0) break;
      // The signs after the exchange, so that the pass over T prices with them.
      const double length = p[row] / t_(row, slot);
      for (Index i = 0; i < p.size(); ++i) signs_[i] = p[i] - length * t_(i, slot) < 0 ? -1 : 1;
      signs_[row] = length < 0 ? -1 : 1;
      exchange(row, slot);
      if (since_refactor_ >= longest_run) {
        refactor();
        signs_ = perturbed(target).unaryExpr([](double v) { return v < 0 ? -1.0 : 1.0; });
        price();
      }
    }
    Eigen::VectorXd residual = a_.col(column);
    for (Index i = 0; i < t_.rows(); ++i) residual -= t_(i, target) * a_.col(basis_[at(i)]);
    const bool accurate = residual.cwiseAbs().maxCoeff() <= drift;
    if (!optimal) return proposal(target, false);
    if (!accurate && since_refactor_ > 0) {
      refactor();
    } else if (lost_to_perturbation(target) > negligible &&
               perturbation_scale_ * perturbation_size > least_perturbation) {
      perturbation_scale_ /= 100;
    } else {
      return proposal(target, true);
    }
  }
}

ColumnProposal SharedTableau::proposal(Index target, bool optimal) const {
  ColumnProposal found;
  found.optimal = optimal;
  // v with v.A_B = s has v.a_j = s.T_j, or s_j in B: known on the first basis, whose inverse is at hand.
  Eigen::VectorXd gains(a_.rows());
  for (Index k = 0; k < gains.size(); ++k) {
    const Index place = place_[at(first_[at(k)])];
    gains[k] = place >= 0 ? signs_[place] : gains_[-1 - place];
  }
  const Eigen::VectorXd v = reference_ * gains;
  found.basis = basis_;
  for (const double sign : signs_) found.signs.push_back(static_cast<int>(sign));
  if (target < 0) {
    found.analysis = v;
    return found;
  }
  found.analysis = v / v.dot(a_.col(slots_[at(target)]));
  for (Index i = 0; i < t_.rows(); ++i) {
    if (std::abs(t_(i, target)) > 1e-13) found.combination.emplace_back(basis_[at(i)], t_(i, target));
  }
  return found;
}

}  // namespace dsc
