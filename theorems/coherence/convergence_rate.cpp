#include "theorems/coherence/convergence_rate.h"

#include <stdexcept>

namespace dsc {
namespace {

Enclosure power(Enclosure base, std::int64_t exponent) {
  Enclosure result(1);
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result *= base;
    base *= base;
  }
  return result;
}

}  // namespace

ConvergenceRate convergence_rate(const GeneralizedCoherence& g, Eigen::Index sparsity) {
  return {sparsity, Rational(2 * sparsity - 1) * g.mu_w};
}

std::optional<std::int64_t> layers_needed(const ConvergenceRate& rate, const Rational& bound,
                                          const Rational& tolerance) {
  if (bound < 0 || tolerance <= 0) throw std::domain_error("a bound >= 0 and a tolerance > 0");
  if (rate.q >= 1) return std::nullopt;
  const Enclosure start(Rational(rate.sparsity * bound)), wanted(tolerance), q(rate.q);
  const auto enough = [&](std::int64_t k) { return certainly_at_most(start * power(q, k), wanted); };
  constexpr std::int64_t most = std::int64_t{1} << 40;
  std::int64_t high = 1;
  if (rate.sparsity * bound <= tolerance) return 0;
  while (!enough(high)) {
    if (high >= most) return std::nullopt;
    high *= 2;
  }
  std::int64_t low = high / 2;  // not enough, or 0
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

Enclosure noise_floor(const GeneralizedCoherence& g, const ConvergenceRate& rate, const Rational& noise) {
  if (rate.q >= 1 || noise < 0) throw std::domain_error("a rate below 1 and a noise >= 0");
  const Rational factor = 2 * rate.sparsity * g.c_w * noise / (1 - rate.q);
  return Enclosure(factor) * sqrt(Enclosure(Rational(g.scaled.rows())));
}

}  // namespace dsc
