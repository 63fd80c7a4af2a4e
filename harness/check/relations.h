#pragma once

#include <functional>

#include "harness/check/linear.h"

/// What the columns of a dictionary have to do with each other.
namespace dsc::check {

/// The columns in groups that share no row.
std::vector<std::vector<Vector>> blocks(const Matrix& d);

/// Calls `visit` with each z != 0, D z = 0, of minimal support, up to a factor, until it returns true;
/// whether it did. The entries are those of one block's columns. These are the vertices of the program dual
/// to t_i = min max |w.d_j|, so that the largest |z_i| / sum_{j != i} |z_j| is t_i (columns of one norm).
/// Throws Rejection, not decided, beyond 200,000 sets of columns.
bool any_relation(const Matrix& d, const std::function<bool(const Sparse<Integer>& z)>& visit);

}  // namespace dsc::check
