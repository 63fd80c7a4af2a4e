#include "harness/check/convolutions.h"

#include <algorithm>
#include <functional>

#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// Filters cleared of denominators, each by itself, over channels and one or two axes (a second one of one
/// place where there is none).
struct Bank {
  Count channels, first, second;
  std::size_t axes;
  std::vector<std::vector<Integer>> filters;  // dense, channel slowest
  std::vector<Integer> norms;                 // squared
};

Bank read_bank(const Node& c) {
  constexpr Count largest = 4096;  // of channels, of an extent
  Bank bank;
  bank.channels = c["channels"].count(1, largest);
  const std::vector<Node> extent = c["extent"].list();
  bank.axes = extent.size();
  if (bank.axes < 1 || bank.axes > 2) c["extent"].reject("one or two axes");
  bank.first = extent[0].count(1, largest);
  bank.second = bank.axes == 2 ? extent[1].count(1, largest) : 1;
  const Matrix given = c["filters"].matrix();
  const Count size = bank.channels * bank.first * bank.second;
  if (given.rows != size) c["filters"].reject(std::to_string(size) + " rows: channels times extents");
  require(size * given.atoms.size() <= 10'000'000, "filters: expected at most 10,000,000 entries in all");
  for (const Vector& atom : given.atoms) {
    if (atom.empty()) c["filters"].reject("no filter of zeros");
    std::vector<Integer> dense(size);
    Integer norm = 0;
    for (const auto& [row, value] : cleared(atom)) {
      dense[row] = value;
      norm += value * value;
    }
    bank.filters.push_back(std::move(dense));
    bank.norms.push_back(norm);
  }
  return bank;
}

struct Lag {
  std::int64_t first, second;
};

/// Zero, then what is positive in the first of its entries that is not zero.
std::vector<Lag> half_of_the_lags(const Bank& bank) {
  const auto n = static_cast<std::int64_t>(bank.first), k = static_cast<std::int64_t>(bank.second);
  std::vector<Lag> lags;
  for (std::int64_t a = 0; a < n; ++a)
    for (std::int64_t b = a == 0 ? 0 : 1 - k; b < k; ++b) lags.push_back({a, b});
  return lags;
}

/// sum over c and t of f[c, t + lag] g[c, t].
Integer correlation(const Bank& bank, const std::vector<Integer>& f, const std::vector<Integer>& g,
                    const Lag& lag) {
  using boost::multiprecision::default_ops::eval_multiply_add;
  const auto n = static_cast<std::int64_t>(bank.first), k = static_cast<std::int64_t>(bank.second);
  Integer sum = 0;
  for (Count c = 0; c < bank.channels; ++c) {
    for (std::int64_t t = std::max<std::int64_t>(0, -lag.first); t < std::min(n, n - lag.first); ++t) {
      for (std::int64_t u = std::max<std::int64_t>(0, -lag.second); u < std::min(k, k - lag.second); ++u) {
        const auto at = [&](std::int64_t row, std::int64_t column) {
          return (c * bank.first + static_cast<Count>(row)) * bank.second + static_cast<Count>(column);
        };
        const Integer& x = f[at(t + lag.first, u + lag.second)];
        const Integer& y = g[at(t, u)];
        if (x != 0 && y != 0) eval_multiply_add(sum.backend(), x.backend(), y.backend());
      }
    }
  }
  return sum;
}

/// visit(i, j, lag, c^2): for each pair of an atom at a place and another that may overlap it, up to a common
/// shift and their order, the square of the cleared filters' product.
void for_each_pair(const Bank& bank,
                   const std::function<void(Count, Count, const Lag&, const Integer&)>& visit) {
  for (const Lag& lag : half_of_the_lags(bank)) {
    const bool zero = lag.first == 0 && lag.second == 0;
    for (Count i = 0; i < bank.filters.size(); ++i) {
      for (Count j = zero ? i + 1 : 0; j < bank.filters.size(); ++j) {
        const Integer product = correlation(bank, bank.filters[i], bank.filters[j], lag);
        visit(i, j, lag, Integer(product * product));
      }
    }
  }
}

/// The `most` largest of some squares, largest first.
class LargestSquares {
 public:
  void add(const Rational& square, Count most) {
    if (square == 0 || (held_.size() == most && square <= held_.back())) return;
    held_.insert(std::upper_bound(held_.begin(), held_.end(), square, std::greater<>()), square);
    if (held_.size() > most) held_.pop_back();
  }
  /// An upper bound of the sum of the roots of the `count` largest.
  Rational sum_of_roots(Count count) const {
    Rational sum = 0;
    for (Count i = 0; i < std::min<Count>(count, held_.size()); ++i) sum += root(held_[i], 1);
    return sum;
  }

 private:
  std::vector<Rational> held_;
};

/// Throws Rejection unless M(s) + M(s-1) < 1.
void require_sums(const Bank& bank, Count s) {
  std::vector<LargestSquares> largest(bank.filters.size());
  for_each_pair(bank, [&](Count i, Count j, const Lag&, const Integer& square) {
    if (square == 0) return;
    const Rational normalised(square, Integer(bank.norms[i] * bank.norms[j]));
    largest[i].add(normalised, s);
    largest[j].add(normalised, s);
  });
  Rational sum = 0, before = 0;
  for (const LargestSquares& of_filter : largest) {
    sum = std::max(sum, of_filter.sum_of_roots(s));
    before = std::max(before, of_filter.sum_of_roots(s - 1));
  }
  require(sum + before < 1, "sparsity: expected M(s) + M(s-1) < 1");
}

/// u^2 for u = max_{(j,k) != (i,0)} |w.T^k f_j| / |f_j| over |w.f_i| / |f_i|.
Rational witnessed(const Bank& bank, Count i, const Node& node) {
  std::vector<Integer> w(bank.filters[i].size());
  for (const auto& [row, value] : cleared(node.vector(w.size()))) w[row] = value;
  const Integer own = correlation(bank, w, bank.filters[i], {0, 0});
  if (own == 0) node.reject("w.f_i other than 0");
  Integer best = 0, norm = 1;
  for (const Lag& half : half_of_the_lags(bank)) {
    for (const Lag& lag : {half, Lag{-half.first, -half.second}}) {
      const bool zero = lag.first == 0 && lag.second == 0;
      for (Count j = 0; j < bank.filters.size(); ++j) {
        if (zero && j == i) continue;
        const Integer product = correlation(bank, w, bank.filters[j], lag), square = product * product;
        if (square * norm > best * bank.norms[j]) best = square, norm = bank.norms[j];
      }
    }
  }
  return Rational(best, norm) * Rational(bank.norms[i], Integer(own * own));
}

}  // namespace

Statement shift_coherence(const Node& c) {
  const Bank bank = read_bank(c);
  require(bank.filters.size() > 1 || bank.first * bank.second > 1,
          "filters: expected two atoms that may overlap");
  Integer best = -1, norms = 1;
  Count first = 0, second = 0;
  Lag where{0, 0};
  for_each_pair(bank, [&](Count i, Count j, const Lag& lag, const Integer& square) {
    const Integer both = bank.norms[i] * bank.norms[j];
    if (best >= 0 && (both == norms ? square <= best : square * norms <= best * both)) return;
    best = square, norms = both, first = i, second = j, where = lag;
  });
  const Rational squared(best, norms);
  if (c["mu_squared"].number() != squared) c["mu_squared"].reject(squared.str());
  const std::vector<Count> pair = {first, second};
  if (c["pair"].counts(2, 0) != pair) c["pair"].reject(nlohmann::json(pair).dump());
  const std::vector<Node> lag = c["lag"].list(bank.axes);
  if (lag[0].number() != Rational(where.first)) lag[0].reject(std::to_string(where.first));
  if (bank.axes == 2 && lag[1].number() != Rational(where.second))
    lag[1].reject(std::to_string(where.second));
  return Statement::fact_for_all;
}

Rational squared_shift_coherence(const Node& c) {
  const Bank bank = read_bank(c);
  Integer best = 0, norms = 1;
  for_each_pair(bank, [&](Count i, Count j, const Lag&, const Integer& square) {
    const Integer both = bank.norms[i] * bank.norms[j];
    if (square * norms > best * both) best = square, norms = both;
  });
  return Rational(best, norms);
}

Statement striped_recovery(const Node& c) {
  const Bank bank = read_bank(c);
  const Count s = c["sparsity"].count(1, 64);
  const std::vector<Node> witnesses = c["witnesses"].list();
  if (witnesses.empty()) {
    require_sums(bank, s);
    return Statement::holds_for_all;
  }
  if (witnesses.size() != bank.filters.size()) c["witnesses"].reject("none, or one for each filter");
  const Rational factor = 2 * s - 1;
  for (Count i = 0; i < witnesses.size(); ++i) {
    const Rational squared = witnessed(bank, i, witnesses[i]);
    if (factor * factor * squared >= 1) witnesses[i].reject("(2s-1) u < 1");
  }
  return Statement::holds_for_all;
}

}  // namespace dsc::check
