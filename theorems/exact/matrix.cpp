#include "theorems/exact/matrix.h"

#include <algorithm>
#include <stdexcept>

namespace dsc {
namespace {

void require_equal(Eigen::Index a, Eigen::Index b) {
  if (a != b) {
    throw std::invalid_argument("sizes " + std::to_string(a) + " and " + std::to_string(b) + " do not fit");
  }
}

}  // namespace

RationalMatrix exactly(const Eigen::MatrixXd& values) {
  return values.unaryExpr([](double v) { return exactly(v); });
}

DyadicMatrix dyadic(const Eigen::MatrixXd& values) {
  return values.unaryExpr([](double v) { return Dyadic::exactly(v); });
}

Eigen::MatrixXd nearest(const RationalMatrix& values) {
  return values.unaryExpr([](const Rational& v) { return nearest(v); });
}

Eigen::VectorXd nearest(const RationalVector& values) {
  return values.unaryExpr([](const Rational& v) { return nearest(v); });
}

RationalVector rounded(const Eigen::VectorXd& proposal, int bits) {
  return proposal.unaryExpr([bits](double v) { return rounded(v, bits); });
}

Rational dot(const RationalVector& x, const RationalVector& y) {
  require_equal(x.size(), y.size());
  Rational sum = 0;
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    if (x[i] != 0 && y[i] != 0) sum += x[i] * y[i];
  }
  return sum;
}

Rational squared_norm(const RationalVector& x) { return dot(x, x); }

Rational l1_norm(const RationalVector& x) {
  Rational sum = 0;
  for (const Rational& entry : x) sum += abs(entry);
  return sum;
}

Rational l1_gain(const RationalMatrix& a) {
  Rational gain = 0;
  for (Eigen::Index j = 0; j < a.cols(); ++j) gain = std::max(gain, l1_norm(a.col(j)));
  return gain;
}

RationalVector multiply(const RationalMatrix& a, const RationalVector& x) {
  require_equal(a.cols(), x.size());
  RationalVector product = RationalVector::Zero(a.rows());
  for (Eigen::Index j = 0; j < x.size(); ++j) {
    if (x[j] == 0) continue;
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
      if (a(i, j) != 0) product[i] += a(i, j) * x[j];
    }
  }
  return product;
}

RationalMatrix multiply(const RationalMatrix& a, const RationalMatrix& b) {
  require_equal(a.cols(), b.rows());
  RationalMatrix product(a.rows(), b.cols());
  for (Eigen::Index j = 0; j < b.cols(); ++j) product.col(j) = multiply(a, RationalVector(b.col(j)));
  return product;
}

RationalMatrix multiply(const std::vector<RationalMatrix>& factors) {
  RationalMatrix product = factors.at(0);
  for (std::size_t k = 1; k < factors.size(); ++k) product = multiply(product, factors[k]);
  return product;
}

RationalMatrix gram(const RationalMatrix& a) {
  RationalMatrix g(a.cols(), a.cols());
  for (Eigen::Index i = 0; i < a.cols(); ++i) {
    for (Eigen::Index j = 0; j <= i; ++j) g(i, j) = g(j, i) = dot(a.col(i), a.col(j));
  }
  return g;
}

std::vector<Eigen::Index> support(const RationalVector& x) {
  std::vector<Eigen::Index> indices;
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    if (x[i] != 0) indices.push_back(i);
  }
  return indices;
}

RationalMatrix columns(const RationalMatrix& a, const std::vector<Eigen::Index>& indices) {
  RationalMatrix result(a.rows(), static_cast<Eigen::Index>(indices.size()));
  for (std::size_t k = 0; k < indices.size(); ++k)
    result.col(static_cast<Eigen::Index>(k)) = a.col(indices[k]);
  return result;
}

}  // namespace dsc
