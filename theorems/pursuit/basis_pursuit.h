#pragma once

#include <optional>

#include "theorems/exact/matrix.h"

/// Basis pursuit, min |u|_1 : A u = y: GLPK proposes, rational arithmetic proves.
namespace dsc {

/// A floating-point minimiser by GLPK's simplex; none if GLPK finds no optimum within its iteration limit.
/// Proves nothing.
std::optional<Eigen::VectorXd> propose_basis_pursuit(const Eigen::MatrixXd& a, const Eigen::VectorXd& y);

/// A floating-point v with A_S^T v = signs_S and max_{j not in S} |a_j.v| least, by GLPK; none where it finds
/// none. A value below 1 off the support proves, once exact, that signs_S are recovered.
std::optional<Eigen::VectorXd> propose_dual(const Eigen::MatrixXd& a, const RationalVector& signs);

/// Exact v with A_S^T v = signs_S and |a_j.v| < 1 for j outside S, the columns of S being independent: then
/// every x with these signs is the unique minimiser of |u|_1 : A u = A x (Fuchs 2004, Theorem 4). Tries v =
/// A_S (A_S^T A_S)^-1 signs_S first, then GLPK's proposal moved exactly onto the equations. None where
/// neither is strict, which proves nothing.
std::optional<RationalVector> strict_dual(const RationalMatrix& a, const RationalVector& signs);

/// Exact u != x with A u = A x and |u|_1 <= |x|_1: x is not the unique minimiser. From GLPK's minimiser of
/// the problem, solved exactly on its support. None where that yields none, which proves nothing.
std::optional<RationalVector> exact_rival(const RationalMatrix& a, const RationalVector& x);

}  // namespace dsc
