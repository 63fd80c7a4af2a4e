#include "theorems/pursuit/thresholding.h"

#include <stdexcept>

namespace dsc {

template <class Scalar>
std::vector<Vector<Scalar>> layered_thresholding(const std::vector<Matrix<Scalar>>& layers,
                                                 const std::vector<Scalar>& thresholds,
                                                 const Vector<Scalar>& y, Thresholding kind) {
  if (layers.size() != thresholds.size())
    throw std::invalid_argument("layered thresholding: expected one threshold for each layer");
  std::vector<Vector<Scalar>> codes;
  for (std::size_t j = 0; j < layers.size(); ++j) {
    const Vector<Scalar>& above = j == 0 ? y : codes.back();
    if (layers[j].rows() != above.size() || thresholds[j] < Scalar(0))
      throw std::invalid_argument("layered thresholding: expected layers that fit and thresholds >= 0");
    const Vector<Scalar> products = layers[j].transpose() * above;
    codes.push_back(threshold(products, thresholds[j], kind));
  }
  return codes;
}

template std::vector<Vector<double>> layered_thresholding(const std::vector<Matrix<double>>&,
                                                          const std::vector<double>&, const Vector<double>&,
                                                          Thresholding);
template std::vector<Vector<Rational>> layered_thresholding(const std::vector<Matrix<Rational>>&,
                                                            const std::vector<Rational>&,
                                                            const Vector<Rational>&, Thresholding);

}  // namespace dsc
