#include "harness/ledger/plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "harness/error.h"

namespace dsc::ledger {
namespace fs = std::filesystem;
namespace {

/// Why the inputs alone make a cell run; empty where they are those of the record.
std::string change_of(const Record& record, const Cell& cell) {
  switch (freshness(record, cell.inputs)) {
    case Freshness::current:
      return "";
    case Freshness::older_code:
      return "result of older code";
    case Freshness::other_inputs:
      return fmt::format("inputs changed: {}", fmt::join(changed_inputs(record.inputs, cell.inputs), ", "));
  }
  return "";
}

/// Why the cell must run; empty where its record is up to date.
std::string reason_to_run(const fs::path& profile_folder, const Cell& cell, const Audit& audit) {
  std::optional<Record> record;
  try {
    record = read_record(profile_folder, cell.file);
  } catch (const InputError&) {
    return "previous record unreadable";
  }
  if (!record) return "no result yet";
  if (record->state == State::failed) return "previous run failed";
  if (record->state == State::timed_out) return "previous run timed out";
  if (!record->contradiction.empty()) return "previous record contradicts itself: " + record->contradiction;
  const std::string changed = change_of(*record, cell);
  return changed.empty() && audit ? audit(*record) : changed;
}

Planned planned(const Cell& cell, bool ours, const fs::path& profile_folder, const Audit& audit) {
  if (!cell.obstacle.empty()) return {cell, Decision::obstacle, cell.obstacle, 0};
  if (!cell.waits_for.empty() && ours) return {cell, Decision::waits, "waits for " + cell.waits_for, 0};
  if (!ours) return {cell, Decision::other_shard, "other shard", 0};
  std::string reason = reason_to_run(profile_folder, cell, audit);
  if (reason.empty()) return {cell, Decision::up_to_date, "up to date", 0};
  return {cell, Decision::run, std::move(reason), 0};
}

void find_copies(std::vector<Planned>& plan) {
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    Planned& one = plan[i];
    if (one.decision == Decision::up_to_date) first[one.address()] = i;
  }
  for (std::size_t i = 0; i < plan.size(); ++i) {
    Planned& one = plan[i];
    if (one.decision != Decision::run) continue;
    const auto [place, is_new] = first.emplace(one.address(), i);
    if (is_new) continue;
    one.decision = Decision::copy;
    one.same_as = place->second;
    one.reason = "same as " + plan[place->second].cell.name;
  }
}

}  // namespace

std::vector<Planned> plan(const std::vector<Cell>& cells, const Shard& shard, const fs::path& profile_folder,
                          const Audit& audit) {
  const std::vector<bool> ours = in_shard(cells, shard);
  std::vector<Planned> all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    all.push_back(planned(cells[i], ours[i], profile_folder, audit));
  }
  find_copies(all);
  return all;
}

std::vector<const Planned*> running_order(const std::vector<Planned>& plan) {
  std::vector<const Planned*> order;
  for (const Planned& one : plan) {
    if (one.decision == Decision::run) order.push_back(&one);
  }
  std::ranges::stable_sort(order, {},
                           [](const Planned* one) { return std::pair(-one->cell.weight, one->cell.round); });
  return order;
}

void print_plan(const std::vector<Planned>& plan) {
  std::size_t width = 4;
  for (const Planned& one : plan) width = std::max(width, one.cell.name.size());
  int runs = 0;
  for (const Planned& one : plan) {
    const bool runs_now = one.decision == Decision::run || one.decision == Decision::waits;
    runs += runs_now ? 1 : 0;
    const char* const what = runs_now ? "run" : one.decision == Decision::copy ? "copy" : "skip";
    fmt::print("{:<{}}  {:<4}  {}\n", one.cell.name, width, what, one.reason);
  }
  fmt::print("{} of {} cells would run\n", runs, plan.size());
}

}  // namespace dsc::ledger
