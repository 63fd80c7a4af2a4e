#pragma once

#include <optional>
#include <vector>

#include "theorems/exact/matrix.h"

namespace dsc {

/// min cost.x  subject to  A x = b,  lower <= x (entries -infinity for free), in floating point.
struct LinearProgram {
  Eigen::MatrixXd a;
  Eigen::VectorXd b, cost, lower;
};

/// An optimal basic solution by GLPK's primal simplex with presolve; none if infeasible, unbounded, or not
/// solved within `iterations`.
std::optional<Eigen::VectorXd> propose_solution(const LinearProgram& program, int iterations = 100'000);

}  // namespace dsc
