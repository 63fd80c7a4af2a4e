#include "theorems/convolutions/shift_coherence.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>

#include "theorems/coherence/exact_dot.h"

namespace dsc {
namespace {

using Eigen::Index;

/// The bound of mutual_coherence's documentation, for columns of so many rows.
double correlation_error(Index rows) { return 5 * (static_cast<double>(rows) + 8) * 0x1p-53; }

/// Each filter divided by a power of two, then by its computed norm.
Eigen::MatrixXd normalised(const Eigen::MatrixXd& filters) {
  Eigen::MatrixXd unit(filters.rows(), filters.cols());
  for (Index j = 0; j < filters.cols(); ++j) {
    const int exponent = std::ilogb(filters.col(j).cwiseAbs().maxCoeff());
    const int half = -exponent / 2;  // in two steps: 2^-exponent alone may overflow
    const Eigen::VectorXd scaled =
        (filters.col(j) * std::scalbn(1.0, half)) * std::scalbn(1.0, -exponent - half);
    unit.col(j) = scaled / std::sqrt(scaled.squaredNorm());
  }
  return unit;
}

Eigen::MatrixXd rows_of(const Eigen::MatrixXd& matrix, const std::vector<Index>& rows) {
  return matrix(rows, Eigen::all);
}

/// The `most` largest of the numbers given to it.
class Largest {
 public:
  explicit Largest(std::size_t most) : most_(most) {}
  void add(double value) {
    if (value <= least_) return;
    held_.push_back(value);
    if (held_.size() >= 4 * most_) shrink();
  }
  std::vector<double> sorted() {
    shrink();
    std::sort(held_.begin(), held_.end(), std::greater<>());
    return held_;
  }

 private:
  void shrink() {
    if (held_.size() <= most_) return;
    std::nth_element(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(most_) - 1, held_.end(),
                     std::greater<>());
    held_.resize(most_);
    least_ = held_.back();
  }

  std::size_t most_;
  double least_ = 0;
  std::vector<double> held_;
};

struct Candidate {
  std::size_t lag;
  Index i, j;
  double value;

  bool operator<(const Candidate& other) const {
    return std::tie(lag, i, j) < std::tie(other.lag, other.i, other.j);
  }
};

/// What comes within `slack` of the largest seen; older ones that fall behind are dropped now and then.
class Candidates {
 public:
  explicit Candidates(double slack) : slack_(slack) {}
  double least() const { return largest_ - slack_; }
  void add(const Candidate& found) {
    largest_ = std::max(largest_, found.value);
    held_.push_back(found);
    if (held_.size() > 2 * kept_ + 1024) drop();
  }
  void take(const Candidates& other) {
    for (const Candidate& found : other.held_)
      if (found.value >= least()) add(found);
  }
  std::vector<Candidate> sorted() {
    drop();
    std::sort(held_.begin(), held_.end());
    return held_;
  }

 private:
  void drop() {
    std::erase_if(held_, [&](const Candidate& old) { return old.value < least(); });
    kept_ = held_.size();
  }

  double slack_, largest_ = 0;
  std::size_t kept_ = 0;
  std::vector<Candidate> held_;
};

/// The exact largest among the candidates, the first that attains it.
ShiftCoherence decided(const FilterBank& bank, const std::vector<Lag>& lags,
                       const std::vector<Candidate>& candidates) {
  std::vector<Dyadic> norms;
  for (Index j = 0; j < bank.count(); ++j) {
    const DecodedColumn filter(bank.filters.col(j));
    norms.push_back(exact_dot(filter, filter));
  }
  const Candidate* best = nullptr;
  Dyadic best_square, best_norms;
  std::optional<std::size_t> lag;
  Overlap overlap;
  for (const Candidate& next : candidates) {
    if (lag != next.lag) overlap = overlap_at(bank, lags[next.lag]);
    lag = next.lag;
    const Eigen::VectorXd later = bank.filters(overlap.later, next.i),
                          earlier = bank.filters(overlap.earlier, next.j);
    const Dyadic product = exact_dot(DecodedColumn(later), DecodedColumn(earlier));
    Dyadic square = product * product;
    Dyadic both = norms[static_cast<std::size_t>(next.i)] * norms[static_cast<std::size_t>(next.j)];
    const bool better = best == nullptr || (both == best_norms ? best_square < square
                                                               : best_square * both < square * best_norms);
    if (!better) continue;
    best = &next;
    best_square = std::move(square);
    best_norms = std::move(both);
  }
  if (best == nullptr) return {Rational(0), {0, 0}, lags.front()};
  return {best_square.rational() / best_norms.rational(), {best->i, best->j}, lags[best->lag]};
}

void require_filters(const FilterBank& bank) {
  if (bank.count() < 1) throw std::invalid_argument("the coherence of no filter");
  if (!bank.filters.allFinite())
    throw std::invalid_argument("the coherence of filters with entries that are not finite");
  for (Index j = 0; j < bank.count(); ++j) {
    if (bank.filters.col(j).isZero(0))
      throw std::invalid_argument("the coherence of filter " + std::to_string(j + 1) + ", which is zero");
  }
}

}  // namespace

StripeCorrelations stripe_correlations(const FilterBank& bank, Index most) {
  require_filters(bank);
  const std::vector<Lag> lags = half_of_the_lags(bank);
  const Eigen::MatrixXd unit = normalised(bank.filters);
  const Index m = bank.count();
  const double error = correlation_error(unit.rows());
  const std::size_t kept = static_cast<std::size_t>(std::max<Index>(most, 1));
  std::vector<Largest> largest(static_cast<std::size_t>(m), Largest(kept));
  Candidates candidates(2 * error);
#pragma omp parallel
  {
    Candidates mine(2 * error);
    std::vector<Largest> own(static_cast<std::size_t>(m), Largest(kept));
#pragma omp for schedule(dynamic) nowait
    for (std::size_t at = 0; at < lags.size(); ++at) {
      const Overlap overlap = overlap_at(bank, lags[at]);
      const Eigen::MatrixXd product =
          (rows_of(unit, overlap.later).transpose() * rows_of(unit, overlap.earlier)).cwiseAbs();
      for (Index j = 0; j < m; ++j) {
        const Index end = at == 0 ? j : m;  // lag zero: i < j alone
        for (Index i = 0; i < end; ++i) {
          const double value = product(i, j);
          own[static_cast<std::size_t>(i)].add(value);
          own[static_cast<std::size_t>(j)].add(value);
          if (value >= mine.least()) mine.add({at, i, j, value});
        }
      }
    }
#pragma omp critical(dsc_stripe_correlations)
    {
      candidates.take(mine);
      for (std::size_t i = 0; i < own.size(); ++i)
        for (const double value : own[i].sorted()) largest[i].add(value);
    }
  }
  StripeCorrelations found{decided(bank, lags, candidates.sorted()), {}};
  // Each value is off by at most the error, and each sum rounded up; where a filter has fewer, the others are
  // computed to be zero.
  found.largest_sums.assign(kept, 0);
  for (Largest& of_filter : largest) {
    std::vector<double> values = of_filter.sorted();
    values.resize(kept, 0);
    double sum = 0;
    for (std::size_t s = 0; s < kept; ++s) {
      sum = std::nextafter(sum + std::nextafter(values[s] + error, 2.0), HUGE_VAL);
      found.largest_sums[s] = std::max(found.largest_sums[s], sum);
    }
  }
  return found;
}

Index striped_sparsity_by_sums(const StripeCorrelations& found) {
  Index s = 0;
  double before = 0;
  for (const double sum : found.largest_sums) {
    if (!(std::nextafter(sum + before, HUGE_VAL) < 1)) break;
    before = sum;
    ++s;
  }
  return s;
}

}  // namespace dsc
