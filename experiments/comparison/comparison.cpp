#include "experiments/comparison/comparison.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace dsc {

const Treatments kPenaltyTreatments = {"without penalty", "with penalty", "the penalty"};

namespace {

constexpr double kLevel = 0.05;

bool distinguishable(const PairedComparison& one) { return one.judged() && one.adjusted < kLevel; }

std::string signed_number(double value, int digits) {
  // No sign where nothing but zeros is shown.
  const std::string text = fmt::format("{:+.{}f}", value, digits);
  return text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
}

std::string interval(const MeanInterval& d, int digits) {
  return fmt::format("[{}, {}]", signed_number(d.lower, digits), signed_number(d.upper, digits));
}

std::string mean_and_deviation(const std::vector<double>& values, int digits) {
  if (values.empty()) return "–";
  if (values.size() == 1) return fmt::format("{:.{}f}", values.front(), digits);
  const MeanInterval spread = mean_interval(values);
  return fmt::format("{:.{}f} ± {:.{}f}", spread.mean, digits, spread.deviation, digits);
}

std::string with_unit(const Measure& measure) { return measure.unit.empty() ? "" : " " + measure.unit; }

/// "higher in A (+0.52 [+0.11, +0.93]), B (…)": empty where there are none.
std::string listed(const std::vector<PairedComparison>& comparisons, const Measure& measure, bool higher) {
  std::vector<std::string> items;
  for (const PairedComparison& one : comparisons) {
    if (!distinguishable(one) || (one.difference->difference.mean > 0) != higher) continue;
    const MeanInterval& d = one.difference->difference;
    items.push_back(fmt::format("{} ({} {})", one.label, signed_number(d.mean, measure.digits),
                                interval(d, measure.digits)));
  }
  if (items.empty()) return "";
  return fmt::format("{} in {}", higher ? "higher" : "lower", fmt::join(items, ", "));
}

std::string missing(const std::vector<PairedComparison>& comparisons, const Measure& measure) {
  std::vector<std::string> few, alike;
  int alone = 0;
  for (const PairedComparison& one : comparisons) {
    if (!one.difference) few.push_back(one.label);
    if (one.difference && !one.difference->p) {
      alike.push_back(
          fmt::format("{} ({})", one.label, signed_number(one.difference->difference.mean, measure.digits)));
    }
    alone += one.unpaired;
  }
  std::string text;
  if (!few.empty())
    text += fmt::format(" Not judged, as there are fewer than two pairs of runs: {}.", fmt::join(few, "; "));
  if (!alike.empty())
    text += fmt::format(" Not judged, as all pairs differ by the same: {}.", fmt::join(alike, "; "));
  if (alone == 1) text += " One run has no completed partner.";
  if (alone > 1) text += fmt::format(" {} runs have no completed partner.", alone);
  return text;
}

/// "5% level, p adjusted by Holm", without the latter where there is one test.
std::string level_of(std::size_t tests) { return tests > 1 ? "5% level, p adjusted by Holm" : "5% level"; }

}  // namespace

PairedComparison paired_values(const std::string& label, const std::vector<double>& first,
                               const std::vector<double>& second) {
  PairedComparison found{label, first, second, 0, {}, 1};
  if (first.size() >= 2) found.difference = paired_difference(first, second);
  return found;
}

PairedComparison paired_by_seed(const std::string& label, const std::map<std::int64_t, double>& first,
                                const std::map<std::int64_t, double>& second) {
  std::vector<double> left, right;
  for (const auto& [seed, value] : first) {
    const auto partner = second.find(seed);
    if (partner == second.end()) continue;
    left.push_back(value);
    right.push_back(partner->second);
  }
  PairedComparison found = paired_values(label, left, right);
  found.unpaired = static_cast<int>(first.size() + second.size() - 2 * left.size());
  return found;
}

std::vector<PairedComparison> adjust_together(std::vector<PairedComparison> comparisons) {
  std::vector<double> p;
  for (const PairedComparison& one : comparisons) {
    if (one.judged()) p.push_back(*one.difference->p);
  }
  if (p.empty()) return comparisons;
  const std::vector<double> adjusted = holm_adjusted(p);
  auto next = adjusted.begin();
  for (PairedComparison& one : comparisons) {
    if (one.judged()) one.adjusted = *next++;
  }
  return comparisons;
}

std::string shown_p(double p) { return p < 1e-4 ? "< 0.0001" : fmt::format("{:.2g}", p); }

Table comparison_table(const std::vector<PairedComparison>& comparisons, const Measure& measure,
                       const Treatments& treatments) {
  Table table;
  const std::string in_values = measure.unit == "percentage points" ? "%" : measure.unit;
  const auto headed = [](const std::string& head, const std::string& unit) {
    return unit.empty() ? head : head + " (" + unit + ")";
  };
  table.title = fmt::format("{}: {} minus {}; means ± standard deviations over seeds, paired by seed",
                            measure.name, treatments.second, treatments.first);
  table.title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(table.title.front())));
  table.columns = {"setting",
                   "pairs",
                   headed(treatments.first, in_values),
                   headed(treatments.second, in_values),
                   headed("difference", measure.unit),
                   "95% confidence interval",
                   "p (paired t)",
                   "p (Holm)"};
  for (const PairedComparison& one : comparisons) {
    std::vector<std::string> row = {one.label, fmt::format("{}", one.first.size()),
                                    mean_and_deviation(one.first, measure.digits),
                                    mean_and_deviation(one.second, measure.digits)};
    if (one.difference) {
      const MeanInterval& d = one.difference->difference;
      row.insert(row.end(), {signed_number(d.mean, measure.digits), interval(d, measure.digits),
                             one.judged() ? shown_p(*one.difference->p) : "–",
                             one.judged() ? shown_p(one.adjusted) : "–"});
    } else {
      row.insert(row.end(), 4, "–");
    }
    table.rows.push_back(row);
  }
  return table;
}

std::string conclusion(const std::vector<PairedComparison>& comparisons, const Measure& measure,
                       const Treatments& treatments) {
  std::vector<const PairedComparison*> judged;
  for (const PairedComparison& one : comparisons) {
    if (one.judged()) judged.push_back(&one);
  }
  if (judged.empty()) {
    return fmt::format(
        "Nothing can be said yet of the effect of {} on the {}: no setting has pairs to judge by.{}",
        treatments.effect, measure.name, missing(comparisons, measure));
  }
  const auto mean = [](const PairedComparison* a, const PairedComparison* b) {
    return a->difference->difference.mean < b->difference->difference.mean;
  };
  const auto [least, most] = std::minmax_element(judged.begin(), judged.end(), mean);
  double lower = (*least)->difference->difference.lower, upper = (*most)->difference->difference.upper;
  double smallest_p = 1;
  std::size_t found = 0;
  for (const PairedComparison* one : judged) {
    lower = std::min(lower, one->difference->difference.lower);
    upper = std::max(upper, one->difference->difference.upper);
    smallest_p = std::min(smallest_p, one->adjusted);
    found += distinguishable(*one) ? 1 : 0;
  }
  const int digits = measure.digits;
  std::string text;
  if (found == 0) {
    text =
        fmt::format("The effect of {} on the {} is not distinguishable from none in {} ({}, smallest p {}). ",
                    treatments.effect, measure.name,
                    judged.size() == 1 ? "the one setting" : fmt::format("any of {} settings", judged.size()),
                    level_of(judged.size()), shown_p(smallest_p));
  } else {
    const std::string up = listed(comparisons, measure, true), down = listed(comparisons, measure, false);
    text = fmt::format("{} changes the {} distinguishably in {} of {} setting{} ({}): {}{}{}. ",
                       treatments.effect, measure.name, found, judged.size(), judged.size() == 1 ? "" : "s",
                       level_of(judged.size()), up, !up.empty() && !down.empty() ? "; " : "", down);
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    if (found < judged.size()) {
      text +=
          fmt::format("In the other {} it is not distinguishable from none. ",
                      judged.size() - found == 1 ? "one" : fmt::format("{} settings", judged.size() - found));
    }
  }
  const std::string first = signed_number((*least)->difference->difference.mean, digits),
                    last = signed_number((*most)->difference->difference.mean, digits),
                    unit = with_unit(measure);
  text += judged.size() == 1
              ? fmt::format("The mean difference is {}{}; its 95% confidence interval leaves room for", first,
                            unit)
              : fmt::format(
                    "Mean differences lie from {} to {}{}; the 95% confidence intervals, each by itself, "
                    "leave room for",
                    first, last, unit);
  text += fmt::format(" {} to {}.", signed_number(lower, digits), signed_number(upper, digits));
  return text + missing(comparisons, measure);
}

void add_comparisons(const std::vector<PairedComparison>& comparisons, const Measure& measure,
                     const Treatments& treatments, ExperimentFindings& findings) {
  findings.tables.push_back(comparison_table(comparisons, measure, treatments));
  findings.answer += (findings.answer.empty() ? "" : " ") + conclusion(comparisons, measure, treatments);
}

}  // namespace dsc
