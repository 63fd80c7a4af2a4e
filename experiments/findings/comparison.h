#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/findings/seed_group.h"

/// Runs under two treatments that share their seeds, compared pair by pair, and what may be said of them.
namespace dsc {

/// What is compared, and how it is shown.
struct Measure {
  std::string name{};  ///< "test accuracy"
  std::string unit{};  ///< of differences: "percentage points" (of values in percent), "dB"; may be empty
  double scale = 1;    ///< shown is scale times the stored number
  int digits = 3;
  Measured read{};
};

/// The two treatments in words: "without the penalty", "with it".
struct Treatments {
  std::string first{}, second{};
  std::string effect{};  ///< what the difference second - first is the effect of: "the penalty"
};

extern const Treatments kPenaltyTreatments;  ///< without and with the penalty

/// One setting under both treatments.
struct PairedSetting {
  std::string label{};  ///< "LeNet-5, ReLU"
  const SeedGroup* first = nullptr;
  const SeedGroup* second = nullptr;
};

struct PairedComparison {
  std::string label{};
  std::vector<double> first{}, second{};         ///< scaled; the same seed at the same place
  int unpaired = 0;                              ///< runs whose partner is missing
  std::optional<PairedDifference> difference{};  ///< second - first; none for fewer than two pairs
  double adjusted = 1;                           ///< its p, adjusted by Holm for all settings compared
  bool judged() const { return difference && difference->p; }
};

/// Either group of a setting may be missing. All settings of one call are one family of tests.
std::vector<PairedComparison> compare(const std::vector<PairedSetting>& settings, const Measure& measure);

/// Values of two treatments, pair by pair.
PairedComparison paired_values(const std::string& label, const std::vector<double>& first,
                               const std::vector<double>& second);

/// The same comparisons with p adjusted as one family.
std::vector<PairedComparison> adjust_together(std::vector<PairedComparison> comparisons);

/// A row for each setting: pairs, mean and deviation over seeds of both, mean difference with its 95%
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
