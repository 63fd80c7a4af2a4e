#include "theorems/coherence/pair_filter.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <optional>

#include "theorems/coherence/exact_dot.h"
#include "theorems/coherence/parallel_columns.h"

namespace dsc {
namespace {

using Eigen::Index;

__extension__ using Wide = __int128;

/// c^2 / n with n = n_i n_j, kept as its parts: candidates that tie exactly usually tie part by part.
template <class Number>
struct Ratio {
  Number product;  ///< |c|
  Number norms;
};

std::strong_ordering by_cross_multiplication(const Integer& c1, const Integer& n1, const Integer& c2,
                                             const Integer& n2) {
  return Integer(c1 * c1 * n2).compare(c2 * c2 * n1) <=> 0;
}

Integer integer(Wide value) {
  return (Integer(static_cast<std::int64_t>(value >> 64)) << 64) + static_cast<std::uint64_t>(value);
}

Rational rational(Wide value) { return Rational(integer(value)); }
Rational rational(const Dyadic& value) { return value.rational(); }

std::strong_ordering compare(const Ratio<Wide>& a, const Ratio<Wide>& b) {
  if (a.norms == b.norms) return a.product <=> b.product;
  if (a.product == b.product) return b.norms <=> a.norms;
  return by_cross_multiplication(integer(a.product), integer(a.norms), integer(b.product), integer(b.norms));
}

std::strong_ordering compare(const Ratio<Dyadic>& a, const Ratio<Dyadic>& b) {
  const bool same_norms = a.norms == b.norms;
  const Dyadic left = same_norms ? a.product : a.product * a.product * b.norms;
  const Dyadic right = same_norms ? b.product : b.product * b.product * a.norms;
  return left < right ? std::strong_ordering::less
                      : (left == right ? std::strong_ordering::equal : std::strong_ordering::greater);
}

template <class Number>
struct Decision {
  std::pair<Index, Index> pair;
  Ratio<Number> ratio;
};

template <class Number>
void improve(std::optional<Decision<Number>>& held, Decision<Number> next) {
  if (held) {
    const auto order = compare(held->ratio, next.ratio);
    if (order > 0 || (order == 0 && held->pair < next.pair)) return;
  }
  held = std::move(next);
}

/// Task t of the blocks (p, q) with p <= q, counted along the columns of the upper triangle.
std::pair<Index, Index> block_of(Index task) {
  auto q = static_cast<Index>((std::sqrt(8.0 * static_cast<double>(task) + 1) - 1) / 2);
  while (q * (q + 1) / 2 > task) --q;
  while ((q + 1) * (q + 2) / 2 <= task) ++q;
  return {task - q * (q + 1) / 2, q};
}

constexpr Index block_width = 192;

/// The largest ratio over all pairs i < j, and the first pair that attains it, given unit columns b in
/// floating point: blocks of b^T b are scanned while they are in cache, and a pair whose |b_i.b_j| is
/// computed to be within the slack of the largest one seen is decided at once. So neither the Gram matrix nor
/// a list of ties ever exists. Each thread has a Judge of its own: enter(p, q) begins a block, ratio(i, j,
/// |b_i.b_j|) is exact. None where some value comes to 1 - slack or more and `parallel_allowed` is false.
template <class Number, class Judge>
std::optional<Decision<Number>> largest_ratio(const Eigen::MatrixXd& b, double slack, bool parallel_allowed,
                                              const Judge& blank) {
  const Index blocks = (b.cols() + block_width - 1) / block_width;
  double largest = 0;
  bool nearly_parallel = false;
  std::optional<Decision<Number>> best;
#pragma omp parallel
  {
    double mine = 0;
    std::optional<Decision<Number>> held;
    Judge judge = blank;
    Eigen::MatrixXd product(block_width, block_width);
#pragma omp for schedule(dynamic) nowait
    for (Index task = 0; task < blocks * (blocks + 1) / 2; ++task) {
      bool stop = false;
#pragma omp atomic read
      stop = nearly_parallel;
      if (stop) continue;
      const auto [p, q] = block_of(task);
      const Index rows = std::min(block_width, b.cols() - p * block_width),
                  cols = std::min(block_width, b.cols() - q * block_width);
      auto block = product.topLeftCorner(rows, cols);
      block.noalias() = b.middleCols(p * block_width, rows).transpose() * b.middleCols(q * block_width, cols);
      if (p == q) {
        for (Index j = 0; j < cols; ++j) block.col(j).tail(rows - j).setZero();
      }
      double seen = 0;
#pragma omp atomic read
      seen = largest;
      mine = std::max({mine, seen, block.cwiseAbs().maxCoeff()});
      if (!parallel_allowed && mine >= 1 - slack) {
#pragma omp atomic write
        nearly_parallel = true;
        continue;
      }
#pragma omp critical(dsc_largest_pair)
      if (mine > largest) {
#pragma omp atomic write
        largest = mine;
      }
      const double least = mine - slack;
      judge.enter(p, q);
      for (Index j = 0; j < cols; ++j) {
        if (block.col(j).cwiseAbs().maxCoeff() < least) continue;
        const Index end = p == q ? j : rows;
        for (Index i = 0; i < end; ++i) {
          const double value = std::abs(block(i, j));
          if (value < least) continue;
          const std::pair pair{p * block_width + i, q * block_width + j};
          improve(held, {pair, judge.ratio(pair.first, pair.second, value)});
        }
      }
    }
#pragma omp critical(dsc_largest_pair)
    if (held) improve(best, std::move(*held));
  }
  if (nearly_parallel) return std::nullopt;
  return best;
}

/// As largest_ratio; where the columns in `d` may be parallel, that is looked at first: parallel columns are
/// what ties by the million.
template <class Number, class Judge>
MutualCoherence decided(const Eigen::MatrixXd& d, const Eigen::MatrixXd& normalised, double slack,
                        const Judge& blank) {
  auto best = largest_ratio<Number>(normalised, slack, false, blank);
  if (!best) {
    if (const auto pair = first_parallel_pair(d)) return {Rational(1), *pair};
    best = largest_ratio<Number>(normalised, slack, true, blank);
  }
  const Rational product = rational(best->ratio.product);
  return {Rational(product * product / rational(best->ratio.norms)), best->pair};
}

/// The bound e of mutual_coherence's documentation.
double coherence_error(Index rows) { return 5 * (static_cast<double>(rows) + 8) * 0x1p-53; }

/// The column divided by the power of two that brings its largest entry into [1, 2).
Eigen::VectorXd scaled_to_one(const Eigen::Ref<const Eigen::VectorXd>& column) {
  const int exponent = std::ilogb(column.cwiseAbs().maxCoeff());
  // In two steps: 2^-exponent alone may overflow.
  const int half = -exponent / 2;
  return (column * std::scalbn(1.0, half)) * std::scalbn(1.0, -exponent - half);
}

/// Ratios of columns that are small integers.
struct SmallIntegerJudge {
  const Eigen::MatrixXd& integers;
  const Eigen::VectorXd &norms, &lengths;
  double error;

  void enter(Index, Index) {}
  Ratio<Wide> ratio(Index i, Index j, double coherence) const {
    // The scalar product is an integer: its computed value is off by less than 1/2, or it is summed again,
    // exactly, since all partial sums stay below 2^53.
    const double length = lengths[i] * lengths[j];
    const double product = (error + 0x1p-50) * length < 0.25 ? std::nearbyint(coherence * length)
                                                             : std::abs(integers.col(i).dot(integers.col(j)));
    return {static_cast<std::int64_t>(product),
            static_cast<Wide>(static_cast<std::int64_t>(norms[i])) * static_cast<std::int64_t>(norms[j])};
  }
};

/// Ratios of any doubles. The columns of the block in hand that take part are decoded once, with their
/// squared norms: ties are many.
class DoubleJudge {
 public:
  explicit DoubleJudge(const Eigen::MatrixXd& d) : d_(d) {}

  void enter(Index p, Index q) {
    if (p != p_) left_.assign(static_cast<std::size_t>(block_width), std::nullopt);
    if (q != q_) right_.assign(static_cast<std::size_t>(block_width), std::nullopt);
    p_ = p, q_ = q;
  }
  Ratio<Dyadic> ratio(Index i, Index j, double) {
    const auto& [x, x_norm] = decoded(left_, p_, i);
    const auto& [y, y_norm] = decoded(right_, q_, j);
    Dyadic product = exact_dot(x, y);
    return {product < Dyadic(0) ? -product : std::move(product), x_norm * y_norm};
  }

 private:
  using Decoded = std::pair<DecodedColumn, Dyadic>;
  using Cache = std::vector<std::optional<Decoded>>;

  const Decoded& decoded(Cache& cache, Index block, Index i) const {
    auto& slot = cache[static_cast<std::size_t>(i - block * block_width)];
    if (!slot) {
      DecodedColumn column(d_.col(i));
      Dyadic norm = exact_dot(column, column);
      slot.emplace(std::move(column), std::move(norm));
    }
    return *slot;
  }

  const Eigen::MatrixXd& d_;
  Index p_ = -1, q_ = -1;
  Cache left_, right_;
};

}  // namespace

MutualCoherence coherence_of_small_integers(const Eigen::MatrixXd& integers) {
  const Eigen::VectorXd norms = integers.colwise().squaredNorm();
  const Eigen::VectorXd lengths = norms.cwiseSqrt();
  const Eigen::MatrixXd normalised = integers * lengths.cwiseInverse().asDiagonal();
  const double error = coherence_error(integers.rows());
  return decided<Wide>(integers, normalised, 2 * error, SmallIntegerJudge{integers, norms, lengths, error});
}

MutualCoherence coherence_by_filter(const Eigen::MatrixXd& d) {
  Eigen::MatrixXd normalised(d.rows(), d.cols());
#pragma omp parallel for schedule(static)
  for (Index j = 0; j < d.cols(); ++j) {
    const Eigen::VectorXd column = scaled_to_one(d.col(j));
    normalised.col(j) = column / std::sqrt(column.squaredNorm());
  }
  return decided<Dyadic>(d, normalised, 2 * coherence_error(d.rows()), DoubleJudge(d));
}

}  // namespace dsc
