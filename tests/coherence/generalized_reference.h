#pragma once

#include <Eigen/Core>
#include <optional>

namespace dsc {

/// The two linear programs whose optimum is t_i, for GLPK: the reference for the engine, and what it is
/// measured against. In floating point; proves nothing.
enum class ReferenceForm {
  polar,    ///< max { a_i.v : |a_j.v| <= 1, j != i } = 1/t_i: d rows, m columns; primal simplex
  epigraph  ///< min { t : |w.a_j| <= t, j != i, w.a_i = 1 }: 2d rows, m + 1 columns; dual simplex
};

/// t_i of unit columns, 0 where the polar program is unbounded; none where GLPK finds no optimum within
/// `iterations`.
std::optional<double> reference_coherence(const Eigen::MatrixXd& a, Eigen::Index column, ReferenceForm form,
                                          int iterations = 1'000'000);

}  // namespace dsc
