#include <optional>

#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_matrix.h"
#include "theorems/dictionaries/read_text.h"

namespace dsc {
namespace {

using reading::Lines;
using reading::TextPlace;

enum class Separator : char { comma = ',', semicolon = ';', tab = '\t', blanks = ' ' };

Separator separator_of(std::string_view row) {
  for (const Separator choice : {Separator::comma, Separator::semicolon, Separator::tab}) {
    if (row.find(static_cast<char>(choice)) != std::string_view::npos) return choice;
  }
  return Separator::blanks;
}

/// Drops a comment. A `#` inside a word stays, or "1.#INF" would be read as 1.
std::string_view without_comment(std::string_view line) {
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

/// The rows of the text: lines with something on them besides a comment.
class Rows {
 public:
  explicit Rows(std::string_view text) : lines_(text) {}
  bool next(std::string_view& row) {
    while (lines_.next(row)) {
      row = without_comment(row);
      if (!reading::trimmed(row).empty()) return true;
    }
    return false;
  }
  std::int64_t line() const { return lines_.number(); }

 private:
  Lines lines_;
};

/// The cells of one row, in order.
class Cells {
 public:
  Cells(std::string_view row, Separator separator)
      : rest_(separator == Separator::blanks ? reading::trimmed(row) : row), separator_(separator) {}

  bool next(std::string_view& cell) {
    if (!more_) return false;
    if (separator_ == Separator::blanks) {
      cell = reading::take_word(rest_);
      more_ = !rest_.empty();
    } else {
      const auto end = rest_.find(static_cast<char>(separator_));
      more_ = end != std::string_view::npos;
      cell = reading::trimmed(rest_.substr(0, end));
      rest_.remove_prefix(more_ ? end + 1 : rest_.size());
    }
    return true;
  }

 private:
  std::string_view rest_;
  Separator separator_;
  bool more_ = true;
};

std::int64_t count_cells(std::string_view row, Separator separator) {
  std::int64_t cells = 0;
  Cells rest(row, separator);
  for (std::string_view cell; rest.next(cell);) ++cells;
  return cells;
}

template <class Take>
void for_each_number(std::string_view row, Separator separator, const std::string& name, std::int64_t line,
                     const Take& take) {
  std::int64_t column = 0;
  Cells rest(row, separator);
  for (std::string_view cell; rest.next(cell); ++column) {
    take(column, reading::nearest_double(cell, TextPlace{name, line, column + 1}));
  }
}

struct Layout {
  Separator separator;
  std::int64_t rows, columns, first_line;
};

/// Counts before anything is allocated, so that memory is bounded by what the text really holds.
Layout layout_of(std::string_view text, const std::string& name) {
  std::optional<Layout> layout;
  Rows rows(text);
  for (std::string_view row; rows.next(row);) {
    if (!layout) {
      const Separator separator = separator_of(row);
      // A line of titles should be called that, not a row of another length than the rows under it.
      for_each_number(row, separator, name, rows.line(), [](std::int64_t, double) {});
      layout = Layout{separator, 0, count_cells(row, separator), rows.line()};
    }
    const std::int64_t cells = count_cells(row, layout->separator);
    if (cells != layout->columns) {
      throw TextPlace{name, rows.line()}.error(
          std::to_string(layout->columns) + " numbers as in line " + std::to_string(layout->first_line),
          std::to_string(cells));
    }
    ++layout->rows;
  }
  if (!layout) throw InputError(name, "", "a row of numbers", "only blank lines and comments");
  return *layout;
}

}  // namespace

Eigen::MatrixXd read_csv(std::string_view text, const std::string& name, const ReadLimits& limits) {
  reading::check_length(text.size(), name, limits);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // spreadsheets write one
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const Layout layout = layout_of(text, name);
  reading::check_shape(layout.rows, layout.columns, name, "", limits);
  Eigen::MatrixXd matrix(layout.rows, layout.columns);
  Rows rows(text);
  Eigen::Index index = 0;
  for (std::string_view row; rows.next(row); ++index) {
    for_each_number(row, layout.separator, name, rows.line(),
                    [&](std::int64_t column, double value) { matrix(index, column) = value; });
  }
  if (!limits.zero_columns) reading::check_columns(matrix, name);
  return matrix;
}

}  // namespace dsc
