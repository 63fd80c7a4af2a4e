#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/error.h"

/// The ground under the readers of text formats: lines, places, numbers.
namespace dsc::reading {

/// Where a word of a text file stands. Cheap to make; words are found only for the message.
struct TextPlace {
  const std::string& file;
  std::int64_t line;            ///< from 1
  std::int64_t field = 0;       ///< from 1; 0 if the whole line is meant
  const char* kind = "column";  ///< what the file calls a field

  InputError error(const std::string& expected, const std::string& found) const;
};

/// Goes through the lines of a text; lines end in LF or CR LF, the last one with or without.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  /// Sets `line` to the next line without its end; false at the end of the text.
  bool next(std::string_view& line);
  /// Number of the line that next() gave last, from 1.
  std::int64_t number() const { return number_; }
  /// Bytes not read yet.
  std::uint64_t remaining() const { return rest_.size(); }

 private:
  std::string_view rest_;
  std::int64_t number_ = 0;
};

/// `text` without the blanks and tabs around it.
std::string_view trimmed(std::string_view text);

/// Takes the first word, up to a blank or a tab, off `rest`; empty if there is none.
std::string_view take_word(std::string_view& rest);

/// `text` in lower case, ASCII letters only, whatever the locale.
std::string lower_case(std::string_view text);

/// `text` for a message: in quotes, control and non-ASCII bytes as \xNN, cut after 40 bytes; "nothing" if
/// empty.
std::string quoted(std::string_view text);

/// The finite double nearest to a decimal or hexadecimal (0x) literal.
/// Errors: not a number, not finite, beyond the range of a double, or zero although the literal is not.
double nearest_double(std::string_view literal, const TextPlace& place);

/// The value of a decimal integer that a double holds exactly. Errors: anything else.
double exact_integer(std::string_view literal, const TextPlace& place);

/// A decimal integer without sign. Errors: anything else, or above 2^63 - 1.
std::int64_t count(std::string_view literal, const std::string& expected, const TextPlace& place);

}  // namespace dsc::reading
