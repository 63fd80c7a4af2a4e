#pragma once

#include <vector>

#include "theorems/coherence/mutual.h"

namespace dsc {

/// A dictionary in integers, and what floating point sees of it.
struct ScaledColumns {
  IntegerMatrix m;                   ///< column j: d_j times the least common denominator of its entries
  std::vector<Integer> multipliers;  ///< that denominator
  std::vector<Integer> squares;      ///< |M_j|^2
  /// low_j <= unit |M_j|/|M_1| <= high_j: integers, equal where the ratio is rational, else 128 bits apart.
  std::vector<Integer> low, high;
  Integer unit;
  bool exact = true;      ///< low = high for all columns
  Eigen::MatrixXd atoms;  ///< a_j to about double precision

  /// |M_j| = mantissa 2^exponent, about.
  std::vector<double> mantissas;
  std::vector<long> exponents;
};

/// Throws std::invalid_argument where there is no column, one is zero, or an entry is not finite.
ScaledColumns scaled_columns(const StoredDoubles& dictionary);
ScaledColumns scaled_columns(const RationalMatrix& dictionary);

/// value 2^shift, rounded to an integer.
Integer rounded_product(double value, long shift);

}  // namespace dsc
