#include "experiments/run/profile_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "harness/error.h"

namespace dsc {
namespace {

std::string line(const toml::node& node) { return fmt::format("line {}", node.source().begin.line); }

double number_of(const toml::node& node, const std::string& file, const std::string& what, double least,
                 double most) {
  const auto value = node.value<double>();
  const std::string expected = fmt::format("{} as a number from {:g} to {:g}", what, least, most);
  if (!value || node.is_boolean() || node.is_string())
    throw InputError(file, line(node), expected, "another type");
  if (!(*value >= least && *value <= most))
    throw InputError(file, line(node), expected, fmt::format("{:g}", *value));
  return *value;
}

std::string text_of(const toml::node& node, const std::string& file, const std::string& what,
                    const std::vector<std::string>& known) {
  const auto value = node.value_exact<std::string>();
  const std::string expected = fmt::format("{} as one of {}", what, fmt::join(known, ", "));
  if (!value) throw InputError(file, line(node), expected, "another type");
  if (std::find(known.begin(), known.end(), *value) == known.end())
    throw InputError(file, line(node), expected, *value);
  return *value;
}

/// The elements of a list that is not empty and repeats nothing.
template <class Read>
auto list_of(const toml::node& node, const std::string& file, const std::string& key, const Read& read) {
  const toml::array* array = node.as_array();
  if (array == nullptr || array->empty()) {
    throw InputError(file, line(node), key + " as a list of at least one value",
                     array == nullptr ? "another type" : "none");
  }
  std::vector<decltype(read(*array->begin()))> values;
  for (const toml::node& element : *array) {
    values.push_back(read(element));
    if (std::count(values.begin(), values.end(), values.back()) > 1) {
      throw InputError(file, line(element), "each value of " + key + " once", "one twice");
    }
  }
  return values;
}

}  // namespace

const toml::node& ProfileTable::find(const std::string& key) const {
  asked_.push_back(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr) throw InputError(file_, line(table_), "the key " + key, "no such key");
  return *node;
}

std::int64_t ProfileTable::integer(const std::string& key, std::int64_t least, std::int64_t most) const {
  const toml::node& node = find(key);
  const auto value = node.value_exact<std::int64_t>();
  const std::string expected = fmt::format("{} as an integer from {} to {}", key, least, most);
  if (!value) throw InputError(file_, line(node), expected, "another type");
  if (*value < least || *value > most)
    throw InputError(file_, line(node), expected, fmt::format("{}", *value));
  return *value;
}

double ProfileTable::number(const std::string& key, double least, double most) const {
  return number_of(find(key), file_, key, least, most);
}

std::string ProfileTable::text(const std::string& key, const std::vector<std::string>& known) const {
  return text_of(find(key), file_, key, known);
}

std::vector<std::string> ProfileTable::texts(const std::string& key,
                                             const std::vector<std::string>& known) const {
  return list_of(find(key), file_, key,
                 [&](const toml::node& element) { return text_of(element, file_, key, known); });
}

std::vector<double> ProfileTable::numbers(const std::string& key, double least, double most) const {
  return list_of(find(key), file_, key,
                 [&](const toml::node& element) { return number_of(element, file_, key, least, most); });
}

void ProfileTable::finish() const {
  for (const auto& [key, value] : table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    throw InputError(file_, fmt::format("line {}", key.source().begin.line),
                     fmt::format("only the keys {}", fmt::join(asked_, ", ")), std::string(key.str()));
  }
}

}  // namespace dsc
