#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/comparison/comparison.h"
#include "theorems/statistics/equivalence.h"
#include "theorems/statistics/paired_images.h"

/// Effects judged by their intervals against the smallest effect of interest, which is fixed beforehand.
namespace dsc {

/// A measure that is better where it is higher, and the smallest effect on it that is of interest.
struct JudgedMeasure {
  Measure measure{};
  double smallest = 0;  ///< as shown: 0.5 percentage points
};

/// What else is known of a comparison that says how far it reaches.
struct Exposure {
  /// By seed: the change of the penalty itself, in percent of its value in the partner's training.
  std::vector<double> dose{};
  /// The sum of the learning rates over all steps, as a share of the paper's.
  double rate_share = 0;
  /// differences[pair][image] of the outcome, as shown; empty where the records do not keep them.
  std::vector<std::vector<double>> images{};
  /// Of each pair of networks, the images that only the first and only the second classifies correctly.
  std::vector<std::pair<std::int64_t, std::int64_t>> discordant{};
};

struct Effect {
  PairedComparison comparison{};
  Exposure exposure{};
  std::optional<EffectJudgement> judgement{};  ///< none for fewer than two pairs, or where all differ alike
  EffectVerdict verdict() const { return judgement ? judgement->verdict : EffectVerdict::undecided; }
};

/// p of each comparison is adjusted already; see compare. As many exposures as comparisons, or none.
std::vector<Effect> judged(const std::vector<PairedComparison>& comparisons,
                           const std::vector<Exposure>& exposures, double smallest);

/// "improves", "worsens", "no effect larger than 0.5", "undecided: about 12 more seeds".
std::string shown_verdict(const Effect& effect, const JudgedMeasure& outcome);

/// A row for each effect: verdict, effect with its intervals over seeds and over seeds and images, dose,
/// share of the paper's integrated learning rate.
Table effect_table(const std::vector<Effect>& effects, const JudgedMeasure& outcome,
                   const Treatments& treatments);

/// Of the pairs of networks, image by image; without rows where no record keeps them.
Table mcnemar_table(const std::vector<Effect>& effects, const JudgedMeasure& outcome);

/// The effects one below the other with their intervals, and how far an effect of no interest would reach.
Figure forest_plot(const std::string& name, const std::vector<Effect>& effects, const JudgedMeasure& outcome,
                   const Treatments& treatments);

/// "The penalty improves the test accuracy in 1 of 6 settings and worsens it in none; no effect larger than
/// 0.5 percentage points in 2; undecided in 3."
std::string verdict_sentence(const std::vector<Effect>& effects, const JudgedMeasure& outcome,
                             const Treatments& treatments);

/// Judges, and adds the forest plot, the tables and the sentence to the findings.
std::vector<Effect> add_effects(const std::string& name, const std::vector<PairedComparison>& comparisons,
                                const std::vector<Exposure>& exposures, const JudgedMeasure& outcome,
                                const Treatments& treatments, ExperimentFindings& findings);

}  // namespace dsc
