#include <algorithm>
#include <set>

#include "program/commands.h"

namespace dsc {
namespace {

constexpr char kMark = '\x1e';  // record separator: no claim's name holds it

}  // namespace

std::vector<std::string> mark_exclusions(const std::vector<std::string>& arguments) {
  static const std::set<std::string> with_patterns = {"list", "verify", "experiment", "reproduce", "submit"};
  std::vector<std::string> marked = arguments;
  const auto command = std::find_if(marked.begin(), marked.end(), [](const std::string& word) {
    return word.empty() || word.front() != '-';
  });
  if (command == marked.end() || !with_patterns.contains(*command)) return marked;
  for (auto word = command + 1; word != marked.end(); ++word) {
    const bool excludes = word->size() > 1 && word->front() == '-' && (*word)[1] != '-' && *word != "-h";
    if (excludes) word->front() = kMark;
  }
  std::erase(marked, "--");
  return marked;
}

std::string unmark_exclusions(std::string text) {
  std::replace(text.begin(), text.end(), kMark, '-');
  return text;
}

void add_patterns(CLI::App& command, std::vector<std::string>& patterns) {
  command
      .add_option("PATTERN", patterns,
                  "Globs on ids (T2.*) or names of cells (T2.1/control); -PATTERN excludes; none: everything")
      ->transform([](const std::string& text) { return unmark_exclusions(text); }, "", "")
      ->expected(0, -1);
}

}  // namespace dsc
