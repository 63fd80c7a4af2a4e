#pragma once

#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "theorems/exact/matrix.h"

/// Where l1 recovery ends: a null vector z of A whose s entries of largest size carry half of |z|_1 or more.
/// The code x that z has there is not the unique minimiser of |u|_1 : A u = A x, since u = x - z costs no
/// more. So no theorem can guarantee sparsity s.
namespace dsc {

/// The least s for which that holds of z. 0 where z is zero.
Eigen::Index half_of_l1(const RationalVector& z);

/// x = z on its half_of_l1(z) entries of largest size, and u = x - z.
std::pair<RationalVector, RationalVector> code_and_rival(const RationalVector& z);

/// A null vector with half_of_l1 as small as the search finds it. From each start it climbs: the signs on the
/// s largest entries, then the null vector of l1 norm 1 that has most along these signs, a linear program.
/// Starts with those that have the largest single entry i, for each i where `programs` allow as many, else
/// for i at random. GLPK proposes the support, the null vector on it is exact. None where the columns are
/// independent, or where GLPK finds none.
std::optional<RationalVector> search_failing_support(const RationalMatrix& a, int programs,
                                                     std::mt19937_64& generator);

}  // namespace dsc
