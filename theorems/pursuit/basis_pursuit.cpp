#include "theorems/pursuit/basis_pursuit.h"

#include <limits>

#include "theorems/exact/linear_system.h"
#include "theorems/pursuit/linear_program.h"

namespace dsc {
namespace {

using Eigen::Index;

bool is_strict_dual(const RationalMatrix& a, const RationalVector& signs, const RationalVector& v) {
  for (Index j = 0; j < a.cols(); ++j) {
    const Rational product = dot(a.col(j), v);
    if (signs[j] != 0 ? product != signs[j] : abs(product) >= 1) return false;
  }
  return true;
}

RationalVector on_support(const RationalVector& x, const std::vector<Index>& indices) {
  RationalVector part(static_cast<Index>(indices.size()));
  for (std::size_t k = 0; k < indices.size(); ++k) part[static_cast<Index>(k)] = x[indices[k]];
  return part;
}

/// The v nearest to the proposal with A_S^T v = signs_S; none if the columns of S are dependent.
std::optional<RationalVector> onto_equations(const RationalMatrix& on, const RationalVector& signs,
                                             const RationalVector& proposal) {
  const RationalVector gap = signs - multiply(RationalMatrix(on.transpose()), proposal);
  const auto step = solve(gram(on), gap);
  if (!step) return std::nullopt;
  return RationalVector(proposal + multiply(on, *step));
}

}  // namespace

std::optional<Eigen::VectorXd> propose_basis_pursuit(const Eigen::MatrixXd& a, const Eigen::VectorXd& y) {
  const Index d = a.cols();
  LinearProgram program;
  program.a.resize(a.rows(), 2 * d);
  program.a << a, -a;
  program.b = y;
  program.cost = Eigen::VectorXd::Ones(2 * d);
  program.lower = Eigen::VectorXd::Zero(2 * d);
  const auto parts = propose_solution(program);
  if (!parts) return std::nullopt;
  return Eigen::VectorXd(parts->head(d) - parts->tail(d));
}

std::optional<Eigen::VectorXd> propose_dual(const Eigen::MatrixXd& a, const RationalVector& signs) {
  // Unknowns v (free), t, and two slacks for each column off the support: a_j.v - t + p = 0, -a_j.v - t + q =
  // 0.
  const Index m = a.rows(), d = a.cols();
  const auto on = static_cast<Index>(support(signs).size()), off = d - on;
  LinearProgram program;
  program.a = Eigen::MatrixXd::Zero(on + 2 * off, m + 1 + 2 * off);
  program.b = Eigen::VectorXd::Zero(on + 2 * off);
  program.cost = Eigen::VectorXd::Zero(m + 1 + 2 * off);
  program.cost[m] = 1;
  program.lower = Eigen::VectorXd::Zero(m + 1 + 2 * off);
  program.lower.head(m).setConstant(-std::numeric_limits<double>::infinity());
  Index row = 0, slack = m + 1;
  for (Index j = 0; j < d; ++j) {
    program.a.row(row).head(m) = a.col(j).transpose();
    if (signs[j] != 0) {
      program.b[row++] = nearest(signs[j]);
      continue;
    }
    program.a.row(row + 1).head(m) = -a.col(j).transpose();
    program.a(row, m) = program.a(row + 1, m) = -1;
    program.a(row++, slack++) = 1;
    program.a(row++, slack++) = 1;
  }
  const auto x = propose_solution(program);
  if (!x) return std::nullopt;
  return Eigen::VectorXd(x->head(m));
}

std::optional<RationalVector> strict_dual(const RationalMatrix& a, const RationalVector& signs) {
  const auto indices = support(signs);
  const RationalMatrix on = columns(a, indices);
  const RationalVector wanted = on_support(signs, indices);
  const auto closest = onto_equations(on, wanted, RationalVector::Zero(a.rows()));
  if (!closest) return std::nullopt;
  if (is_strict_dual(a, signs, *closest)) return closest;
  const auto proposal = propose_dual(nearest(a), signs);
  if (!proposal) return std::nullopt;
  const auto moved = onto_equations(on, wanted, rounded(*proposal, 24));
  if (moved && is_strict_dual(a, signs, *moved)) return moved;
  return std::nullopt;
}

std::optional<RationalVector> exact_rival(const RationalMatrix& a, const RationalVector& x) {
  const RationalVector y = multiply(a, x);
  const auto proposal = propose_basis_pursuit(nearest(a), nearest(y));
  if (!proposal) return std::nullopt;
  std::vector<Index> indices;
  const double floor = 1e-9 * proposal->cwiseAbs().maxCoeff();
  for (Index i = 0; i < proposal->size(); ++i) {
    if (std::abs((*proposal)[i]) > floor) indices.push_back(i);
  }
  const auto values = solve_least_squares(columns(a, indices), y);
  if (!values) return std::nullopt;
  RationalVector u = RationalVector::Zero(x.size());
  for (std::size_t k = 0; k < indices.size(); ++k) u[indices[k]] = (*values)[static_cast<Index>(k)];
  if (u == x || multiply(a, u) != y || l1_norm(u) > l1_norm(x)) return std::nullopt;
  return u;
}

}  // namespace dsc
