#include "theorems/statistics/equivalence.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <stdexcept>

namespace dsc {
namespace {

constexpr int kMostPairs = 100'000;

/// Half of the width of the interval of a mean of n values.
double reach(int n, double deviation, double confidence) {
  const boost::math::students_t student(n - 1);
  return boost::math::quantile(complement(student, (1 - confidence) / 2)) * deviation / std::sqrt(n);
}

bool inside(const MeanInterval& interval, double smallest) {
  return -smallest < interval.lower && interval.upper < smallest;
}

}  // namespace

int pairs_to_decide(double mean, double deviation, double smallest) {
  const auto decides = [&](int n) {
    return reach(n, deviation, 0.95) < std::abs(mean) ||
           std::abs(mean) + reach(n, deviation, 0.90) < smallest;
  };
  int below = 1, enough = 2;  // an interval shrinks as n grows
  while (enough < kMostPairs && !decides(enough)) below = enough, enough = std::min(2 * enough, kMostPairs);
  while (enough - below > 1) {
    const int middle = (below + enough) / 2;
    (decides(middle) ? enough : below) = middle;
  }
  return enough;
}

EffectJudgement judge_effect(const std::vector<double>& differences, double p, double smallest) {
  if (!(smallest > 0)) throw std::invalid_argument("judge_effect: the smallest effect must be positive");
  EffectJudgement judged{.ninety_five = mean_interval(differences, 0.95),
                         .ninety = mean_interval(differences, 0.90)};
  const double mean = judged.ninety_five.mean;
  if (p < 0.05) {
    judged.verdict = mean > 0 ? EffectVerdict::rises : EffectVerdict::falls;
  } else if (inside(judged.ninety, smallest)) {
    judged.verdict = EffectVerdict::no_larger;
  } else {
    const int needed = pairs_to_decide(mean, judged.ninety_five.deviation, smallest);
    judged.more_pairs = std::max(0, needed - judged.ninety_five.n);
  }
  return judged;
}

}  // namespace dsc
