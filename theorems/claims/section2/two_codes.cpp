#include "theorems/claims/section2/two_codes.h"

namespace dsc {

std::pair<RationalVector, RationalVector> two_codes(const RationalVector& null_vector) {
  const auto indices = support(null_vector);
  RationalVector first = RationalVector::Zero(null_vector.size()), second = first;
  for (std::size_t k = 0; k < indices.size(); ++k) {
    const Eigen::Index i = indices[k];
    if (2 * k < indices.size()) {
      first[i] = null_vector[i];
    } else {
      second[i] = -null_vector[i];
    }
  }
  return {first, second};
}

}  // namespace dsc
