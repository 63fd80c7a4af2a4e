#include "theorems/dictionaries/read_npy_header.h"

#include <charconv>
#include <system_error>
#include <vector>

#include "harness/error.h"
#include "theorems/dictionaries/read_text.h"

namespace dsc::reading {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

/// Reads the dictionary, a Python literal, from left to right.
class HeaderParser {
 public:
  HeaderParser(std::string_view dictionary, std::uint64_t offset, const std::string& name,
               std::size_t least_axes, std::size_t most_axes, const std::string& axes)
      : text_(dictionary), offset_(offset), name_(name), least_(least_axes), most_(most_axes), axes_(axes) {}

  ArrayLayout parse() {
    expect('{', "a dictionary");
    while (!take('}')) {
      entry();
      if (take(',')) continue;
      expect('}', "\",\" or \"}\"");
      break;
    }
    skip_blanks();
    if (at_ < text_.size()) throw error("nothing after the dictionary");
    if (!has_type_ || !has_order_ || !has_shape_) {
      throw error("the keys 'descr', 'fortran_order' and 'shape' in the dictionary");
    }
    return header_;
  }

 private:
  void entry() {
    skip_blanks();
    const std::size_t start = at_;
    const std::string_view key = quoted_string("a key in quotes");
    bool* seen = key == "descr"           ? &has_type_
                 : key == "fortran_order" ? &has_order_
                 : key == "shape"         ? &has_shape_
                                          : nullptr;
    if (seen == nullptr || *seen) {
      at_ = start;
      throw error("the keys 'descr', 'fortran_order' and 'shape', each once");
    }
    *seen = true;
    expect(':', "\":\"");
    skip_blanks();
    if (seen == &has_type_) type();
    if (seen == &has_order_) order();
    if (seen == &has_shape_) shape();
  }

  void type() {
    const std::string expected =
        "a type of '<' or '>' and f2, f4, f8, i1, i2, i4, i8, u1, u2, u4 or u8 (real numbers, no structure)";
    const std::size_t start = at_;
    const std::string_view type = quoted_string(expected);
    const auto fail = [&] {
      at_ = start;
      return error(expected);
    };
    if (type.size() != 3) throw fail();
    const char order = type[0];
    header_.kind = type[1];
    header_.size = type[2] - '0';
    header_.big_endian = order == '>';
    const bool known =
        std::string_view(header_.kind == 'f' ? "248" : "1248").find(type[2]) != std::string_view::npos;
    const bool number = header_.kind == 'f' || header_.kind == 'i' || header_.kind == 'u';
    const bool ordered = order == '<' || order == '>' || (order == '|' && header_.size == 1);
    if (!known || !number || !ordered) throw fail();
  }

  void order() {
    for (const std::string_view word : {"True", "False"}) {
      if (text_.substr(at_).starts_with(word)) {
        header_.fortran_order = word == "True";
        at_ += word.size();
        return;
      }
    }
    throw error("True or False");
  }

  void shape() {
    const std::size_t start = at_;
    expect('(', "a shape in parentheses");
    std::vector<std::int64_t> extents;
    while (!take(')')) {
      if (extents.size() == most_) break;
      extents.push_back(extent());
      if (take(',')) continue;
      expect(')', "\",\" or \")\"");
      // In Python, (8) without a comma is a number, no tuple.
      if (extents.size() == 1) extents.clear();
      break;
    }
    if (extents.size() < least_ || extents.size() > most_ || text_[at_ - 1] != ')') {
      at_ = start;
      throw error("a shape of " + axes_);
    }
    header_.shape = extents;
  }

  std::int64_t extent() {
    skip_blanks();
    std::int64_t value = 0;
    const char* first = text_.data() + at_;
    const auto [end, fault] = std::from_chars(first, text_.data() + text_.size(), value);
    if (fault != std::errc() || value < 0) throw error("a number of rows or columns below 2^63");
    at_ += static_cast<std::size_t>(end - first);
    if (at_ < text_.size() && text_[at_] == 'L') ++at_;  // a long integer, as Python 2 wrote it
    return value;
  }

  std::string_view quoted_string(const std::string& expected) {
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '\'' && quote != '"') throw error(expected);
    const auto end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) throw error("a string that ends");
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return inside;
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
  }
  bool take(char wanted) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted, const std::string& expected) {
    if (!take(wanted)) throw error(expected);
  }
  InputError error(const std::string& expected) const {
    return InputError(name_, "byte " + std::to_string(offset_ + at_), expected,
                      at_ == text_.size() ? "the end of the header" : quoted(text_.substr(at_)));
  }

  std::string_view text_;
  std::uint64_t offset_;
  const std::string& name_;
  std::size_t least_, most_;
  const std::string& axes_;
  std::size_t at_ = 0;
  ArrayLayout header_;
  bool has_type_ = false, has_order_ = false, has_shape_ = false;
};

}  // namespace

ArrayLayout read_npy_header(std::string_view bytes, const std::string& name, std::size_t least_axes,
                            std::size_t most_axes, const std::string& axes) {
  if (!bytes.starts_with(magic)) {
    throw InputError(name, "byte 0", "the magic bytes \\x93NUMPY", quoted(bytes.substr(0, magic.size())));
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (bytes.size() < 8) throw InputError(name, "byte 6", "a version", "the end of the file");
  const int major = byte(6), minor = byte(7);
  if (major < 1 || major > 3 || minor != 0) {
    throw InputError(name, "byte 6", "version 1.0, 2.0 or 3.0",
                     std::to_string(major) + "." + std::to_string(minor));
  }
  const std::size_t width = major == 1 ? 2 : 4;  // bytes of the length of the dictionary, which follows it
  const std::size_t start = 8 + width;
  if (bytes.size() < start)
    throw InputError(name, "byte 8", "the length of the header", "the end of the file");
  std::uint64_t length = 0;
  for (std::size_t i = width; i-- > 0;) length = length << 8 | byte(8 + i);
  if (length > bytes.size() - start) {
    throw InputError(
        name, "byte 8", "a header no longer than the file",
        std::to_string(length) + " with " + std::to_string(bytes.size() - start) + " bytes left");
  }
  ArrayLayout header =
      HeaderParser(bytes.substr(start, length), start, name, least_axes, most_axes, axes).parse();
  header.length = start + length;
  return header;
}

}  // namespace dsc::reading
