#include "harness/ledger/select.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

#include "harness/error.h"

namespace dsc::ledger {
namespace {

constexpr std::size_t kLongestPattern = 100;  // globs with many stars take time exponential in their length

bool matches(const std::string& glob, const Cell& cell) {
  const std::string& subject = glob.find('/') == std::string::npos ? cell.row : cell.name;
  return fnmatch(glob.c_str(), subject.c_str(), 0) == 0;
}

/// Levenshtein distance, upper and lower case taken as one.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const bool same =
          std::tolower(static_cast<unsigned char>(a[i])) == std::tolower(static_cast<unsigned char>(b[j]));
      const std::size_t replaced = diagonal + (same ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

std::string near_names(const std::string& glob, const std::vector<Cell>& cells) {
  const bool whole = glob.find('/') != std::string::npos;
  std::vector<std::pair<std::size_t, std::string>> ranked;
  std::set<std::string> seen;
  for (const Cell& cell : cells) {
    const std::string& name = whole ? cell.name : cell.row;
    if (seen.insert(name).second) ranked.emplace_back(distance(glob, name), name);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  ranked.resize(std::min<std::size_t>(ranked.size(), 3));
  std::vector<std::string> names;
  names.reserve(ranked.size());
  for (const auto& [steps, name] : ranked) names.push_back(name);
  return names.empty() ? "nothing at all" : fmt::format("nothing; near it are {}", fmt::join(names, ", "));
}

std::vector<bool> matching(const std::string& glob, const std::vector<Cell>& cells) {
  if (glob.size() > kLongestPattern) {
    throw InputError("pattern", "", fmt::format("at most {} characters", kLongestPattern),
                     fmt::format("{}", glob.size()));
  }
  std::vector<bool> matched;
  matched.reserve(cells.size());
  for (const Cell& cell : cells) matched.push_back(matches(glob, cell));
  if (std::find(matched.begin(), matched.end(), true) == matched.end()) {
    throw InputError("pattern " + glob, "", "a name that is there", near_names(glob, cells));
  }
  return matched;
}

}  // namespace

std::vector<Cell> select(const std::vector<Cell>& cells, const std::vector<std::string>& patterns) {
  std::vector<bool> included(cells.size(), false), excluded(cells.size(), false);
  bool any_includes = false;
  for (const std::string& pattern : patterns) {
    const bool excludes = pattern.starts_with('-');
    const std::vector<bool> matched = matching(excludes ? pattern.substr(1) : pattern, cells);
    std::vector<bool>& side = excludes ? excluded : included;
    for (std::size_t i = 0; i < cells.size(); ++i) side[i] = side[i] || matched[i];
    any_includes = any_includes || !excludes;
  }
  std::vector<Cell> chosen;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if ((included[i] || !any_includes) && !excluded[i]) chosen.push_back(cells[i]);
  }
  return chosen;
}

Shard parse_shard(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto [slash, error] = std::from_chars(text.data(), end, shard.index);
  bool good = error == std::errc() && slash != end && *slash == '/';
  if (good) {
    const auto [rest, second_error] = std::from_chars(slash + 1, end, shard.count);
    good = second_error == std::errc() && rest == end;
  }
  if (!good || shard.index < 1 || shard.count < shard.index || shard.count > 100'000) {
    throw InputError("--shard", "", "I/N with 1 <= I <= N <= 100000", text.empty() ? "nothing" : text);
  }
  return shard;
}

std::vector<bool> in_shard(const std::vector<Cell>& cells, const Shard& shard) {
  std::vector<std::size_t> order(cells.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cells[a].weight > cells[b].weight; });
  std::vector<bool> ours(cells.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    ours[order[place]] =
        place % static_cast<std::size_t>(shard.count) == static_cast<std::size_t>(shard.index - 1);
  }
  return ours;
}

}  // namespace dsc::ledger
