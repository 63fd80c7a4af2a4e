#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "harness/error.h"
#include "harness/exhibit.h"
#include "theorems/statistics/paired.h"

namespace dsc {

/// Runs whose settings differ by the seed alone. A Run has a `file` for messages and `settings` with a whole
/// number `seed`; it is kept elsewhere.
template <class Run>
struct SeedGroup {
  std::map<std::int64_t, const Run*> by_seed{};

  /// Any of them: what does not depend on the seed.
  const Run& one() const { return *by_seed.begin()->second; }

  template <class Measured>
  std::map<std::int64_t, double> values_by_seed(const Measured& measured) const {
    std::map<std::int64_t, double> found;
    for (const auto& [seed, run] : by_seed) found[seed] = measured(*run);
    return found;
  }
  template <class Measured>
  std::vector<double> values(const Measured& measured) const {
    std::vector<double> found;
    for (const auto& [seed, run] : by_seed) found.push_back(measured(*run));
    return found;
  }
  template <class Measured>
  double mean(const Measured& measured) const {
    const std::vector<double> found = values(measured);
    return std::accumulate(found.begin(), found.end(), 0.0) / static_cast<double>(found.size());
  }
  /// "91.23 ± 0.12" over the seeds, or the one value.
  template <class Measured>
  std::string summary(const Measured& measured, int digits) const {
    const std::vector<double> found = values(measured);
    if (found.size() < 2) return fmt::format("{:.{}f}", found.front(), digits);
    const MeanInterval spread = mean_interval(found);
    return fmt::format("{:.{}f} ± {:.{}f}", spread.mean, digits, spread.deviation, digits);
  }
  /// "seed 3", "seeds 1, 4": the runs of which something is true; empty where there are none.
  template <class Holds>
  std::string seeds_where(const Holds& holds) const {
    std::vector<std::int64_t> seeds;
    for (const auto& [seed, run] : by_seed) {
      if (holds(*run)) seeds.push_back(seed);
    }
    return seeds.empty() ? ""
                         : fmt::format("seed{} {}", seeds.size() == 1 ? "" : "s", fmt::join(seeds, ", "));
  }
};

/// Whether two settings differ by no more than the seed.
template <class Settings>
bool alike(Settings a, const Settings& b) {
  a.seed = b.seed;
  return a == b;
}

/// The groups in the order in which the runs first mention them; they point into `runs`. Throws InputError
/// where two of one group have one seed.
template <class Run>
std::vector<SeedGroup<Run>> seed_groups(const std::vector<Run>& runs) {
  std::vector<SeedGroup<Run>> groups;
  for (const Run& run : runs) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const SeedGroup<Run>& other) {
      return alike(other.one().settings, run.settings);
    });
    if (group == groups.end()) group = groups.insert(groups.end(), SeedGroup<Run>{});
    if (!group->by_seed.emplace(run.settings.seed, &run).second) {
      throw InputError(run.file, "parameters/seed", "each seed once",
                       fmt::format("seed {} twice", run.settings.seed));
    }
  }
  return groups;
}

/// The group with these settings, whatever the seed; none if there is no such.
template <class Run, class Settings>
const SeedGroup<Run>* find_group(const std::vector<SeedGroup<Run>>& groups, const Settings& wanted) {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const SeedGroup<Run>& group) {
    return alike(wanted, group.one().settings);
  });
  return found == groups.end() ? nullptr : &*found;
}

/// The mean over the seeds of a curve, a Series that `curve` makes of a run, with the least and the largest
/// of them as its spread where there are several seeds. Throws InputError where the curves are of unequal
/// lengths.
template <class Run, class Curve>
Series mean_curve(const std::string& label, const SeedGroup<Run>& group, const Curve& curve) {
  Series mean = curve(group.one());
  mean.label = label;
  std::fill(mean.y.begin(), mean.y.end(), 0.0);
  for (const auto& [seed, run] : group.by_seed) {
    const Series one = curve(*run);
    if (one.y.size() != mean.y.size()) {
      throw InputError(run->file, label, fmt::format("a curve of {} values", mean.y.size()),
                       fmt::format("{}", one.y.size()));
    }
    if (mean.lo.empty()) mean.lo = mean.hi = one.y;
    for (std::size_t i = 0; i < one.y.size(); ++i) {
      mean.y[i] += one.y[i] / static_cast<double>(group.by_seed.size());
      mean.lo[i] = std::min(mean.lo[i], one.y[i]);
      mean.hi[i] = std::max(mean.hi[i], one.y[i]);
    }
  }
  if (group.by_seed.size() < 2) {
    mean.lo.clear();
    mean.hi.clear();
  }
  return mean;
}

}  // namespace dsc
