#include "harness/ledger/profile.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <limits>
#include <set>

#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

/// The table [claims] of a profile, with errors that name the line.
class ClaimsTable {
 public:
  ClaimsTable(const toml::table& table, std::string file) : table_(table), file_(std::move(file)) {}

  void allow_only(const std::set<std::string>& keys) const {
    for (const auto& [key, value] : table_) {
      if (!keys.contains(std::string(key.str()))) {
        throw InputError(file_, line(key.source()), fmt::format("one of {}", fmt::join(keys, ", ")),
                         std::string(key.str()));
      }
    }
  }

  std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most) const {
    const toml::node& node = find(key);
    const auto value = node.value_exact<std::int64_t>();
    const std::string expected = fmt::format("{} as an integer from {} to {}", key, least, most);
    if (!value) throw InputError(file_, line(node.source()), expected, "another type");
    if (*value < least || *value > most) {
      throw InputError(file_, line(node.source()), expected, fmt::format("{}", *value));
    }
    return *value;
  }

  /// False where the key is absent.
  bool flag(const std::string& key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return false;
    const auto value = node->value_exact<bool>();
    if (!value) throw InputError(file_, line(node->source()), key + " as true or false", "another type");
    return *value;
  }

  double seconds(const std::string& key) const {
    const toml::node& node = find(key);
    const auto value = node.value<double>();
    if (!value || !(*value > 0) || *value > 1e7) {
      throw InputError(file_, line(node.source()), key + " as a number of seconds above 0, at most 1e7",
                       value ? fmt::format("{}", *value) : "another type");
    }
    return *value;
  }

 private:
  const toml::node& find(const std::string& key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) throw InputError(file_, line(table_.source()), "the key " + key, "no such key");
    return *node;
  }
  static std::string line(const toml::source_region& source) {
    return fmt::format("line {}", source.begin.line);
  }

  const toml::table& table_;
  std::string file_;
};

toml::table parse(const fs::path& file) {
  const std::string text = read_bytes(file, 1u << 20);
  try {
    return toml::parse(text, file.string());
  } catch (const toml::parse_error& error) {
    throw InputError(file.string(), fmt::format("line {}", error.source().begin.line), "TOML",
                     std::string(error.description()));
  }
}

/// The name becomes a folder of the results.
std::string checked_name(const fs::path& file) {
  std::string name = file.stem().string();
  const bool plain = !name.empty() && name.size() <= 64 && name.front() != '-' &&
                     std::all_of(name.begin(), name.end(), [](unsigned char c) {
                       return (std::isalnum(c) != 0 && c < 128) || c == '-' || c == '_';
                     });
  if (!plain) throw InputError(file.string(), "", "a name of letters, digits, - and _ before .toml", name);
  return name;
}

}  // namespace

Profile read_profile(const fs::path& file) {
  Profile profile;
  profile.name = checked_name(file);
  const toml::table root = parse(file);
  for (const auto& [key, value] : root) {
    // What [experiments] says is read where the experiments are known.
    if (key.str() != "claims" && key.str() != "experiments") {
      throw InputError(file.string(), fmt::format("line {}", key.source().begin.line),
                       "only the tables claims and experiments", std::string(key.str()));
    }
  }
  const toml::table* claims = root["claims"].as_table();
  if (claims == nullptr) throw InputError(file.string(), "", "a table [claims]", "none");
  const ClaimsTable table(*claims, file.string());
  table.allow_only({"samples", "search_steps", "enumeration", "large_sizes", "time_limit_seconds"});
  profile.effort.samples = static_cast<int>(table.integer("samples", 1, 1'000'000));
  profile.effort.search_steps = static_cast<int>(table.integer("search_steps", 0, 1'000'000'000));
  profile.effort.enumeration = table.integer("enumeration", 0, std::numeric_limits<std::int64_t>::max());
  profile.effort.large_sizes = table.flag("large_sizes");
  profile.time_limit_seconds = table.seconds("time_limit_seconds");
  return profile;
}

std::vector<std::string> profile_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Profile find_profile(const std::string& wanted, const fs::path& folder) {
  if (wanted.ends_with(".toml")) return read_profile(wanted);
  const std::vector<std::string> names = profile_names(folder);
  if (std::find(names.begin(), names.end(), wanted) == names.end()) {
    throw InputError("--profile", "",
                     fmt::format("one of {}, or the path of a .toml file", fmt::join(names, ", ")),
                     wanted.empty() ? "nothing" : wanted);
  }
  return read_profile(folder / (wanted + ".toml"));
}

}  // namespace dsc
