#include "theorems/coherence/small_entries.h"

#include <glpk.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

namespace dsc {
namespace {

using Eigen::Index;

double largest(const Eigen::VectorXd& w) { return w.cwiseAbs().maxCoeff(); }

/// The largest x in [0, 1] with |p_j + x (q_j - p_j)| <= limit for all j != i, where |p_j| <= limit.
double farthest(const Eigen::VectorXd& p, const Eigen::VectorXd& q, Index i, double limit) {
  double x = 1;
  for (Index j = 0; j < p.size(); ++j) {
    const double step = q[j] - p[j];
    if (j == i || step == 0) continue;
    x = std::min(x, std::max(0.0, ((step > 0 ? limit : -limit) - p[j]) / step));
  }
  return x;
}

/// The point of least largest entry between w and w + x (other - w), by bisection of a convex function.
Eigen::VectorXd best_between(const Eigen::VectorXd& w, const Eigen::VectorXd& other, double x) {
  const auto point = [&](double s) { return Eigen::VectorXd(w + s * (other - w)); };
  double low = 0, high = x;
  for (int step = 0; step < 30; ++step) {
    const double left = low + (high - low) / 3, right = high - (high - low) / 3;
    (largest(point(left)) < largest(point(right)) ? high : low) =
        largest(point(left)) < largest(point(right)) ? right : left;
  }
  return point(low);
}

std::optional<Eigen::VectorXd> by_glpk(const Eigen::MatrixXd& a, Index i, double limit) {
  const auto m = static_cast<int>(a.rows()), d = static_cast<int>(a.cols());
  glp_term_out(GLP_OFF);
  const std::unique_ptr<glp_prob, decltype(&glp_delete_prob)> problem(glp_create_prob(), &glp_delete_prob);
  glp_add_rows(problem.get(), d + 2 * m);
  glp_add_cols(problem.get(), m + 1);
  std::vector<int> rows{0}, columns{0};
  std::vector<double> values{0};
  const auto add = [&](int row, int column, double value) {
    if (value == 0) return;
    rows.push_back(row), columns.push_back(column), values.push_back(value);
  };
  for (int j = 0; j < d; ++j) {
    glp_set_row_bnds(problem.get(), j + 1, j == i ? GLP_FX : GLP_DB, j == i ? 1 : -limit, j == i ? 1 : limit);
    for (int k = 0; k < m; ++k) add(j + 1, k + 1, a(k, j));
  }
  for (int k = 0; k < m; ++k) {
    glp_set_row_bnds(problem.get(), d + 2 * k + 1, GLP_UP, 0, 0);  // w_k - c <= 0
    glp_set_row_bnds(problem.get(), d + 2 * k + 2, GLP_LO, 0, 0);  // w_k + c >= 0
    for (const int side : {1, 2}) {
      add(d + 2 * k + side, k + 1, 1);
      add(d + 2 * k + side, m + 1, side == 1 ? -1 : 1);
    }
    glp_set_col_bnds(problem.get(), k + 1, GLP_FR, 0, 0);
  }
  glp_set_col_bnds(problem.get(), m + 1, GLP_LO, 0, 0);
  glp_set_obj_coef(problem.get(), m + 1, 1);
  glp_load_matrix(problem.get(), static_cast<int>(values.size()) - 1, rows.data(), columns.data(),
                  values.data());
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.it_lim = 10'000;
  if (glp_simplex(problem.get(), &parameters) != 0 || glp_get_status(problem.get()) != GLP_OPT)
    return std::nullopt;
  Eigen::VectorXd w(m);
  for (int k = 0; k < m; ++k) w[k] = glp_get_col_prim(problem.get(), k + 1);
  return w;
}

}  // namespace

SmallEntries::SmallEntries(const Eigen::MatrixXd& a) : a_(a) {
  const Eigen::LLT<Eigen::MatrixXd> gram(a * a.transpose());
  if (gram.info() == Eigen::Success && gram.rcond() > 1e-10) dual_frame_ = gram.solve(a);
}

Eigen::VectorXd SmallEntries::improve(Index i, const Eigen::VectorXd& w, double limit) const {
  Eigen::VectorXd best = w;
  if (a_.size() <= 1024) {
    const auto found = by_glpk(a_, i, limit);
    return found && largest(*found) < largest(w) ? *found : w;
  }
  std::vector<Eigen::VectorXd> others = {a_.col(i)};
  if (dual_frame_.size() > 0) others.push_back(dual_frame_.col(i) / dual_frame_.col(i).dot(a_.col(i)));
  for (const Eigen::VectorXd& other : others) {
    const double x = farthest(a_.transpose() * best, a_.transpose() * other, i, limit);
    const Eigen::VectorXd between = best_between(best, other, x);
    if (largest(between) < largest(best)) best = between;
  }
  return best;
}

}  // namespace dsc
