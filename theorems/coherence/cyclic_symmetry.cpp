#include "theorems/coherence/cyclic_symmetry.h"

#include <unordered_map>

namespace dsc {
namespace {

using Eigen::Index;

/// Column j read from row -shift on, with the sign that makes its first entry other than zero positive.
struct View {
  const IntegerMatrix& m;
  Index column, shift;
  int sign = 1;

  View(const IntegerMatrix& matrix, Index j, Index by) : m(matrix), column(j), shift(by) {
    for (Index i = 0; i < m.rows(); ++i) {
      if (const int s = entry(i).sign(); s != 0) {
        sign = s;
        break;
      }
    }
  }
  const Integer& entry(Index i) const { return m((i + m.rows() - shift) % m.rows(), column); }
  std::size_t digest() const {
    std::size_t hash = 1469598103934665603u;
    for (Index i = 0; i < m.rows(); ++i) {
      const Integer& v = entry(i);
      const std::size_t word =
          mpz_getlimbn(v.backend().data(), 0) * 2 + static_cast<std::size_t>(v.sign() * sign < 0);
      hash = (hash ^ word) * 1099511628211u;
      hash ^= hash >> 29;
    }
    return hash;
  }
  friend bool operator==(const View& x, const View& y) {
    for (Index i = 0; i < x.m.rows(); ++i) {
      if (x.sign == y.sign ? x.entry(i) != y.entry(i) : x.entry(i) != -y.entry(i)) return false;
    }
    return true;
  }
};

}  // namespace

std::optional<CyclicSymmetry> cyclic_symmetry(const IntegerMatrix& m) {
  std::unordered_map<std::size_t, Index> known;
  for (Index j = 0; j < m.cols(); ++j) {
    if (!known.emplace(View(m, j, 0).digest(), j).second) return std::nullopt;
  }
  for (Index shift = 1; shift < m.rows(); ++shift) {
    if (m.rows() % shift != 0) continue;
    CyclicSymmetry found{shift, {}, {}};
    for (Index j = 0; j < m.cols(); ++j) {
      const View shifted(m, j, shift);
      const auto at = known.find(shifted.digest());
      if (at == known.end()) break;
      const View image(m, at->second, 0);
      if (!(shifted == image)) break;
      found.image.push_back(at->second);
      found.signs.push_back(shifted.sign * image.sign);
    }
    if (static_cast<Index>(found.image.size()) == m.cols()) return found;
  }
  return std::nullopt;
}

}  // namespace dsc
