#include "theorems/coherence/pair_filter.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "theorems/coherence/exact_dot.h"

namespace dsc {
namespace {

using Eigen::Index;

struct Candidate {
  Index i, j;
  double coherence;
};

/// All pairs i < j whose |b_i.b_j| is computed to be at least the largest one less the slack. Blocks of the product are
/// scanned while they are in cache, so that the whole Gram matrix never exists.
std::vector<Candidate> largest_pairs(const Eigen::MatrixXd& b, double absolute_slack, double relative_slack) {
  constexpr Index width = 192;
  const Index blocks = (b.cols() + width - 1) / width;
  double largest = 0;
  std::vector<Candidate> survivors;
  const auto threshold = [&](double top) { return top * (1 - relative_slack) - absolute_slack; };
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
      largest = std::max(largest, mine);
      const double least = threshold(mine);
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
  const double least = threshold(largest);
  std::erase_if(survivors, [&](const Candidate& c) { return c.coherence < least; });
  std::sort(survivors.begin(), survivors.end(),
            [](const Candidate& a, const Candidate& c) { return std::pair(a.i, a.j) < std::pair(c.i, c.j); });
  return survivors;
}

/// c^2 / (n_i n_j), kept as its parts: candidates that tie exactly usually tie part by part.
template <class Number>
struct Ratio {
  Number product, norms;
  friend bool operator<(const Ratio& a, const Ratio& b) {
    if (a.norms == b.norms) return abs_of(a.product) < abs_of(b.product);
    return a.product * a.product * b.norms < b.product * b.product * a.norms;
  }
  static Number abs_of(const Number& x) { return x < Number(0) ? Number(-x) : x; }
};

/// The first of the survivors (they are sorted) that no other exceeds.
template <class Number, class Product, class Norm>
std::pair<Candidate, Ratio<Number>> decide(const std::vector<Candidate>& survivors, Product&& product, Norm&& norm) {
  const auto ratio = [&](const Candidate& c) {
    return Ratio<Number>{product(c), norm(c.i) * norm(c.j)};
  };
  std::pair<Candidate, Ratio<Number>> best{survivors.front(), ratio(survivors.front())};
  for (auto c = survivors.begin() + 1; c != survivors.end(); ++c) {
    Ratio<Number> next = ratio(*c);
    if (best.second < next) best = {*c, std::move(next)};
  }
  return best;
}

}  // namespace

MutualCoherence coherence_of_small_integers(const Eigen::MatrixXd& integers) {
  const Eigen::VectorXd norms = integers.colwise().squaredNorm();
  const Eigen::MatrixXd normalised = integers * norms.cwiseSqrt().cwiseInverse().asDiagonal();
  const double slack = 5 * (static_cast<double>(integers.rows()) + 8) * 0x1p-53;
  const auto survivors = largest_pairs(normalised, 2 * slack, 0);
  // Sums of at most 2^52: exact in doubles whatever their order. Equal parts are compared before big integers are.
  const auto [best, ratio] = decide<Integer>(
      survivors,
      [&](const Candidate& c) {
        return Integer(static_cast<std::int64_t>(integers.col(c.i).dot(integers.col(c.j))));
      },
      [&](Index i) { return Integer(static_cast<std::int64_t>(norms[i])); });
  return {Rational(Integer(ratio.product * ratio.product), ratio.norms), {best.i, best.j}};
}

MutualCoherence coherence_by_filter(const Eigen::MatrixXd& d) {
  Eigen::MatrixXd normalised(d.rows(), d.cols());
#pragma omp parallel for schedule(static)
  for (Index j = 0; j < d.cols(); ++j) {
    const int exponent = std::ilogb(d.col(j).cwiseAbs().maxCoeff());
    // In two steps: 2^-exponent alone may overflow.
    const double half = std::scalbn(1.0, -exponent / 2), rest = std::scalbn(1.0, -exponent - (-exponent / 2));
    normalised.col(j) = d.col(j) * half * rest;
    normalised.col(j) /= std::sqrt(normalised.col(j).squaredNorm());
  }
  const double error = 5 * (static_cast<double>(d.rows()) + 8) * 0x1p-53;
  const auto survivors = largest_pairs(normalised, 2 * error, 0);

  std::map<Index, std::pair<DecodedColumn, Dyadic>> columns;
  const auto column = [&](Index i) -> const std::pair<DecodedColumn, Dyadic>& {
    const auto found = columns.find(i);
    if (found != columns.end()) return found->second;
    const DecodedColumn decoded(d.col(i));
    return columns.emplace(i, std::pair(decoded, exact_dot(decoded, decoded))).first->second;
  };
  const auto [best, ratio] = decide<Dyadic>(
      survivors, [&](const Candidate& c) { return exact_dot(column(c.i).first, column(c.j).first); },
      [&](Index i) { return column(i).second; });
  return {Rational(ratio.product.rational() * ratio.product.rational() / ratio.norms.rational()), {best.i, best.j}};
}

}  // namespace dsc
