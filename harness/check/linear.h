#pragma once

#include <functional>

#include "harness/certificate/reader.h"

/// Exact linear algebra on sparse columns.
namespace dsc::check {

using certificate::Count;
using certificate::Integer;
using certificate::Matrix;
using certificate::Node;
using certificate::Rational;
using certificate::require;
using certificate::Sparse;
using certificate::Vector;

template <class Number>
Number dot(const Sparse<Number>& x, const Sparse<Number>& y) {
  using boost::multiprecision::default_ops::eval_multiply_add;  // += a b without a temporary
  Number sum = 0;
  for (auto a = x.begin(), b = y.begin(); a != x.end() && b != y.end();) {
    if (a->first == b->first) eval_multiply_add(sum.backend(), a->second.backend(), b->second.backend());
    const bool left = a->first <= b->first, right = b->first <= a->first;
    a += left, b += right;
  }
  return sum;
}
inline Vector minus(const Vector& x, const Vector& y) {
  return certificate::combination<Rational>({{1, &x}, {-1, &y}});
}

/// v times its least common denominator.
Sparse<Integer> cleared(const Vector& v);
/// The lower (0) or upper (1) end of an enclosure of sqrt(q): exact where that is rational, else on a grid
/// fine enough for 256 bits.
Rational root(const Rational& q, int end);

/// mu^2 and the first pair that attains it (Definition 2.1).
struct Coherence {
  Rational squared;
  Count i, j;
};
/// Throws Rejection unless there are two columns or more and none is zero.
Coherence mutual_coherence(const std::vector<Vector>& atoms);
/// (2s-1)^2 mu^2, below 1 iff s < (1 + 1/mu)/2.
Rational coherence_load(Count s, const Rational& mu_squared);

/// Vectors entered one by one into an echelon form, free of fractions, each divided by its content.
class Elimination {
 public:
  /// Pivots lie in the first `rows` rows; entries below are carried along.
  explicit Elimination(Count rows = UINT64_MAX) : rows_(rows) {}
  /// A multiple of v (not by 0) plus a combination of the vectors entered, zero at their pivots.
  Sparse<Integer> reduced(const Vector& v) const;
  /// False, and nothing changes, where v depends on the vectors entered.
  bool push(const Vector& v);
  void pop() { echelon_.pop_back(); }
  Count rank() const { return echelon_.size(); }

 private:
  Count rows_;
  std::vector<Sparse<Integer>> echelon_;  // each with its pivot in front
};
Count rank(const std::vector<Vector>& atoms);

/// C(n, k) for k <= n, at most 5,000,000; throws Rejection where it is more.
Count affordable_subsets(Count n, Count k);
/// Calls `visit` with each k-subset of the atoms, entered; throws Rejection where one is dependent or they
/// are too many.
void for_each_subset(const std::vector<Vector>& atoms, Count rows, Count k,
                     const std::function<void(const Elimination&)>& visit);

}  // namespace dsc::check
