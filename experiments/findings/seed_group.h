#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "experiments/experiment.h"
#include "theorems/statistics/paired.h"

namespace dsc {

/// A number that a result holds.
using Measured = std::function<double(const ExperimentResult&)>;
/// A list of numbers that a result holds.
using MeasuredCurve = std::function<std::vector<double>(const ExperimentResult&)>;

/// Results whose parameters differ by the seed alone.
struct SeedGroup {
  nlohmann::ordered_json parameters{};  ///< without the seed
  std::map<std::int64_t, const ExperimentResult*> by_seed{};

  /// Any of them: what does not depend on the seed.
  const ExperimentResult& one() const { return *by_seed.begin()->second; }
  std::vector<double> values(const Measured& measured) const;
  /// "91.23 ± 0.12" over the seeds after scaling, or the one value.
  std::string summary(const Measured& measured, double scale, int digits) const;
  double mean(const Measured& measured) const;
  /// "seed 3", "seeds 1, 4": the runs of which something is true; empty where there are none.
  std::string seeds_where(const std::function<bool(const ExperimentResult&)>& holds) const;
};

/// The groups in the order in which the results first mention them; they point into `results`. Errors
/// (InputError): a result without an integer seed, two of one group with one seed.
std::vector<SeedGroup> seed_groups(const std::vector<ExperimentResult>& results);

/// The group whose parameters are those of `like` but for `changed`; none if there is no such.
const SeedGroup* find_group(const std::vector<SeedGroup>& groups, const SeedGroup& like,
                            const nlohmann::ordered_json& changed);

/// The mean over the seeds of y against x, lists that each result holds. Errors (InputError): lists of
/// unequal lengths.
Series mean_curve(const std::string& label, const SeedGroup& group, const MeasuredCurve& x,
                  const MeasuredCurve& y);

}  // namespace dsc
