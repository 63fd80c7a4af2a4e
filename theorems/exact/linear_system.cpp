#include "theorems/exact/linear_system.h"

#include <flint/fmpq_mat.h>
#include <flint/fmpz_mat.h>

#include <stdexcept>

namespace dsc {
namespace {

class FlintMatrix {
 public:
  FlintMatrix(Eigen::Index rows, Eigen::Index cols) { fmpz_mat_init(data_, rows, cols); }
  FlintMatrix(const FlintMatrix&) = delete;
  FlintMatrix& operator=(const FlintMatrix&) = delete;
  ~FlintMatrix() { fmpz_mat_clear(data_); }

  fmpz_mat_struct* get() { return data_; }
  void set(Eigen::Index i, Eigen::Index j, const Integer& value) {
    fmpz_set_mpz(fmpz_mat_entry(data_, i, j), value.backend().data());
  }
  Integer at(Eigen::Index i, Eigen::Index j) const {
    Integer value;
    fmpz_get_mpz(value.backend().data(), fmpz_mat_entry(data_, i, j));
    return value;
  }

 private:
  fmpz_mat_t data_;
};

/// Least common multiple of the denominators of a row of [A | b].
Integer row_scale(const RationalMatrix& a, Eigen::Index i) {
  Integer scale = 1;
  for (Eigen::Index j = 0; j < a.cols(); ++j) {
    scale = lcm(scale, Integer(denominator(a(i, j))));
  }
  return scale;
}

Integer scaled(const Rational& value, const Integer& scale) {
  return numerator(value) * (scale / denominator(value));
}

void load(FlintMatrix& target, const RationalMatrix& a) {
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    const Integer scale = row_scale(a, i);
    for (Eigen::Index j = 0; j < a.cols(); ++j) target.set(i, j, scaled(a(i, j), scale));
  }
}

}  // namespace

Eigen::Index rank(const RationalMatrix& a) {
  if (a.size() == 0) return 0;
  FlintMatrix m(a.rows(), a.cols());
  load(m, a);
  return fmpz_mat_rank(m.get());
}

RationalMatrix null_space(const RationalMatrix& a) {
  if (a.rows() == 0) return RationalMatrix::Identity(a.cols(), a.cols());
  FlintMatrix m(a.rows(), a.cols()), basis(a.cols(), a.cols());
  load(m, a);
  const Eigen::Index nullity = fmpz_mat_nullspace(basis.get(), m.get());
  RationalMatrix result(a.cols(), nullity);
  for (Eigen::Index j = 0; j < nullity; ++j) {
    for (Eigen::Index i = 0; i < a.cols(); ++i) result(i, j) = Rational(basis.at(i, j));
  }
  return result;
}

std::optional<RationalVector> solve(const RationalMatrix& a, const RationalVector& b) {
  if (a.rows() != a.cols() || a.rows() != b.size())
    throw std::invalid_argument("solve: the system is not square");
  const Eigen::Index n = a.rows();
  if (n == 0) return RationalVector(0);
  FlintMatrix m(n, n), right(n, 1);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Integer scale = lcm(row_scale(a, i), Integer(denominator(b[i])));
    for (Eigen::Index j = 0; j < n; ++j) m.set(i, j, scaled(a(i, j), scale));
    right.set(i, 0, scaled(b[i], scale));
  }
  fmpq_mat_t x;
  fmpq_mat_init(x, n, 1);
  const bool regular = fmpq_mat_solve_fmpz_mat(x, m.get(), right.get()) != 0;
  RationalVector result(n);
  for (Eigen::Index i = 0; regular && i < n; ++i)
    fmpq_get_mpq(result[i].backend().data(), fmpq_mat_entry(x, i, 0));
  fmpq_mat_clear(x);
  if (!regular) return std::nullopt;
  return result;
}

std::optional<RationalVector> solve_least_squares(const RationalMatrix& a, const RationalVector& b) {
  return solve(gram(a), multiply(RationalMatrix(a.transpose()), b));
}

}  // namespace dsc
