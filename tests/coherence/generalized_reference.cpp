#include "tests/coherence/generalized_reference.h"

#include <glpk.h>

#include <memory>
#include <vector>

namespace dsc {
namespace {

using Eigen::Index;
using Problem = std::unique_ptr<glp_prob, decltype(&glp_delete_prob)>;

/// The entries of a constraint matrix as GLPK wants them: counted from 1.
struct Triplets {
  std::vector<int> rows{0}, columns{0};
  std::vector<double> values{0};

  void add(int row, int column, double value) {
    if (value == 0) return;
    rows.push_back(row), columns.push_back(column), values.push_back(value);
  }
  void load(glp_prob* problem) const {
    glp_load_matrix(problem, static_cast<int>(values.size()) - 1, rows.data(), columns.data(), values.data());
  }
};

void fill_polar(glp_prob* problem, const Eigen::MatrixXd& a, Index column) {
  const auto m = static_cast<int>(a.rows()), d = static_cast<int>(a.cols());
  glp_set_obj_dir(problem, GLP_MAX);
  glp_add_rows(problem, d);
  glp_add_cols(problem, m);
  Triplets triplets;
  for (int j = 0; j < d; ++j) {
    const bool own = j == column;
    glp_set_row_bnds(problem, j + 1, own ? GLP_FR : GLP_DB, -1, 1);
    for (int k = 0; k < m; ++k) triplets.add(j + 1, k + 1, a(k, j));
  }
  for (int k = 0; k < m; ++k) {
    glp_set_col_bnds(problem, k + 1, GLP_FR, 0, 0);
    glp_set_obj_coef(problem, k + 1, a(k, column));
  }
  triplets.load(problem);
}

void fill_epigraph(glp_prob* problem, const Eigen::MatrixXd& a, Index column) {
  const auto m = static_cast<int>(a.rows()), d = static_cast<int>(a.cols());
  glp_set_obj_dir(problem, GLP_MIN);
  glp_add_rows(problem, 2 * d - 1);
  glp_add_cols(problem, m + 1);
  Triplets triplets;
  int row = 0;
  for (int j = 0; j < d; ++j) {
    for (const int sign : {1, -1}) {
      if (j == column && sign < 0) continue;
      ++row;
      for (int k = 0; k < m; ++k) triplets.add(row, k + 1, sign * a(k, j));
      if (j == column) {
        glp_set_row_bnds(problem, row, GLP_FX, 1, 1);
      } else {
        glp_set_row_bnds(problem, row, GLP_UP, 0, 0);
        triplets.add(row, m + 1, -1);
      }
    }
  }
  for (int k = 1; k <= m + 1; ++k) glp_set_col_bnds(problem, k, GLP_FR, 0, 0);
  glp_set_obj_coef(problem, m + 1, 1);
  triplets.load(problem);
}

}  // namespace

std::optional<double> reference_coherence(const Eigen::MatrixXd& a, Index column, ReferenceForm form,
                                          int iterations) {
  glp_term_out(GLP_OFF);
  const Problem problem(glp_create_prob(), &glp_delete_prob);
  (form == ReferenceForm::polar ? fill_polar : fill_epigraph)(problem.get(), a, column);
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.it_lim = iterations;
  parameters.meth = form == ReferenceForm::polar ? GLP_PRIMAL : GLP_DUALP;
  if (glp_simplex(problem.get(), &parameters) != 0) return std::nullopt;
  const int status = glp_get_status(problem.get());
  if (form == ReferenceForm::polar && status == GLP_UNBND) return 0;
  if (status != GLP_OPT) return std::nullopt;
  const double value = glp_get_obj_val(problem.get());
  return form == ReferenceForm::polar ? 1 / value : value;
}

}  // namespace dsc
