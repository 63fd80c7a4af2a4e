#include "theorems/pursuit/failing_support.h"

#include <algorithm>
#include <numeric>

#include "theorems/dictionaries/families.h"
#include "theorems/exact/linear_system.h"
#include "theorems/pursuit/linear_program.h"

namespace dsc {
namespace {

using Eigen::Index;

template <class Values>
std::vector<Index> by_size(const Values& z) {
  std::vector<Index> order(static_cast<std::size_t>(z.size()));
  std::iota(order.begin(), order.end(), 0);
  using std::abs;
  std::stable_sort(order.begin(), order.end(), [&](Index i, Index j) { return abs(z[i]) > abs(z[j]); });
  return order;
}

/// max c.z : A z = 0, |z|_1 = 1, a vertex.
class NullVectorProgram {
 public:
  explicit NullVectorProgram(const Eigen::MatrixXd& a) : d_(a.cols()) {
    program_.a.resize(a.rows() + 1, 2 * d_);
    program_.a << a, -a, Eigen::RowVectorXd::Ones(2 * d_);
    program_.b = Eigen::VectorXd::Zero(a.rows() + 1);
    program_.b[a.rows()] = 1;
    program_.lower = Eigen::VectorXd::Zero(2 * d_);
    program_.cost.resize(2 * d_);
  }
  std::optional<Eigen::VectorXd> solve(const Eigen::VectorXd& c) {
    program_.cost << -c, c;
    const auto parts = propose_solution(program_, 20'000);
    if (!parts) return std::nullopt;
    return Eigen::VectorXd(parts->head(d_) - parts->tail(d_));
  }

 private:
  Index d_;
  LinearProgram program_;
};

/// The null vector on the support of the proposal, where there is one and no more.
std::optional<RationalVector> exactly_on_support(const RationalMatrix& a, const Eigen::VectorXd& proposal) {
  std::vector<Index> indices;
  for (Index j = 0; j < proposal.size(); ++j) {
    if (std::abs(proposal[j]) > 1e-9) indices.push_back(j);
  }
  if (indices.empty()) return std::nullopt;
  const RationalMatrix basis = null_space(columns(a, indices));
  if (basis.cols() != 1) return std::nullopt;
  RationalVector z = RationalVector::Zero(a.cols());
  for (std::size_t k = 0; k < indices.size(); ++k) z[indices[k]] = basis(static_cast<Index>(k), 0);
  return z;
}

Eigen::VectorXd signs_on(const Eigen::VectorXd& z, Index count) {
  Eigen::VectorXd c = Eigen::VectorXd::Zero(z.size());
  const auto order = by_size(z);
  for (Index k = 0; k < count; ++k) {
    const Index i = order[static_cast<std::size_t>(k)];
    c[i] = z[i] < 0 ? -1 : 1;
  }
  return c;
}

}  // namespace

Index half_of_l1(const RationalVector& z) {
  const Rational all = l1_norm(z);
  Rational sum = 0;
  Index count = 0;
  for (const Index i : by_size(z)) {
    if (2 * sum >= all) break;
    sum += abs(z[i]);
    ++count;
  }
  return count;
}

std::pair<RationalVector, RationalVector> code_and_rival(const RationalVector& z) {
  RationalVector x = RationalVector::Zero(z.size());
  const auto order = by_size(z);
  for (Index k = 0; k < half_of_l1(z); ++k) {
    const Index i = order[static_cast<std::size_t>(k)];
    x[i] = z[i];
  }
  return {x, x - z};
}

std::optional<RationalVector> search_failing_support(const RationalMatrix& a, int programs,
                                                     std::mt19937_64& generator) {
  NullVectorProgram program(nearest(a));
  std::optional<RationalVector> best;
  std::vector<Index> starts(static_cast<std::size_t>(a.cols()));
  std::iota(starts.begin(), starts.end(), 0);
  for (std::size_t k = starts.size(); k > 1; --k)
    std::swap(starts[k - 1], starts[uniform_below(generator, k)]);
  const auto solve = [&](const Eigen::VectorXd& c) {
    --programs;
    return program.solve(c);
  };
  for (const Index i : starts) {
    if (programs <= 0) break;
    auto z = solve(Eigen::VectorXd::Unit(a.cols(), i));
    // Climb while the support that carries half of the norm shrinks.
    while (z) {
      const auto exact = exactly_on_support(a, *z);
      if (!exact) break;
      const Index s = half_of_l1(*exact);
      const bool better = !best || s < half_of_l1(*best);
      if (better) best = exact;
      if (s == 1 || programs <= 0) break;
      // One fewer than now, until that is no longer enough.
      const auto next = solve(signs_on(*z, s - 1));
      if (!next || signs_on(*next, s - 1).dot(*next) <= signs_on(*z, s - 1).dot(*z) + 1e-9) break;
      z = next;
    }
  }
  return best;
}

}  // namespace dsc
