#include "theorems/statistics/paired.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace dsc {

MeanInterval mean_interval(const std::vector<double>& sample, double confidence) {
  if (sample.size() < 2) throw std::invalid_argument("mean_interval: at least two values");
  if (!(confidence > 0 && confidence < 1)) throw std::invalid_argument("mean_interval: 0 < confidence < 1");
  if (!std::all_of(sample.begin(), sample.end(), [](double x) { return std::isfinite(x); })) {
    throw std::invalid_argument("mean_interval: a value is not finite");
  }
  const double n = static_cast<double>(sample.size());
  MeanInterval result;
  result.n = static_cast<int>(sample.size());
  result.mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
  double squares = 0;
  for (const double x : sample) squares += (x - result.mean) * (x - result.mean);
  result.deviation = std::sqrt(squares / (n - 1));
  const boost::math::students_t student(n - 1);
  const double reach =
      boost::math::quantile(complement(student, (1 - confidence) / 2)) * result.deviation / std::sqrt(n);
  result.lower = result.mean - reach;
  result.upper = result.mean + reach;
  return result;
}

PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b,
                                   double confidence) {
  if (a.size() != b.size()) throw std::invalid_argument("paired_difference: samples of different sizes");
  std::vector<double> differences;
  double size = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differences.push_back(b[i] - a[i]);
    size = std::max({size, std::abs(a[i]), std::abs(b[i])});
  }
  PairedDifference result;
  result.difference = mean_interval(differences, confidence);
  const auto& [n, mean, deviation, lower, upper] = result.difference;
  const double rounding = 1e-12 * size;
  if (deviation > rounding) {
    const boost::math::students_t student(n - 1);
    result.p = 2 * boost::math::cdf(complement(student, std::abs(mean) / (deviation / std::sqrt(n))));
  } else if (std::abs(mean) <= rounding) {
    result.p = 1;
  }
  return result;
}

std::vector<double> holm_adjusted(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return p[i] < p[j]; });
  std::vector<double> adjusted(p.size());
  double largest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double raised = static_cast<double>(p.size() - rank) * p[order[rank]];
    largest = std::max(largest, std::min(1.0, raised));
    adjusted[order[rank]] = largest;
  }
  return adjusted;
}

}  // namespace dsc
