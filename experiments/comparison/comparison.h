#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiments/comparison/seed_group.h"
#include "experiments/experiment.h"

/// Runs under two treatments that share their seeds, compared pair by pair, and what may be said of them.
namespace dsc {

/// What is compared, and how it is shown.
struct Measure {
  std::string name{};  ///< "test accuracy"
  std::string unit{};  ///< of differences: "percentage points" (of values in percent), "dB"; may be empty
  double scale = 1;    ///< shown is scale times the stored number
  int digits = 3;
};

/// The two treatments in words: "without the penalty", "with it".
struct Treatments {
  std::string first{}, second{};
  std::string effect{};  ///< what the difference second - first is the effect of: "the penalty"
};

extern const Treatments kPenaltyTreatments;  ///< without and with the penalty

/// One condition under both treatments, either of which may be missing.
template <class Run>
struct Pair {
  std::string label{};  ///< "LeNet-5, ReLU"
  const SeedGroup<Run>* first = nullptr;
  const SeedGroup<Run>* second = nullptr;
  const SeedGroup<Run>& any() const { return first != nullptr ? *first : *second; }
};

struct PairedComparison {
  std::string label{};
  std::vector<double> first{}, second{};         ///< scaled; the same seed at the same place
  int unpaired = 0;                              ///< runs whose partner is missing
  std::optional<PairedDifference> difference{};  ///< second - first; none for fewer than two pairs
  double adjusted = 1;                           ///< its p, adjusted by Holm for all settings compared
  bool judged() const { return difference && difference->p; }
};

/// Values of two treatments, pair by pair.
PairedComparison paired_values(const std::string& label, const std::vector<double>& first,
                               const std::vector<double>& second);

/// Values by seed: those of a seed are a pair.
PairedComparison paired_by_seed(const std::string& label, const std::map<std::int64_t, double>& first,
                                const std::map<std::int64_t, double>& second);

/// The same comparisons with p adjusted as one family.
std::vector<PairedComparison> adjust_together(std::vector<PairedComparison> comparisons);

/// `read` gives a run's stored number. All pairs of one call are one family of tests.
template <class Run, class Read>
std::vector<PairedComparison> compare(const std::vector<Pair<Run>>& pairs, const Measure& measure,
                                      const Read& read) {
  const auto values = [&](const SeedGroup<Run>* group) {
    if (group == nullptr) return std::map<std::int64_t, double>{};
    return group->values_by_seed([&](const Run& run) { return measure.scale * read(run); });
  };
  std::vector<PairedComparison> all;
  for (const Pair<Run>& pair : pairs)
    all.push_back(paired_by_seed(pair.label, values(pair.first), values(pair.second)));
  return adjust_together(std::move(all));
}

/// A row for each condition: pairs, mean and deviation over seeds of both, mean difference with its 95%
/// confidence interval, p of the paired t test, p adjusted.
Table comparison_table(const std::vector<PairedComparison>& comparisons, const Measure& measure,
                       const Treatments& treatments);

/// What the data support at the 5% level, in a few sentences made from the numbers: in which settings the
/// difference is distinguishable from none, which way it goes, which effects the intervals leave room for,
/// what is missing.
std::string conclusion(const std::vector<PairedComparison>& comparisons, const Measure& measure,
                       const Treatments& treatments);

/// Adds the table to the findings and the sentences to their answer.
void add_comparisons(const std::vector<PairedComparison>& comparisons, const Measure& measure,
                     const Treatments& treatments, ExperimentFindings& findings);

/// "0.012", "< 0.0001".
std::string shown_p(double p);

}  // namespace dsc
