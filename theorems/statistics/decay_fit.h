#pragma once

#include <vector>

/// Straight lines by ordinary least squares, with confidence intervals: measurements, never proofs.
namespace dsc {

/// y = intercept + slope x, fitted to `points` pairs.
struct LineFit {
  double slope = 0, intercept = 0;
  double slope_lower = 0, slope_upper = 0;  ///< confidence interval of the slope
  int points = 0;

  bool slope_may_be(double value) const { return slope_lower <= value && value <= slope_upper; }
};

/// Least squares over the pairs (x_i, y_i). The interval is slope +- t s_b, with s_b^2 = (residual sum of
/// squares / (n-2)) / sum (x_i - mean)^2 and t the Student quantile of n-2 degrees of freedom for two-sided
/// `confidence` in (0, 1), widened by what rounding of the inputs can move the slope, so that exact lines
/// keep their slope inside. Where each y_i was rounded by up to `resolution` (whole numbers: 1/2), that
/// widens it likewise: such errors are not normal and may leave no residual. Throws std::invalid_argument
/// unless the sizes agree, n >= 3, not all x are equal, and all are finite.
LineFit fit_line(const std::vector<double>& x, const std::vector<double>& y, double confidence = 0.95,
                 double resolution = 0);

/// fit_line of ln(errors_k) on k over the leading range of k with errors_k > floor: errors_k ~ e^(intercept -
/// c k) has slope -c. The range ends at the first error that is not above the floor, so that a plateau does
/// not flatten the slope. Throws std::invalid_argument where fewer than three errors lead.
LineFit fit_decay(const std::vector<double>& errors, double floor, double confidence = 0.95);

}  // namespace dsc
