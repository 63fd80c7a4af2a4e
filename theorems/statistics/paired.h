#pragma once

#include <optional>
#include <vector>

namespace dsc {

/// The mean of a sample, its standard deviation (n - 1), and the confidence interval of the mean by Student's
/// t.
struct MeanInterval {
  int n = 0;
  double mean = 0, deviation = 0, lower = 0, upper = 0;
};
/// Throws std::invalid_argument unless n >= 2, all values are finite, and 0 < confidence < 1.
MeanInterval mean_interval(const std::vector<double>& sample, double confidence = 0.95);

/// What n pairs say about a difference: the differences b_i - a_i, their mean with its interval, and the
/// two-sided p value of the paired t test of the hypothesis that the mean difference is zero (Student 1908).
/// Equal differences (to rounding, 1e-12 of the values) have no spread to judge by: p is 1 where they are 0,
/// else there is none.
struct PairedDifference {
  MeanInterval difference{};
  std::optional<double> p{};
};
/// Throws std::invalid_argument as above, or where the sizes differ.
PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b,
                                   double confidence = 0.95);

/// Holm's step-down adjustment of p values for testing them all (Holm 1979): p_(i) becomes max_{j <= i}
/// min(1, (n - j + 1) p_(j)), in the order given.
std::vector<double> holm_adjusted(const std::vector<double>& p);

}  // namespace dsc
