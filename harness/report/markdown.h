#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Markdown in which no text of a record can do anything but be read.
namespace dsc::report {

/// Control characters and line breaks as spaces, runs of spaces as one, none at the ends.
std::string single_line(const std::string& text);

/// Text as HTML text: &, <, > and quotes as entities.
std::string html(const std::string& text);

/// Any text as inline markdown that reads as the text itself, fit for a table cell: markdown's, HTML's and
/// GitHub's special characters are escaped, line breaks become spaces.
std::string escaped(const std::string& text);

/// A code span; text that holds a backquote or a bar is escaped instead.
std::string code(const std::string& text);

/// `[text](target)`. `text` is markdown already; `target` is a path, escaped here, whose '#fragment', if any,
/// is kept.
std::string link(const std::string& text, const std::string& target);

/// A display formula in a ```math block, which GitHub, GitLab and VS Code leave untouched until it is typeset
/// (between dollars, markdown would take `\{` and `*` for its own).
std::string formula(const std::string& latex);

/// A table whose cells are markdown already.
class TableText {
 public:
  /// `right` lists the columns set flush right.
  explicit TableText(std::vector<std::string> columns, std::vector<std::size_t> right = {});
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  std::size_t size() const { return rows_.size(); }
  /// The whole table, ending in an empty line.
  std::string all() const;
  /// The first `most` rows, the rest (up to `folded` of them) folded away under a line that says how many
  /// there are; what exceeds that is only counted, with `where` (markdown) as the place to find it.
  std::string folded(std::size_t most, std::size_t folded, const std::string& where) const;

 private:
  std::string rows(std::size_t begin, std::size_t end) const;
  std::vector<std::string> columns_;
  std::vector<std::size_t> right_;
  std::vector<std::vector<std::string>> rows_;
};

/// Four significant digits, but never "1" for what is not 1: then the distance from 1 is shown.
std::string ratio(double value);
/// "812 bytes", "3.2 KiB", "1.4 MiB", "2.0 GiB".
std::string size(std::uint64_t bytes);
/// "1 claim", "2 claims".
std::string plural(std::size_t count, const std::string& thing);

}  // namespace dsc::report
