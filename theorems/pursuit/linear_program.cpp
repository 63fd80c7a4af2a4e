#include "theorems/pursuit/linear_program.h"

#include <glpk.h>

#include <cmath>
#include <memory>

namespace dsc {
namespace {

using Problem = std::unique_ptr<glp_prob, decltype(&glp_delete_prob)>;

void load_matrix(glp_prob* problem, const Eigen::MatrixXd& a) {
  // GLPK counts from 1 and leaves entry 0 unused.
  std::vector<int> rows{0}, cols{0};
  std::vector<double> values{0};
  for (Eigen::Index j = 0; j < a.cols(); ++j) {
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
      if (a(i, j) == 0) continue;
      rows.push_back(static_cast<int>(i) + 1);
      cols.push_back(static_cast<int>(j) + 1);
      values.push_back(a(i, j));
    }
  }
  glp_load_matrix(problem, static_cast<int>(values.size()) - 1, rows.data(), cols.data(), values.data());
}

}  // namespace

std::optional<Eigen::VectorXd> propose_solution(const LinearProgram& program, int iterations) {
  glp_term_out(GLP_OFF);
  const Problem problem(glp_create_prob(), &glp_delete_prob);
  const auto rows = static_cast<int>(program.a.rows()), cols = static_cast<int>(program.a.cols());
  glp_add_rows(problem.get(), rows);
  glp_add_cols(problem.get(), cols);
  for (int i = 0; i < rows; ++i) glp_set_row_bnds(problem.get(), i + 1, GLP_FX, program.b[i], program.b[i]);
  for (int j = 0; j < cols; ++j) {
    const bool free = std::isinf(program.lower[j]);
    glp_set_col_bnds(problem.get(), j + 1, free ? GLP_FR : GLP_LO, free ? 0 : program.lower[j], 0);
    glp_set_obj_coef(problem.get(), j + 1, program.cost[j]);
  }
  load_matrix(problem.get(), program.a);

  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.presolve = GLP_ON;
  parameters.it_lim = iterations;
  if (glp_simplex(problem.get(), &parameters) != 0 || glp_get_status(problem.get()) != GLP_OPT)
    return std::nullopt;
  Eigen::VectorXd x(cols);
  for (int j = 0; j < cols; ++j) x[j] = glp_get_col_prim(problem.get(), j + 1);
  return x;
}

}  // namespace dsc
