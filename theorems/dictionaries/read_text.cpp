#include "theorems/dictionaries/read_text.h"

#include <charconv>
#include <system_error>

#include "theorems/dictionaries/read_checks.h"

namespace dsc::reading {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool blank(char c) { return c == ' ' || c == '\t'; }

/// Takes a sign off `text`; true if it was a minus.
bool take_minus(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  return minus;
}

bool names_no_finite_number(std::string_view unsigned_literal) {
  const std::string name = lower_case(unsigned_literal);
  return name == "inf" || name == "infinity" || name == "nan" || name.starts_with("nan(");
}

}  // namespace

InputError TextPlace::error(const std::string& expected, const std::string& found) const {
  std::string place = "line " + std::to_string(line);
  if (field > 0) place += std::string(", ") + kind + " " + std::to_string(field);
  return InputError(file, place, expected, found);
}

bool Lines::next(std::string_view& line) {
  if (rest_.empty()) return false;
  const auto end = rest_.find('\n');
  line = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++number_;
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view take_word(std::string_view& rest) {
  std::size_t begin = 0;
  while (begin < rest.size() && blank(rest[begin])) ++begin;
  std::size_t end = begin;
  while (end < rest.size() && !blank(rest[end])) ++end;
  const std::string_view word = rest.substr(begin, end - begin);
  rest.remove_prefix(end);
  return word;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string quoted(std::string_view text) {
  if (text.empty()) return "nothing";
  constexpr std::size_t longest = 40;
  constexpr char hex[] = "0123456789abcdef";
  std::string shown = "\"";
  for (const char c : text.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      shown += c;
    } else {
      shown += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
    }
  }
  return shown + (text.size() > longest ? "…\"" : "\"");
}

double nearest_double(std::string_view literal, const TextPlace& place) {
  std::string_view digits = literal;
  const bool minus = take_minus(digits);
  const bool hexadecimal = digits.starts_with("0x") || digits.starts_with("0X");
  if (hexadecimal) digits.remove_prefix(2);
  // from_chars would take a second sign, and words such as "inf".
  const std::string_view beginnings = hexadecimal ? ".0123456789abcdefABCDEF" : ".0123456789";
  if (digits.empty() || beginnings.find(digits[0]) == std::string_view::npos) {
    const bool word = !hexadecimal && names_no_finite_number(digits);
    throw place.error(word ? "a finite number" : "a number", quoted(literal));
  }
  double value = 0;
  const auto format = hexadecimal ? std::chars_format::hex : std::chars_format::general;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value, format);
  if (fault == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    throw place.error("a number", quoted(literal));
  }
  if (fault == std::errc::result_out_of_range) {
    throw place.error("0 or a number from 4.9e-324 to 1.8e308 in size, the range of a double",
                      quoted(literal));
  }
  return minus ? -value : value;
}

double exact_integer(std::string_view literal, const TextPlace& place) {
  std::string_view digits = literal;
  const bool minus = take_minus(digits);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    throw place.error("an integer", quoted(literal));
  }
  std::uint64_t magnitude = 0;
  const auto fault = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude).ec;
  if (fault != std::errc() || !fits_double(magnitude)) {
    throw place.error("an integer of at most 64 bits that a double holds exactly", quoted(literal));
  }
  const auto value = static_cast<double>(magnitude);
  return minus ? -value : value;
}

std::int64_t count(std::string_view literal, const std::string& expected, const TextPlace& place) {
  std::int64_t value = 0;
  const char* last = literal.data() + literal.size();
  const auto [end, fault] = std::from_chars(literal.data(), last, value);
  if (literal.empty() || !digit(literal[0]) || fault != std::errc() || end != last) {
    throw place.error(expected, quoted(literal));
  }
  return value;
}

}  // namespace dsc::reading
