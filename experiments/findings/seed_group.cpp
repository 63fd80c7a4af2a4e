#include "experiments/findings/seed_group.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

std::vector<double> SeedGroup::values(const Measured& measured) const {
  std::vector<double> found;
  for (const auto& [seed, result] : by_seed) found.push_back(measured(*result));
  return found;
}

double SeedGroup::mean(const Measured& measured) const {
  const std::vector<double> found = values(measured);
  return std::accumulate(found.begin(), found.end(), 0.0) / static_cast<double>(found.size());
}

std::string SeedGroup::summary(const Measured& measured, double scale, int digits) const {
  std::vector<double> found = values(measured);
  for (double& value : found) value *= scale;
  if (found.size() < 2) return fmt::format("{:.{}f}", found.front(), digits);
  const MeanInterval spread = mean_interval(found);
  return fmt::format("{:.{}f} ± {:.{}f}", spread.mean, digits, spread.deviation, digits);
}

std::string SeedGroup::seeds_where(const std::function<bool(const ExperimentResult&)>& holds) const {
  std::vector<std::int64_t> seeds;
  for (const auto& [seed, result] : by_seed) {
    if (holds(*result)) seeds.push_back(seed);
  }
  return seeds.empty() ? "" : fmt::format("seed{} {}", seeds.size() == 1 ? "" : "s", fmt::join(seeds, ", "));
}

std::vector<SeedGroup> seed_groups(const std::vector<ExperimentResult>& results) {
  std::vector<SeedGroup> groups;
  for (const ExperimentResult& result : results) {
    const auto seed = result.parameters.find("seed");
    if (seed == result.parameters.end() || !seed->is_number_integer()) {
      throw InputError(result.file, "parameters/seed", "an integer", "another value");
    }
    ordered_json shared = result.parameters;
    shared.erase("seed");
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const SeedGroup& other) { return other.parameters == shared; });
    if (group == groups.end()) group = groups.insert(groups.end(), SeedGroup{shared, {}});
    if (!group->by_seed.emplace(seed->get<std::int64_t>(), &result).second) {
      throw InputError(result.file, "parameters/seed", "each seed once", "seed " + seed->dump() + " twice");
    }
  }
  return groups;
}

const SeedGroup* find_group(const std::vector<SeedGroup>& groups, const SeedGroup& like,
                            const ordered_json& changed) {
  ordered_json wanted = like.parameters;
  wanted.update(changed);
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const SeedGroup& group) { return group.parameters == wanted; });
  return found == groups.end() ? nullptr : &*found;
}

Series mean_curve(const std::string& label, const SeedGroup& group, const MeasuredCurve& x,
                  const MeasuredCurve& y) {
  Series series{label, x(group.one()), std::vector<double>(x(group.one()).size(), 0)};
  for (const auto& [seed, result] : group.by_seed) {
    const std::vector<double> values = y(*result);
    if (values.size() != series.x.size()) {
      throw InputError(result->file, label, fmt::format("a curve of {} values", series.x.size()),
                       fmt::format("{}", values.size()));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      series.y[i] += values[i] / static_cast<double>(group.by_seed.size());
    }
  }
  return series;
}

}  // namespace dsc
