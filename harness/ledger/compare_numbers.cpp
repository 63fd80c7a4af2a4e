#include "harness/ledger/compare_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace dsc::ledger {

using nlohmann::ordered_json;

namespace {

using Numbers = std::map<std::string, double>;

/// Every number by its place, "curves/sets/0/accuracy/7".
void collect(const ordered_json& value, const std::string& place, Numbers& numbers) {
  if (value.is_number()) numbers[place] = value.get<double>();
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) {
      if (key != "speed") collect(part, place.empty() ? key : place + "/" + key, numbers);
    }
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      collect(value[i], place + "/" + std::to_string(i), numbers);
  }
}

Numbers numbers_of(const Record& record) {
  Numbers numbers;
  collect(record.payload, "", numbers);
  return numbers;
}

/// What cells share that differ in the seed alone.
std::string setting_of(const Record& record) {
  nlohmann::json inputs(record.inputs);
  inputs.erase("code");
  if (inputs.contains("parameters") && inputs["parameters"].is_object()) inputs["parameters"].erase("seed");
  return inputs.dump();
}

struct Member {
  const Pair* pair = nullptr;
  Numbers left{}, right{};
};

/// Of a number over the seeds of the left folder; none of fewer than two.
std::optional<double> deviation(const std::vector<Member>& members, const std::string& place) {
  std::vector<double> values;
  for (const Member& member : members) {
    const auto found = member.left.find(place);
    if (found != member.left.end()) values.push_back(found->second);
  }
  if (values.size() < 2) return std::nullopt;
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// A number that differs in one cell, and by how many deviations; none where there is no measure.
struct Deviant {
  const Member* member = nullptr;
  std::string place{};
  double left = 0, right = 0;
  std::optional<double> spreads{};
};

std::vector<Deviant> deviants_of(const std::vector<Member>& members) {
  std::vector<Deviant> all;
  std::map<std::string, std::optional<double>> deviations;
  for (const Member& member : members) {
    for (const auto& [place, left] : member.left) {
      const auto right = member.right.find(place);
      if (right == member.right.end() || right->second == left) continue;
      auto known = deviations.find(place);
      if (known == deviations.end()) known = deviations.emplace(place, deviation(members, place)).first;
      Deviant deviant{&member, place, left, right->second, std::nullopt};
      if (known->second) {
        const double distance = std::abs(left - right->second);
        deviant.spreads =
            *known->second > 0 ? distance / *known->second : std::numeric_limits<double>::infinity();
      }
      all.push_back(deviant);
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Deviant& a, const Deviant& b) {
    return a.spreads.value_or(-1) > b.spreads.value_or(-1);
  });
  return all;
}

std::string note_of(const Deviant& deviant, std::size_t seeds) {
  if (!deviant.spreads) return "one seed: there is no spread to judge it by";
  if (std::isinf(*deviant.spreads)) return fmt::format("the same for all {} seeds", seeds);
  return fmt::format("{:.2g} standard deviations over {} seeds", *deviant.spreads, seeds);
}

void compare_setting(const std::vector<Member>& members, std::vector<Difference>& differences) {
  constexpr std::size_t most = 3;
  const std::vector<Deviant> deviants = deviants_of(members);
  for (std::size_t i = 0; i < std::min(most, deviants.size()); ++i) {
    const Deviant& one = deviants[i];
    differences.push_back({.cell = one.member->pair->name,
                           .what = one.place,
                           .left = fmt::format("{:g}", one.left),
                           .right = fmt::format("{:g}", one.right),
                           .decisive = one.spreads && *one.spreads > kDecisiveSpread,
                           .note = note_of(one, members.size())});
  }
  if (deviants.size() <= most) return;
  const auto beyond = std::count_if(deviants.begin() + most, deviants.end(), [](const Deviant& one) {
    return one.spreads && *one.spreads > kDecisiveSpread;
  });
  const auto more = static_cast<std::ptrdiff_t>(deviants.size() - most);
  differences.push_back({.cell = members.front().pair->name + " and its other seeds",
                         .what = fmt::format("{} more numbers", more),
                         .left = fmt::format("{} within", more - beyond),
                         .right = fmt::format("{} beyond", beyond),
                         .decisive = beyond > 0,
                         .note = fmt::format("{:g} standard deviations over seeds", kDecisiveSpread)});
}

/// Numbers that only one side has, and digests of parameters.
void compare_rest(const Member& member, std::vector<Difference>& differences) {
  std::size_t only_left = 0, only_right = 0;
  for (const auto& [place, value] : member.left) only_left += member.right.contains(place) ? 0 : 1;
  for (const auto& [place, value] : member.right) only_right += member.left.contains(place) ? 0 : 1;
  if (only_left + only_right > 0) {
    differences.push_back({.cell = member.pair->name,
                           .what = "numbers that the other has not",
                           .left = std::to_string(only_left),
                           .right = std::to_string(only_right)});
  }
  const std::string key = "parameters_sha256";
  const ordered_json &left = member.pair->left->payload, &right = member.pair->right->payload;
  if (left.contains(key) && right.contains(key) && left.at(key) != right.at(key)) {
    differences.push_back({.cell = member.pair->name,
                           .what = key,
                           .left = left.at(key).dump(),
                           .right = right.at(key).dump(),
                           .decisive = false,
                           .note = "not the same bits"});
  }
}

}  // namespace

std::vector<Difference> compare_numbers(const std::vector<Pair>& pairs) {
  std::map<std::string, std::vector<Member>> settings;
  for (const Pair& pair : pairs) {
    if (pair.left->state != State::completed || pair.right->state != State::completed) continue;
    settings[setting_of(*pair.left)].push_back({&pair, numbers_of(*pair.left), numbers_of(*pair.right)});
  }
  std::vector<Difference> differences;
  for (const auto& [setting, members] : settings) {
    for (const Member& member : members) compare_rest(member, differences);
    compare_setting(members, differences);
  }
  return differences;
}

}  // namespace dsc::ledger
