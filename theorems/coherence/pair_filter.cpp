#include "theorems/coherence/pair_filter.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <optional>

#include "theorems/coherence/exact_dot.h"

namespace dsc {
namespace {

using Eigen::Index;

__extension__ using Wide = __int128;

struct Candidate {
  Index i, j;
  double coherence;
};

/// All pairs i < j whose |b_i.b_j| is computed to be at least the largest one less the slack. Blocks of the
/// product are scanned while they are in cache, so that the whole Gram matrix never exists.
std::vector<Candidate> largest_pairs(const Eigen::MatrixXd& b, double slack) {
  constexpr Index width = 192;
  const Index blocks = (b.cols() + width - 1) / width;
  double largest = 0;
  std::vector<Candidate> survivors;
#pragma omp parallel
  {
    double mine = 0;
    std::vector<Candidate> kept;
    Eigen::MatrixXd product(width, width);
#pragma omp for schedule(dynamic) nowait
    for (Index task = 0; task < blocks * (blocks + 1) / 2; ++task) {
      // Task t is block (p, q) with p <= q, counted along the columns of the upper triangle.
      auto q = static_cast<Index>((std::sqrt(8.0 * static_cast<double>(task) + 1) - 1) / 2);
      while (q * (q + 1) / 2 > task) --q;
      while ((q + 1) * (q + 2) / 2 <= task) ++q;
      const Index p = task - q * (q + 1) / 2;
      const Index rows = std::min(width, b.cols() - p * width), cols = std::min(width, b.cols() - q * width);
      auto block = product.topLeftCorner(rows, cols);
      block.noalias() = b.middleCols(p * width, rows).transpose() * b.middleCols(q * width, cols);
      if (p == q) {
        for (Index j = 0; j < cols; ++j) block.col(j).tail(rows - j).setZero();
      }
      double seen = 0;
#pragma omp atomic read
      seen = largest;
      mine = std::max({mine, seen, block.cwiseAbs().maxCoeff()});
#pragma omp critical(dsc_largest_pair)
      if (mine > largest) {
#pragma omp atomic write
        largest = mine;
      }
      const double least = mine - slack;
      for (Index j = 0; j < cols; ++j) {
        if (block.col(j).cwiseAbs().maxCoeff() < least) continue;
        const Index end = p == q ? j : rows;
        for (Index i = 0; i < end; ++i) {
          const double value = std::abs(block(i, j));
          if (value >= least) kept.push_back({p * width + i, q * width + j, value});
        }
      }
    }
#pragma omp critical(dsc_largest_pair)
    survivors.insert(survivors.end(), kept.begin(), kept.end());
  }
  const double least = largest - slack;
  std::erase_if(survivors, [&](const Candidate& c) { return c.coherence < least; });
  return survivors;
}

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

/// The largest of the survivors' ratios, and the first pair that attains it. `evaluate` is called from all
/// threads.
template <class Number, class Evaluate>
Decision<Number> decide(const std::vector<Candidate>& survivors, Evaluate&& evaluate) {
  std::optional<Decision<Number>> best;
  const auto improve = [](std::optional<Decision<Number>>& held, Decision<Number> next) {
    if (held) {
      const auto order = compare(held->ratio, next.ratio);
      if (order > 0 || (order == 0 && held->pair < next.pair)) return;
    }
    held = std::move(next);
  };
#pragma omp parallel
  {
    std::optional<Decision<Number>> mine;
#pragma omp for schedule(static) nowait
    for (std::size_t k = 0; k < survivors.size(); ++k) {
      improve(mine, {{survivors[k].i, survivors[k].j}, evaluate(survivors[k])});
    }
#pragma omp critical(dsc_decide)
    if (mine) improve(best, std::move(*mine));
  }
  return *best;
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

}  // namespace

MutualCoherence coherence_of_small_integers(const Eigen::MatrixXd& integers) {
  const Eigen::VectorXd norms = integers.colwise().squaredNorm();
  const Eigen::VectorXd lengths = norms.cwiseSqrt();
  const Eigen::MatrixXd normalised = integers * lengths.cwiseInverse().asDiagonal();
  const double error = coherence_error(integers.rows());
  const auto survivors = largest_pairs(normalised, 2 * error);
  const auto evaluate = [&](const Candidate& c) {
    // The scalar product is an integer: its computed value is off by less than 1/2, or it is summed again,
    // exactly, since all partial sums stay below 2^53.
    const double length = lengths[c.i] * lengths[c.j];
    const double product = (error + 0x1p-50) * length < 0.25
                               ? std::nearbyint(c.coherence * length)
                               : std::abs(integers.col(c.i).dot(integers.col(c.j)));
    return Ratio<Wide>{
        static_cast<std::int64_t>(product),
        static_cast<Wide>(static_cast<std::int64_t>(norms[c.i])) * static_cast<std::int64_t>(norms[c.j])};
  };
  const auto best = decide<Wide>(survivors, evaluate);
  const Integer product = integer(best.ratio.product);
  return {Rational(Integer(product * product), integer(best.ratio.norms)), best.pair};
}

MutualCoherence coherence_by_filter(const Eigen::MatrixXd& d) {
  Eigen::MatrixXd normalised(d.rows(), d.cols());
#pragma omp parallel for schedule(static)
  for (Index j = 0; j < d.cols(); ++j) {
    const Eigen::VectorXd column = scaled_to_one(d.col(j));
    normalised.col(j) = column / std::sqrt(column.squaredNorm());
  }
  const auto survivors = largest_pairs(normalised, 2 * coherence_error(d.rows()));

  // Ties are many: each column that takes part is decoded once, with its squared norm.
  std::vector<std::optional<std::pair<DecodedColumn, Dyadic>>> columns(static_cast<std::size_t>(d.cols()));
  std::vector<Index> involved;
  for (const Candidate& c : survivors) involved.insert(involved.end(), {c.i, c.j});
  std::sort(involved.begin(), involved.end());
  involved.erase(std::unique(involved.begin(), involved.end()), involved.end());
#pragma omp parallel for schedule(static)
  for (std::size_t k = 0; k < involved.size(); ++k) {
    DecodedColumn decoded(d.col(involved[k]));
    Dyadic norm = exact_dot(decoded, decoded);
    columns[static_cast<std::size_t>(involved[k])].emplace(std::move(decoded), std::move(norm));
  }
  const auto column = [&](Index i) -> const std::pair<DecodedColumn, Dyadic>& {
    return *columns[static_cast<std::size_t>(i)];
  };
  const auto evaluate = [&](const Candidate& c) {
    const auto& [x, x_norm] = column(c.i);
    const auto& [y, y_norm] = column(c.j);
    Dyadic product = exact_dot(x, y);
    return Ratio<Dyadic>{product < Dyadic(0) ? -product : std::move(product), x_norm * y_norm};
  };
  const auto best = decide<Dyadic>(survivors, evaluate);
  const Rational product = best.ratio.product.rational();
  return {Rational(product * product / best.ratio.norms.rational()), best.pair};
}

}  // namespace dsc
