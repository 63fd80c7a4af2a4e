#include <algorithm>

#include "oracle.h"

namespace dsc::oracle {
namespace {

/// All atoms whose place is one of the stripe's, drawn into a box that holds them: the filter in the middle
/// has place (n_1 - 1, n_2 - 1).
struct Stripe {
  std::size_t filters, first, second;
  std::vector<Column> middle;  // by filter
  Dense atoms;                 // by place, row by row, then filter
};

Stripe read_stripe(const Json& c) {
  const std::size_t channels = read_count(c["channels"]);
  expect(c["extent"].is_array() && (c["extent"].size() == 1 || c["extent"].size() == 2));
  const std::size_t first = read_count(c["extent"][0]);
  const std::size_t second = c["extent"].size() == 2 ? read_count(c["extent"][1]) : 1;
  expect(channels >= 1 && first >= 1 && second >= 1 && channels <= 4096 && first <= 4096 && second <= 4096);
  const Dense filters = read_matrix(c["filters"]);
  expect(filters.rows == channels * first * second);
  const std::size_t height = 3 * first - 2, width = 3 * second - 2;
  const auto drawn = [&](const Column& filter, std::size_t row, std::size_t column) {
    Column box(channels * height * width);
    for (std::size_t ch = 0; ch < channels; ++ch)
      for (std::size_t t = 0; t < first; ++t)
        for (std::size_t u = 0; u < second; ++u)
          box[(ch * height + row + t) * width + column + u] = filter[(ch * first + t) * second + u];
    return box;
  };
  Stripe stripe{filters.columns.size(), first, second, {}, {channels * height * width, {}}};
  for (const Column& filter : filters.columns) {
    expect(nonzeros(filter) > 0);
    stripe.middle.push_back(drawn(filter, first - 1, second - 1));
  }
  for (std::size_t row = 0; row < 2 * first - 1; ++row)
    for (std::size_t column = 0; column < 2 * second - 1; ++column)
      for (const Column& filter : filters.columns) stripe.atoms.columns.push_back(drawn(filter, row, column));
  return stripe;
}

/// The squared cosines of an atom in the middle with all others of its stripe; itself left out.
std::vector<Q> squares(const Stripe& stripe, std::size_t i) {
  std::vector<Q> found;
  const std::size_t own =
      ((stripe.first - 1) * (2 * stripe.second - 1) + stripe.second - 1) * stripe.filters + i;
  for (std::size_t a = 0; a < stripe.atoms.columns.size(); ++a) {
    if (a == own) continue;
    const Column &x = stripe.middle[i], &y = stripe.atoms.columns[a];
    const Q product = dot(x, y);
    found.push_back(product * product / (dot(x, x) * dot(y, y)));
  }
  return found;
}

/// Whether a + sqrt(x_1) + … < 1 for certain, by a grid much finer than the checker's; sums that come as
/// close to 1 as its grid are not for this oracle.
Q root_from_above(const Q& x) {
  using boost::multiprecision::cpp_int;
  const cpp_int p = numerator(x), q = denominator(x), root_p = sqrt(p), root_q = sqrt(q);
  if (root_p * root_p == p && root_q * root_q == q) return Q(root_p, root_q);
  const cpp_int grid = cpp_int(1) << 400;
  return Q(sqrt(cpp_int(p * q * grid * grid)) + 1, q * grid);
}

/// Each witness drawn into the middle, against every atom of the stripe.
bool witnessed(const Json& c, const Stripe& stripe, std::size_t s) {
  const std::size_t second = 2 * stripe.second - 1, height = 3 * stripe.first - 2,
                    width = 3 * stripe.second - 2;
  const std::size_t channels = read_count(c["channels"]);
  const Q most(1, static_cast<long>((2 * s - 1) * (2 * s - 1)));
  bool good = true;
  for (std::size_t i = 0; i < stripe.filters; ++i) {
    const Column given = read_vector(c["witnesses"][i], channels * stripe.first * stripe.second);
    Column w(channels * height * width);
    for (std::size_t ch = 0; ch < channels; ++ch)
      for (std::size_t t = 0; t < stripe.first; ++t)
        for (std::size_t u = 0; u < stripe.second; ++u)
          w[(ch * height + stripe.first - 1 + t) * width + stripe.second - 1 + u] =
              given[(ch * stripe.first + t) * stripe.second + u];
    const std::size_t own = ((stripe.first - 1) * second + stripe.second - 1) * stripe.filters + i;
    const Column& filter = stripe.atoms.columns[own];
    const Q inner = dot(w, filter), unit = inner * inner / dot(filter, filter);
    if (unit == 0) {
      good = false;
      continue;
    }
    for (std::size_t a = 0; a < stripe.atoms.columns.size(); ++a) {
      const Column& atom = stripe.atoms.columns[a];
      const Q product = dot(w, atom);
      if (a != own && product * product / dot(atom, atom) / unit >= most) good = false;
    }
  }
  return good;
}

}  // namespace

bool shift_coherence(const Json& c) {
  const Stripe stripe = read_stripe(c);
  const std::size_t axes = c["extent"].size();
  const auto pair = read_counts(c["pair"], 2, 0);
  expect(c["lag"].is_array() && c["lag"].size() == axes);
  std::vector<Q> lag;
  for (const Json& k : c["lag"]) lag.push_back(read_number(k));
  const Q stated = read_number(c["mu_squared"]);
  std::optional<Q> best;
  std::size_t best_i = 0, best_j = 0;
  std::vector<Q> best_lag;
  for (std::size_t row = stripe.first - 1; row < 2 * stripe.first - 1; ++row) {
    for (std::size_t column = 0; column < 2 * stripe.second - 1; ++column) {
      const bool centre = row == stripe.first - 1;
      if (centre && column < stripe.second - 1) continue;
      for (std::size_t i = 0; i < stripe.filters; ++i) {
        for (std::size_t j = 0; j < stripe.filters; ++j) {
          if (centre && column == stripe.second - 1 && j <= i) continue;
          const Column& x = stripe.middle[i];
          const Column& y =
              stripe.atoms.columns[(row * (2 * stripe.second - 1) + column) * stripe.filters + j];
          const Q product = dot(x, y), square = product * product / (dot(x, x) * dot(y, y));
          if (best && square <= *best) continue;
          best = square, best_i = i, best_j = j;
          best_lag = {Q(static_cast<long>(row) - static_cast<long>(stripe.first) + 1),
                      Q(static_cast<long>(column) - static_cast<long>(stripe.second) + 1)};
        }
      }
    }
  }
  if (!best) return false;
  best_lag.resize(axes);
  return *best == stated && pair == std::vector<std::size_t>{best_i, best_j} && lag == best_lag;
}

bool striped_recovery(const Json& c) {
  const Stripe stripe = read_stripe(c);
  const std::size_t s = read_count(c["sparsity"]);
  expect(s >= 1 && s <= 64);
  const Json& witnesses = c["witnesses"];
  expect(witnesses.is_array() && (witnesses.empty() || witnesses.size() == stripe.filters));
  if (!witnesses.empty()) return witnessed(c, stripe, s);
  Q sum = 0, before = 0;
  for (std::size_t i = 0; i < stripe.filters; ++i) {
    std::vector<Q> all = squares(stripe, i);
    std::sort(all.begin(), all.end(), std::greater<>());
    Q of_atom = 0;
    for (std::size_t k = 0; k < std::min(s, all.size()); ++k) {
      if (k + 1 == s) before = std::max(before, of_atom);
      of_atom += root_from_above(all[k]);
    }
    if (all.size() < s) before = std::max(before, of_atom);
    sum = std::max(sum, of_atom);
  }
  return sum + before < 1;
}

}  // namespace dsc::oracle
