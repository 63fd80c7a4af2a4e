#include "harness/cluster/tasks.h"

#include <gtest/gtest.h>

namespace dsc::cluster {
namespace {

using enum ledger::Decision;
using Plan = std::vector<ledger::Planned>;

Plan plan(const std::vector<ledger::Decision>& decisions) {
  Plan all;
  for (const ledger::Decision decision : decisions) all.push_back({.cell = {}, .decision = decision});
  return all;
}

TEST(Tasks, AreAsManyAsTheKindOfMostCellsHas) {
  const Tasks tasks =
      tasks_of({plan({run, up_to_date, run}), plan({up_to_date, run, obstacle, waits, copy})}, 0);
  EXPECT_EQ(tasks.count, 5);
  EXPECT_EQ(tasks.first, (std::set{1, 2, 3, 5}));
  EXPECT_EQ(tasks.then, (std::set{4})) << "it reads what another task trains";
  EXPECT_EQ(tasks.all, 8);
  EXPECT_EQ(tasks.missing, 5);
  EXPECT_EQ(tasks.without_data, 1);
}

TEST(Tasks, OfAPlanWithNothingMissingHaveNothingToDo) {
  const Tasks tasks = tasks_of({plan({up_to_date, up_to_date})}, 0);
  EXPECT_TRUE(tasks.first.empty());
  EXPECT_TRUE(tasks.then.empty());
  EXPECT_EQ(tasks.missing, 0);
}

TEST(Tasks, AreNoMoreThanAnArrayTakes) {
  EXPECT_EQ(tasks_of({Plan(3000, {.cell = {}, .decision = run})}, 0).count, 1000);
  EXPECT_EQ(tasks_of({}, 0).count, 1);
}

// What submit sends out is what `--shard i/n` computes.
TEST(Tasks, HoldTheCellsOfTheirShard) {
  Plan cells = plan({up_to_date, up_to_date, run, up_to_date, up_to_date});
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].cell.weight = static_cast<double>(i);
  const Tasks tasks = tasks_of({cells}, 2);
  std::vector<ledger::Cell> all;
  for (const ledger::Planned& one : cells) all.push_back(one.cell);
  ASSERT_EQ(tasks.first.size(), 1u);
  EXPECT_TRUE(ledger::in_shard(all, {*tasks.first.begin(), 2})[2]);
}

}  // namespace
}  // namespace dsc::cluster
