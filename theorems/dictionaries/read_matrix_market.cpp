#include <vector>

#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_matrix.h"
#include "theorems/dictionaries/read_text.h"

namespace dsc {
namespace {

using reading::quoted;
using reading::TextPlace;

enum class Format { array, coordinate };
enum class Field { real, integer };
enum class Symmetry { general, symmetric, skew };

/// Reads the parts of a Matrix Market text in the order in which they stand.
class MatrixMarket {
 public:
  MatrixMarket(std::string_view text, const std::string& name, const ReadLimits& limits)
      : lines_(text), name_(name), limits_(limits) {}

  Eigen::MatrixXd read() {
    read_banner();
    read_size();
    check_room();
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(rows_, columns_);
    format_ == Format::array ? read_array(matrix) : read_coordinates(matrix);
    expect_end();
    if (!limits_.zero_columns) reading::check_columns(matrix, name_);
    return matrix;
  }

 private:
  void read_banner();
  void read_size();
  void check_room() const;
  void read_array(Eigen::MatrixXd& matrix);
  void read_coordinates(Eigen::MatrixXd& matrix);
  void expect_end();

  /// The next line with something on it besides a comment; InputError if there is none.
  std::string_view content_line(const std::string& expected);
  /// Takes the next word off the line: the field that errors name.
  std::string_view word(std::string_view& line) {
    ++field_;
    return reading::take_word(line);
  }
  void expect_line_end(std::string_view line);
  TextPlace place() const { return {name_, lines_.number(), field_, "field"}; }
  double number(std::string_view literal) const {
    return field_type_ == Field::integer ? reading::exact_integer(literal, place())
                                         : reading::nearest_double(literal, place());
  }
  std::int64_t size_field(std::string_view& line, const char* what) {
    const std::string_view literal = word(line);
    return reading::count(literal, what, place());
  }
  std::int64_t index(std::string_view literal, std::int64_t size, const char* what) const;
  void place_entry(Eigen::MatrixXd& matrix, std::int64_t row, std::int64_t column, double value) const;
  std::string entry_of(std::int64_t i) const {
    return "entry " + std::to_string(i + 1) + " of " + std::to_string(entries_);
  }

  reading::Lines lines_;
  const std::string& name_;
  const ReadLimits& limits_;
  std::int64_t field_ = 0;
  Format format_ = Format::array;
  Field field_type_ = Field::real;
  Symmetry symmetry_ = Symmetry::general;
  std::int64_t rows_ = 0, columns_ = 0, entries_ = 0;
};

void MatrixMarket::read_banner() {
  std::string_view line;
  lines_.next(line);
  const auto choose = [&](const auto& choices, const std::string& expected) {
    const std::string_view found = word(line);
    const std::string key = reading::lower_case(found);
    for (const auto& [name, value] : choices) {
      if (key == name) return value;
    }
    throw place().error(expected, quoted(found));
  };
  using std::pair;
  choose(std::vector<pair<std::string, int>>{{"%%matrixmarket", 0}}, "\"%%MatrixMarket\"");
  choose(std::vector<pair<std::string, int>>{{"matrix", 0}}, "\"matrix\"");
  format_ = choose(
      std::vector<pair<std::string, Format>>{{"array", Format::array}, {"coordinate", Format::coordinate}},
      "\"array\" or \"coordinate\"");
  field_type_ =
      choose(std::vector<pair<std::string, Field>>{{"real", Field::real}, {"integer", Field::integer}},
             "\"real\" or \"integer\"");
  symmetry_ = choose(std::vector<pair<std::string, Symmetry>>{{"general", Symmetry::general},
                                                              {"symmetric", Symmetry::symmetric},
                                                              {"skew-symmetric", Symmetry::skew}},
                     "\"general\", \"symmetric\" or \"skew-symmetric\"");
  expect_line_end(line);
}

std::string_view MatrixMarket::content_line(const std::string& expected) {
  std::string_view line;
  while (lines_.next(line)) {
    if (!line.starts_with('%') && !reading::trimmed(line).empty()) {
      field_ = 0;
      return line;
    }
  }
  throw InputError(name_, "line " + std::to_string(lines_.number()), expected, "the end of the file");
}

void MatrixMarket::expect_line_end(std::string_view line) {
  const std::string_view extra = word(line);
  if (!extra.empty()) throw place().error("the end of the line", quoted(extra));
}

void MatrixMarket::read_size() {
  std::string_view line = content_line("the line with the size");
  rows_ = size_field(line, "the number of rows");
  columns_ = size_field(line, "the number of columns");
  if (format_ == Format::coordinate) entries_ = size_field(line, "the number of entries");
  expect_line_end(line);
  field_ = 0;
  reading::check_shape(rows_, columns_, name_, "line " + std::to_string(lines_.number()), limits_);
  if (symmetry_ != Symmetry::general && rows_ != columns_) {
    throw place().error("as many rows as columns, as the matrix is symmetric",
                        std::to_string(rows_) + " and " + std::to_string(columns_));
  }
  if (format_ == Format::array) {
    entries_ = symmetry_ == Symmetry::general     ? rows_ * columns_
               : symmetry_ == Symmetry::symmetric ? rows_ * (rows_ + 1) / 2
                                                  : rows_ * (rows_ - 1) / 2;
  }
}

/// Nothing is allocated for a header that the rest of the file cannot bear out.
void MatrixMarket::check_room() const {
  const auto least_bytes = static_cast<std::uint64_t>(format_ == Format::array ? 2 : 6);  // "1\n", "1 1 1\n"
  if (static_cast<std::uint64_t>(entries_) > (lines_.remaining() + 1) / least_bytes) {
    throw place().error("room for the entries that it promises: " + std::to_string(entries_),
                        std::to_string(lines_.remaining()) + " bytes after it");
  }
  const std::int64_t filled = symmetry_ == Symmetry::general ? entries_ : 2 * entries_;
  if (filled < columns_) {
    throw place().error("an entry other than zero in each of " + std::to_string(columns_) + " columns",
                        std::to_string(entries_) + " entries");
  }
}

void MatrixMarket::place_entry(Eigen::MatrixXd& matrix, std::int64_t row, std::int64_t column,
                               double value) const {
  matrix(row, column) = value;
  if (symmetry_ == Symmetry::general || row == column) return;
  matrix(column, row) = symmetry_ == Symmetry::skew ? -value : value;
}

void MatrixMarket::read_array(Eigen::MatrixXd& matrix) {
  std::int64_t read = 0;
  for (std::int64_t column = 0; column < columns_; ++column) {
    const std::int64_t first = symmetry_ == Symmetry::general     ? 0
                               : symmetry_ == Symmetry::symmetric ? column
                                                                  : column + 1;
    for (std::int64_t row = first; row < rows_; ++row, ++read) {
      std::string_view line = content_line(entry_of(read));
      place_entry(matrix, row, column, number(word(line)));
      expect_line_end(line);
    }
  }
}

std::int64_t MatrixMarket::index(std::string_view literal, std::int64_t size, const char* what) const {
  const std::string expected = std::string(what) + " from 1 to " + std::to_string(size);
  const std::int64_t value = reading::count(literal, expected, place());
  if (value < 1 || value > size) throw place().error(expected, quoted(literal));
  return value - 1;
}

void MatrixMarket::read_coordinates(Eigen::MatrixXd& matrix) {
  std::vector<bool> given(static_cast<std::size_t>(rows_ * columns_));
  for (std::int64_t read = 0; read < entries_; ++read) {
    std::string_view line = content_line(entry_of(read));
    const std::int64_t row = index(word(line), rows_, "a row");
    const std::int64_t column = index(word(line), columns_, "a column");
    const double value = number(word(line));
    expect_line_end(line);
    field_ = 0;
    const std::string where = "row " + std::to_string(row + 1) + ", column " + std::to_string(column + 1);
    if (symmetry_ == Symmetry::symmetric && row < column) {
      throw place().error("an entry on or below the diagonal, as the matrix is symmetric", where);
    }
    if (symmetry_ == Symmetry::skew && row <= column) {
      throw place().error("an entry below the diagonal, as the matrix is skew-symmetric", where);
    }
    const auto at = static_cast<std::size_t>(row * columns_ + column);
    if (given[at]) throw place().error("each entry once", where + " again");
    given[at] = true;
    place_entry(matrix, row, column, value);
  }
}

void MatrixMarket::expect_end() {
  std::string_view line;
  while (lines_.next(line)) {
    if (line.starts_with('%') || reading::trimmed(line).empty()) continue;
    field_ = 0;
    throw place().error("the end of the file after " + std::to_string(entries_) + " entries", quoted(line));
  }
}

}  // namespace

Eigen::MatrixXd read_matrix_market(std::string_view text, const std::string& name, const ReadLimits& limits) {
  reading::check_length(text.size(), name, limits);
  return MatrixMarket(text, name, limits).read();
}

}  // namespace dsc
