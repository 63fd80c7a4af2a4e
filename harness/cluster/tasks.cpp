#include "harness/cluster/tasks.h"

#include <algorithm>

namespace dsc::cluster {
namespace {

constexpr std::size_t kMostTasks = 1000;

void count_cell(ledger::Decision decision, int task, Tasks& tasks) {
  using enum ledger::Decision;
  ++tasks.all;
  if (decision == run || decision == copy) tasks.first.insert(task);
  if (decision == waits) tasks.then.insert(task);
  if (decision == run || decision == copy || decision == waits) ++tasks.missing;
  if (decision == obstacle) ++tasks.without_data;
}

}  // namespace

Tasks tasks_of(const std::vector<std::vector<ledger::Planned>>& plans, int count) {
  std::size_t most = 1;
  for (const auto& plan : plans) most = std::max(most, plan.size());
  Tasks tasks{.count = count > 0 ? count : static_cast<int>(std::min(most, kMostTasks))};
  for (const auto& plan : plans) {
    std::vector<ledger::Cell> cells;
    for (const ledger::Planned& planned : plan) cells.push_back(planned.cell);
    const int parts = std::min(tasks.count, static_cast<int>(std::max<std::size_t>(cells.size(), 1)));
    for (int task = 1; task <= parts; ++task) {  // those beyond have no cell
      const std::vector<bool> ours = ledger::in_shard(cells, {task, tasks.count});
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (ours[i]) count_cell(plan[i].decision, task, tasks);
      }
    }
  }
  return tasks;
}

}  // namespace dsc::cluster
