#include "harness/fields/profile_table.h"

#include <algorithm>

namespace dsc {
namespace {

template <class Read>
auto list_of(const Field& field, const Read& read) {
  const std::vector<Field> elements = field.items();
  if (elements.empty()) field.reject("a list of at least one value");
  std::vector<decltype(read(field))> values;
  for (const Field& element : elements) {
    values.push_back(read(element));
    if (std::count(values.begin(), values.end(), values.back()) > 1) element.reject("each value once");
  }
  return values;
}

}  // namespace

Field ProfileTable::ask(const std::string& key) const {
  asked_.push_back(key);
  return table_[key];
}

bool ProfileTable::flag(const std::string& key, bool otherwise) const {
  asked_.push_back(key);
  const auto found = table_.find(key);
  return found ? found->flag() : otherwise;
}

std::vector<std::string> ProfileTable::texts(const std::string& key,
                                             const std::vector<std::string>& known) const {
  return list_of(ask(key), [&](const Field& element) { return element.text(known); });
}

std::vector<double> ProfileTable::numbers(const std::string& key, double least, double most) const {
  return list_of(ask(key), [&](const Field& element) { return element.number(least, most); });
}

}  // namespace dsc
