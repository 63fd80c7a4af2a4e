#include "theorems/dictionaries/variables.h"

#include <algorithm>
#include <iterator>

#include "harness/error.h"

namespace dsc::reading {
namespace {

/// A long name would fill the message.
std::string shortened(const std::string& text) { return text.size() <= 24 ? text : text.substr(0, 23) + "~"; }

std::string names(const std::vector<Variable>& all) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    text.append(i == 0 ? "" : ", ").append(shortened(all[i].name));
  return text + (all.size() > most ? ", …" : "");
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown(text);
  for (char& c : shown) {
    if (c < 0x20 || c > 0x7e) c = '?';
  }
  return shown;
}

std::size_t chosen(const std::vector<Variable>& all, const std::string& variable, const std::string& name) {
  if (all.empty()) throw InputError(name, "", "an array", "none");
  const auto readable = [](const Variable& v) { return v.obstacle.empty(); };
  const auto is_it = [&](const Variable& v) { return variable.empty() ? readable(v) : v.name == variable; };
  const auto place = std::find_if(all.begin(), all.end(), is_it);
  const auto count = std::count_if(all.begin(), all.end(), is_it);
  if (variable.empty() && count > 1) {
    std::vector<Variable> of_use;
    std::copy_if(all.begin(), all.end(), std::back_inserter(of_use), readable);
    throw InputError(name, "", "--variable with one of the names " + names(of_use),
                     "several arrays (--list shows all)");
  }
  if (place == all.end() && variable.empty() && all.size() > 1)
    throw InputError(name, "", "an array of real numbers", "none among " + names(all));
  if (place == all.end() && !variable.empty()) {
    throw InputError(name, "", "a variable of the name " + shortened(printable(variable)),
                     "only " + names(all));
  }
  if (count > 1) throw InputError(called(name, *place), "", "one array of that name", std::to_string(count));
  const Variable& found = place == all.end() ? all.front() : *place;
  if (!readable(found))
    throw InputError(called(name, found), "", "a full array of real numbers", found.obstacle);
  return static_cast<std::size_t>(place - all.begin());
}

std::string called(const std::string& name, const Variable& variable) {
  return name + ": variable " + shortened(variable.name);
}

}  // namespace dsc::reading
