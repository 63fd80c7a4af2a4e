#include "theorems/statistics/decay_fit.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace dsc {
namespace {

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void require(bool condition, const char* message) {
  if (!condition) throw std::invalid_argument(message);
}

}  // namespace

LineFit fit_line(const std::vector<double>& x, const std::vector<double>& y, double confidence,
                 double resolution) {
  require(x.size() == y.size() && x.size() >= 3, "a line needs three pairs or more");
  require(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1");
  const double x_mean = mean(x), y_mean = mean(y);
  require(std::isfinite(x_mean) && std::isfinite(y_mean), "a line needs finite numbers");
  double sxx = 0, sxy = 0, spread = 0, largest = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sxx += (x[i] - x_mean) * (x[i] - x_mean);
    sxy += (x[i] - x_mean) * (y[i] - y_mean);
    spread += std::abs(x[i] - x_mean);
    largest = std::max(largest, std::abs(y[i]));
  }
  require(sxx > 0, "a line needs two different abscissas");
  LineFit fit;
  fit.points = static_cast<int>(x.size());
  fit.slope = sxy / sxx;
  fit.intercept = y_mean - fit.slope * x_mean;
  double residual = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double gap = y[i] - fit.intercept - fit.slope * x[i];
    residual += gap * gap;
  }
  const double freedom = static_cast<double>(x.size()) - 2;
  const double quantile = boost::math::quantile(boost::math::students_t(freedom), 0.5 + confidence / 2);
  // Each y is off by a few units in its last place; the slope is linear in them.
  const double rounding = (8 * std::numeric_limits<double>::epsilon() * largest + resolution) * spread / sxx;
  const double half = quantile * std::sqrt(residual / freedom / sxx) + rounding;
  fit.slope_lower = fit.slope - half;
  fit.slope_upper = fit.slope + half;
  return fit;
}

LineFit fit_decay(const std::vector<double>& errors, double floor, double confidence) {
  std::vector<double> k, logarithms;
  for (const double error : errors) {
    if (!(error > floor) || !(error > 0)) break;
    k.push_back(static_cast<double>(k.size()));
    logarithms.push_back(std::log(error));
  }
  return fit_line(k, logarithms, confidence);
}

}  // namespace dsc
