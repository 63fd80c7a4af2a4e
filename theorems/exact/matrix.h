#pragma once

#include <Eigen/Core>
#include <vector>

#include "theorems/exact/dyadic.h"
#include "theorems/exact/enclosure.h"
#include "theorems/exact/rational.h"

namespace Eigen {

/// What Eigen needs to know of scalars that neither round nor overflow. Boost's own header for Eigen is not
/// used: it lets doubles flow into rational matrices unnamed.
template <class Scalar, int add_cost, int multiply_cost>
struct ExactTraits : GenericNumTraits<Scalar> {
  using Real = Scalar;
  using NonInteger = Scalar;
  using Nested = Scalar;
  using Literal = Scalar;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 10,
    AddCost = add_cost,
    MulCost = multiply_cost
  };
  static Real epsilon() { return Real(0); }
  static Real dummy_precision() { return Real(0); }
};

template <>
struct NumTraits<dsc::Integer> : ExactTraits<dsc::Integer, 20, 20> {};
template <>
struct NumTraits<dsc::Rational> : ExactTraits<dsc::Rational, 100, 60> {};
template <>
struct NumTraits<dsc::Dyadic> : ExactTraits<dsc::Dyadic, 50, 50> {};
template <>
struct NumTraits<dsc::Enclosure> : ExactTraits<dsc::Enclosure, 100, 200> {};

}  // namespace Eigen

namespace dsc {

template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

using IntegerMatrix = Matrix<Integer>;
using IntegerVector = Vector<Integer>;
using RationalMatrix = Matrix<Rational>;
using RationalVector = Vector<Rational>;
using DyadicMatrix = Matrix<Dyadic>;
/// Products of enclosures are a.lazyProduct(b): Eigen's blocked kernels test coefficients for zero, which an
/// enclosure cannot answer.
using EnclosureMatrix = Matrix<Enclosure>;

/// Entry by entry, without rounding. Throws std::domain_error for NaN and infinities.
RationalMatrix exactly(const Eigen::MatrixXd& values);
DyadicMatrix dyadic(const Eigen::MatrixXd& values);
/// Entry by entry, to the nearest double.
Eigen::MatrixXd nearest(const RationalMatrix& values);
Eigen::VectorXd nearest(const RationalVector& values);
/// Entry by entry, to multiples of 2^-bits. Throws std::domain_error for NaN and infinities.
RationalVector rounded(const Eigen::VectorXd& proposal, int bits);

/// sum_i x_i y_i. Throws std::invalid_argument where the sizes differ.
Rational dot(const RationalVector& x, const RationalVector& y);
/// |x|_2^2.
Rational squared_norm(const RationalVector& x);
/// |x|_1.
Rational l1_norm(const RationalVector& x);
/// |A|_1, the largest |a_j|_1 of a column: |A x|_1 <= |A|_1 |x|_1.
Rational l1_gain(const RationalMatrix& a);
/// A x, skipping the zeros of x: codes are sparse. Throws std::invalid_argument where the sizes differ.
RationalVector multiply(const RationalMatrix& a, const RationalVector& x);
/// A B, skipping the zeros of both. Throws std::invalid_argument where the sizes differ.
RationalMatrix multiply(const RationalMatrix& a, const RationalMatrix& b);
/// A_1 A_2 …. Throws std::out_of_range where there is no factor, std::invalid_argument where sizes differ.
RationalMatrix multiply(const std::vector<RationalMatrix>& factors);
/// A^T A.
RationalMatrix gram(const RationalMatrix& a);

/// Indices of the nonzero entries, increasing.
std::vector<Eigen::Index> support(const RationalVector& x);
/// The columns of the given indices, in that order.
RationalMatrix columns(const RationalMatrix& a, const std::vector<Eigen::Index>& indices);

}  // namespace dsc
