#include "theorems/coherence/mutual.h"

#include <stdexcept>

#include "theorems/coherence/integer_columns.h"
#include "theorems/coherence/pair_filter.h"

namespace dsc {
namespace {

using Eigen::Index;

/// All pairs in integers: for entries that no double can hold.
MutualCoherence compare_all_pairs(const IntegerMatrix& a) {
  std::vector<Integer> norms(static_cast<std::size_t>(a.cols()));
  const auto product = [&](Index i, Index j) {
    Integer sum = 0;
    for (Index k = 0; k < a.rows(); ++k) sum += a(k, i) * a(k, j);
    return sum;
  };
  for (Index j = 0; j < a.cols(); ++j) norms[static_cast<std::size_t>(j)] = product(j, j);
  MutualCoherence best{Rational(-1), {0, 0}};
  for (Index i = 0; i < a.cols(); ++i) {
    for (Index j = i + 1; j < a.cols(); ++j) {
      const Integer c = product(i, j);
      const Rational squared(
          Integer(c * c), Integer(norms[static_cast<std::size_t>(i)] * norms[static_cast<std::size_t>(j)]));
      if (squared > best.squared) best = {squared, {i, j}};
    }
  }
  return best;
}

}  // namespace

MutualCoherence mutual_coherence(const StoredDoubles& dictionary) {
  const Eigen::MatrixXd& d = dictionary.entries;
  if (d.cols() < 1) throw std::invalid_argument("mutual coherence of a matrix without columns");
  if (!d.allFinite())
    throw std::invalid_argument("mutual coherence of a matrix with entries that are not finite");
  for (Index j = 0; j < d.cols(); ++j) {
    if (d.col(j).isZero(0))
      throw std::invalid_argument("mutual coherence: column " + std::to_string(j + 1) + " is zero");
  }
  if (d.cols() == 1) return {};
  if (const auto integers = small_integer_columns(d)) return coherence_of_small_integers(*integers);
  return coherence_by_filter(d);
}

MutualCoherence mutual_coherence(const RationalMatrix& dictionary) {
  const IntegerMatrix integers = coprime_columns(dictionary);
  if (integers.cols() == 1) return {};
  Eigen::MatrixXd doubles(integers.rows(), integers.cols());
  for (Index j = 0; j < integers.cols(); ++j) {
    for (Index i = 0; i < integers.rows(); ++i) {
      if (boost::multiprecision::abs(integers(i, j)) >= Integer(1) << 53) return compare_all_pairs(integers);
      doubles(i, j) = static_cast<double>(static_cast<std::int64_t>(integers(i, j)));
    }
  }
  return mutual_coherence(StoredDoubles{doubles});
}

bool within_coherence_bound(Index s, const Rational& mu_squared) {
  const Rational factor = 2 * s - 1;
  return factor * factor * mu_squared < 1;
}

Index guaranteed_sparsity(const Rational& mu_squared, Index cap) {
  if (mu_squared == 0) return cap;
  // (2k-1)^2 < 1/mu^2: start from the integer square root and step to the last k that holds.
  const Integer floor = boost::multiprecision::sqrt(Integer(denominator(mu_squared) / numerator(mu_squared)));
  const Integer half = (floor + 1) / 2 + 1;
  Index k = half > cap ? cap : static_cast<Index>(half);
  while (k > 0 && !within_coherence_bound(k, mu_squared)) --k;
  return k;
}

Index sparsity_with_equality(const Rational& mu_squared, Index cap) {
  const Index strict = guaranteed_sparsity(mu_squared, cap);
  const Rational next = 2 * (strict + 1) - 1;
  return strict < cap && next * next * mu_squared <= 1 ? strict + 1 : strict;
}

}  // namespace dsc
