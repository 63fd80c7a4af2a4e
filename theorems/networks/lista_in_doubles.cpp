#include "theorems/networks/lista_in_doubles.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "theorems/networks/double_arithmetic.h"

namespace dsc {
namespace {

using Eigen::Index;

/// What the bounds need of D and W, each rounded up.
struct Sizes {
  Rational off_diagonal, diagonal;  ///< of I - W^T D, as computed
  Rational absolute_product;        ///< a
  Rational analysis, dictionary;    ///< largest entries
};

Sizes sizes_of(const Eigen::MatrixXd& d, const Eigen::MatrixXd& w) {
  const Index m = d.rows();
  Eigen::MatrixXd g = Eigen::MatrixXd::Identity(d.cols(), d.cols()) - w.transpose() * d;
  if (!g.allFinite()) throw std::overflow_error("products beyond the range of doubles");
  const double diagonal = g.diagonal().cwiseAbs().maxCoeff();
  g.diagonal().setZero();
  const double off_diagonal = g.cwiseAbs().maxCoeff();
  g.noalias() = w.cwiseAbs().transpose() * d.cwiseAbs();
  if (!g.allFinite()) throw std::overflow_error("products beyond the range of doubles");
  // From computed <= a (1 + gamma) to a, for which 1 + 2 gamma suffices.
  const Rational a = exactly(g.maxCoeff()) * (1 + 2 * gamma(m)) + 2 * m * smallest_double();
  return {exactly(off_diagonal), exactly(diagonal), rounded_up(a), exactly(w.cwiseAbs().maxCoeff()),
          exactly(d.cwiseAbs().maxCoeff())};
}

void require_range(const Rational& size) {
  if (2 * size > exactly(std::numeric_limits<double>::max()))
    throw std::overflow_error("a number beyond the range of doubles");
}

}  // namespace

ListaInDoubles lista_in_doubles(const Eigen::MatrixXd& dictionary, const Eigen::MatrixXd& analysis,
                                const SignalClass& signals, int iterations) {
  if (dictionary.size() == 0 || dictionary.rows() != analysis.rows() || dictionary.cols() != analysis.cols())
    throw std::invalid_argument("D and W need the same size, not empty");
  const Index m = dictionary.rows();
  const Sizes sizes = sizes_of(dictionary, analysis);
  const Rational s = signals.sparsity, reach = s * signals.magnitude, a = sizes.absolute_product,
                 eta = smallest_double(), noise = sizes.analysis * signals.noise;
  require_range(sizes.dictionary * reach + signals.noise);

  const Rational h = gamma(m + 1) * (a + 1) + (m + 1) * eta;
  const Rational mu = rounded_up(sizes.off_diagonal + h), defect = rounded_up(sizes.diagonal + h),
                 g = std::max(mu, defect) + h;
  const Rational tau = gamma(signals.sparsity + 1) * (a * reach + noise) + (s + 1) * m * sizes.analysis * eta;
  const std::int64_t n = m + signals.sparsity + 1;
  const Rational signal = a * reach + noise + tau, alpha = h + gamma(n) * g,
                 beta = noise + tau + alpha * reach + gamma(n) * signal + n * eta;

  const Rational stored = (1 + gamma(n)) * (1 + 2 * unit_roundoff());
  Schedule schedule{.start = rounded_up(reach),
                    .rate = 0,
                    .drift = 0,
                    .weight = rounded_up((mu + alpha) / (1 - gamma(n))),
                    .offset = rounded_up(beta / (1 - gamma(n)))};
  schedule.rate = rounded_up((s - 1) * mu + defect + s * alpha + s * stored * schedule.weight);
  schedule.drift =
      rounded_up(s * beta + s * stored * schedule.offset + s * (1 + gamma(n)) * smallest_double());

  ListaInDoubles result{{dictionary, analysis, {}}, schedule, mu, defect};
  const std::vector<Rational> bounds = envelope(schedule, iterations);
  const Rational largest = *std::max_element(bounds.begin(), bounds.end());
  require_range((1 + gamma(n)) * (g * (reach + largest) + signal) + schedule.weight * largest +
                schedule.offset);
  for (const Rational& theta : thresholds(schedule, iterations))
    result.iteration.thresholds.push_back(nearest_above(theta));
  return result;
}

}  // namespace dsc
