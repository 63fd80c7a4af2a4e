#pragma once

#include <vector>

#include "theorems/exact/matrix.h"

/// Orthogonal matching pursuit (Pati, Rezaiifar and Krishnaprasad 1993): choose the atom whose normalised
/// product with the residual is largest in size, the first where several are; fit all chosen atoms by least
/// squares; repeat.
namespace dsc {

struct OmpLimits {
  Eigen::Index sparsity = 1;  ///< most atoms to choose
  double residual = 0;        ///< stop once |y - A x|_2 <= residual |y|_2
};

template <class Scalar>
struct OmpSolution {
  Vector<Scalar> x;
  std::vector<Eigen::Index> order;  ///< the atoms in the order of their choice
  Scalar residual_squared{};        ///< |y - A x|_2^2
};

/// In doubles; columns of any scale. Stops early where no atom has a product with the residual. Throws
/// std::invalid_argument where y does not fit A.
OmpSolution<double> omp(const Eigen::MatrixXd& a, const Eigen::VectorXd& y, const OmpLimits& limits);

/// Exactly: products are compared as (a_j.r)^2 / |a_j|^2, least squares solved over the rationals, and it
/// stops early at residual zero only. Throws as omp.
OmpSolution<Rational> exact_omp(const RationalMatrix& a, const RationalVector& y, Eigen::Index sparsity);

}  // namespace dsc
