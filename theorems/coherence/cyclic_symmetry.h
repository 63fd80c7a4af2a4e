#pragma once

#include <optional>
#include <vector>

#include "theorems/exact/matrix.h"

namespace dsc {

/// A shift of the rows that maps the set of columns onto itself: column j shifted down by `shift`
/// (circularly) is signs[j] times column image[j].
struct CyclicSymmetry {
  Eigen::Index shift;
  std::vector<Eigen::Index> image;
  std::vector<int> signs;
};

/// The one with the smallest shift that divides the number of rows, decided exactly; none if there is none or
/// some columns are equal or opposite.
std::optional<CyclicSymmetry> cyclic_symmetry(const IntegerMatrix& m);

}  // namespace dsc
