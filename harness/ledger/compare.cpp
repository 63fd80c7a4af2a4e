#include "harness/ledger/compare.h"

#include <algorithm>
#include <set>

#include "harness/error.h"
#include "harness/ledger/compare_numbers.h"

namespace dsc::ledger {
namespace fs = std::filesystem;
namespace {

using Records = std::map<std::string, Record>;

void add_records(const fs::path& folder, const std::string& prefix, Records& records) {
  for (Record& record : read_records(folder)) {
    const std::string name = prefix + record.cell;
    records.emplace(name, std::move(record));
  }
}

Records records_of(const fs::path& results) {
  Records records;
  for (const auto& [profile, folder] : profile_folders(results)) {
    add_records(folder, profile.empty() ? "" : profile + ": ", records);
  }
  return records;
}

void compare_facts(const std::string& cell, const Facts& left, const Facts& right,
                   std::vector<Difference>& differences) {
  std::set<std::string> names;
  for (const auto& [name, fact] : left) names.insert(name);
  for (const auto& [name, fact] : right) names.insert(name);
  for (const std::string& name : names) {
    const auto in_left = left.find(name), in_right = right.find(name);
    const Fact absent{"absent", true};
    const Fact& a = in_left == left.end() ? absent : in_left->second;
    const Fact& b = in_right == right.end() ? absent : in_right->second;
    if (a.value == b.value) continue;
    const bool decisive = in_left == left.end() ? b.decisive : a.decisive;
    differences.push_back(
        {.cell = cell, .what = name, .left = a.value, .right = b.value, .decisive = decisive});
  }
}

void compare_pair(const Pair& pair, const ReadFacts& facts, Comparison& comparison,
                  std::vector<Pair>& by_spread) {
  switch (freshness(*pair.left, pair.right->inputs)) {
    case Freshness::current:
      break;
    case Freshness::older_code:
      ++comparison.older_code;
      break;
    case Freshness::other_inputs:
      ++comparison.other_inputs;
      break;
  }
  const std::string left = to_string(pair.left->state), right = to_string(pair.right->state);
  if (left != right)
    comparison.differences.push_back({.cell = pair.name, .what = "state", .left = left, .right = right});
  for (const auto& [record, other] : {std::pair(pair.left, "left"), std::pair(pair.right, "right")}) {
    if (record->contradiction.empty()) continue;
    comparison.differences.push_back({.cell = pair.name,
                                      .what = std::string("the record on the ") + other,
                                      .left = "contradicts itself",
                                      .right = record->contradiction});
  }
  const auto of_left = facts(*pair.left), of_right = facts(*pair.right);
  if (of_left && of_right) {
    compare_facts(pair.name, *of_left, *of_right, comparison.differences);
  } else {
    by_spread.push_back(pair);
  }
}

}  // namespace

bool Comparison::equal() const {
  return std::none_of(differences.begin(), differences.end(),
                      [](const Difference& difference) { return difference.decisive; });
}

Comparison compare_results(const fs::path& left, const fs::path& right, const ReadFacts& facts) {
  const Records a = records_of(left), b = records_of(right);
  std::set<std::string> cells;
  for (const auto& [cell, record] : a) cells.insert(cell);
  for (const auto& [cell, record] : b) cells.insert(cell);
  Comparison comparison;
  comparison.cells = static_cast<int>(cells.size());
  std::vector<Pair> by_spread;
  for (const std::string& cell : cells) {
    const auto in_a = a.find(cell), in_b = b.find(cell);
    if (in_a == a.end() || in_b == b.end()) {
      comparison.differences.push_back({.cell = cell,
                                        .what = "cell",
                                        .left = in_a == a.end() ? "absent" : "present",
                                        .right = in_b == b.end() ? "absent" : "present"});
    } else {
      compare_pair({cell, &in_a->second, &in_b->second}, facts, comparison, by_spread);
    }
  }
  for (Difference& difference : compare_numbers(by_spread)) {
    comparison.differences.push_back(std::move(difference));
  }
  return comparison;
}

}  // namespace dsc::ledger
