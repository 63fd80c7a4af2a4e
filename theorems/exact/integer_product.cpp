#include "theorems/exact/integer_product.h"

#include <flint/fmpz_mat.h>
#include <omp.h>

#include <stdexcept>

namespace dsc {
namespace {

using Eigen::Index;

/// A FLINT matrix that holds the given columns of an integer matrix.
class Columns {
 public:
  Columns(Index rows, Index cols) { fmpz_mat_init(data_, rows, cols); }
  Columns(const IntegerMatrix& a, Index first, Index count) : Columns(a.rows(), count) {
    for (Index i = 0; i < a.rows(); ++i) {
      for (Index j = 0; j < count; ++j)
        fmpz_set_mpz(fmpz_mat_entry(data_, i, j), a(i, first + j).backend().data());
    }
  }
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;
  ~Columns() { fmpz_mat_clear(data_); }
  fmpz_mat_struct* get() { return data_; }
  const fmpz_mat_struct* get() const { return data_; }

 private:
  fmpz_mat_t data_;
};

}  // namespace

IntegerMatrix product(const IntegerMatrix& a, const IntegerMatrix& b) {
  if (a.cols() != b.rows()) throw std::invalid_argument("product: the sizes do not fit");
  IntegerMatrix result(a.rows(), b.cols());
  if (result.size() == 0) return result;
  const Columns left(a, 0, a.cols());
  // No more blocks than threads: each one pays for the left factor again.
  const Index width = std::max<Index>(16, (b.cols() + omp_get_max_threads() - 1) / omp_get_max_threads());
#pragma omp parallel
  {
#pragma omp for schedule(dynamic)
    for (Index first = 0; first < b.cols(); first += width) {
      const Index count = std::min(width, b.cols() - first);
      const Columns right(b, first, count);
      Columns block(a.rows(), count);
      fmpz_mat_mul(block.get(), left.get(), right.get());
      for (Index j = 0; j < count; ++j) {
        for (Index i = 0; i < a.rows(); ++i)
          fmpz_get_mpz(result(i, first + j).backend().data(), fmpz_mat_entry(block.get(), i, j));
      }
    }
    // FLINT keeps freed numbers for each thread; a thread of the team may end without saying so.
    if (omp_get_thread_num() != 0) flint_cleanup();
  }
  return result;
}

}  // namespace dsc
