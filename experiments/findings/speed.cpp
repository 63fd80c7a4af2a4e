#include "experiments/findings/speed.h"

#include <fmt/format.h>

#include "experiments/findings/result_fields.h"

namespace dsc {

Table speed_table(const std::vector<std::pair<std::string, const SeedGroup*>>& labelled) {
  Table table{"Speed of training, mean over all runs",
              {"setting", "runs", "images per second", "waiting for data (% of training time)"},
              {}};
  std::vector<std::string> order;
  std::map<std::string, std::vector<const ExperimentResult*>> runs;
  for (const auto& [label, group] : labelled) {
    if (!runs.contains(label)) order.push_back(label);
    for (const auto& [seed, result] : group->by_seed) runs[label].push_back(result);
  }
  for (const std::string& label : order) {
    double speed = 0, waiting = 0;
    for (const ExperimentResult* result : runs[label]) {
      speed += number_at(*result, "/speed/images_per_second");
      waiting += number_at(*result, "/speed/waiting_share");
    }
    const auto n = static_cast<double>(runs[label].size());
    table.rows.push_back({label, fmt::format("{}", runs[label].size()), fmt::format("{:.0f}", speed / n),
                          fmt::format("{:.2f}", 100 * waiting / n)});
  }
  return table;
}

}  // namespace dsc
