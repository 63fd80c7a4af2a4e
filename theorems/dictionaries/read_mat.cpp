#include <bit>
#include <optional>

#include "harness/error.h"
#include "theorems/dictionaries/array_layout.h"
#include "theorems/dictionaries/inflate.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_text.h"
#include "theorems/dictionaries/variables.h"

namespace dsc {
namespace {

constexpr std::size_t header_length = 128, head_length = 4096;
constexpr std::uint32_t mi_matrix = 14, mi_compressed = 15;

std::uint64_t padded(std::uint64_t size) { return (size + 7) / 8 * 8; }

/// Unsigned words at a place, in the file's byte order. Errors: beyond the end.
class Words {
 public:
  Words(std::string_view bytes, bool big_endian, const std::string& name)
      : bytes_(bytes), big_endian_(big_endian), name_(name) {}

  std::uint32_t at(std::uint64_t place) const {
    if (place > bytes_.size() || bytes_.size() - place < 4) throw error(place, "4 more bytes", "the end");
    std::uint32_t value = 0;
    for (std::uint64_t i = 0; i < 4; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes_[place + (big_endian_ ? i : 3 - i)]);
    return value;
  }
  std::string_view text(std::uint64_t place, std::uint64_t size) const {
    if (place > bytes_.size() || bytes_.size() - place < size)
      throw error(place, std::to_string(size) + " more bytes", "the end");
    return bytes_.substr(place, size);
  }
  InputError error(std::uint64_t place, const std::string& expected, const std::string& found) const {
    return {name_, "byte " + std::to_string(place), expected, found};
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
  const std::string& name_;
};

/// The tag of a data element: "small" ones keep up to four bytes within it.
struct Tag {
  std::uint32_t type;
  std::uint64_t size, data, next;
};

Tag tag_at(const Words& words, std::uint64_t place) {
  const std::uint32_t first = words.at(place);
  const std::uint32_t small = first >> 16;
  if (small > 4) throw words.error(place, "a tag of a MATLAB data element", std::to_string(first));
  if (small > 0) return {first & 0xffff, small, place + 4, place + 8};
  const std::uint64_t size = words.at(place + 4);
  return {first, size, place + 8, place + 8 + padded(size)};
}

struct Class {
  const char* name;
  const char* obstacle;
};

Class class_of(std::uint32_t flags) {
  constexpr Class classes[] = {
      {"unknown", "an unknown class"},
      {"cell", "a cell array"},
      {"struct", "a structure"},
      {"object", "an object"},
      {"char", "text"},
      {"sparse", "a sparse matrix: save full(A)"},
      {"double", ""},
      {"single", ""},
      {"int8", ""},
      {"uint8", ""},
      {"int16", ""},
      {"uint16", ""},
      {"int32", ""},
      {"uint32", ""},
      {"int64", ""},
      {"uint64", ""},
      {"function", "a function"},
      {"opaque", "an object"},
  };
  const std::uint32_t number = flags & 0xff;
  Class found = classes[number < std::size(classes) ? number : 0];
  if (*found.obstacle == '\0' && (flags & 0x800) != 0) found.obstacle = "complex numbers";
  if (*found.obstacle == '\0' && (flags & 0x200) != 0) found.obstacle = "logical values: save double(A)";
  return found;
}

/// A top-level element of the file, and what the head of the matrix in it says.
struct Element {
  Variable variable{};
  std::uint64_t begin = 0, size = 0;  ///< of its data in the file
  bool packed = false;
  std::uint64_t data = 0;  ///< where the tag of the real parts stands, from the tag of the matrix on
};

void read_head(Element& element, std::string_view head, bool big_endian, const std::string& name) {
  const Words words(head, big_endian, name);
  const Tag matrix = tag_at(words, 0);
  if (matrix.type != mi_matrix)
    throw words.error(0, "a matrix", "element type " + std::to_string(matrix.type));
  const Tag flags = tag_at(words, 8);
  if (flags.type != 6 || flags.size != 8) throw words.error(8, "array flags", "another element");
  const Class kind = class_of(words.at(flags.data));
  element.variable.type = kind.name;
  element.variable.obstacle = kind.obstacle;
  std::uint64_t place = flags.next;
  if ((words.at(flags.data) & 0xff) != 17) {  // an opaque object has no dimensions
    const Tag dimensions = tag_at(words, place);
    if (dimensions.type != 5 || dimensions.size % 4 != 0 || dimensions.size < 8)
      throw words.error(place, "two dimensions or more", "another element");
    for (std::uint64_t at = dimensions.data; at < dimensions.data + dimensions.size; at += 4)
      element.variable.shape.push_back(static_cast<std::int32_t>(words.at(at)));
    place = dimensions.next;
  }
  const Tag called = tag_at(words, place);
  if (called.type != 1 && called.type != 2) throw words.error(place, "a name", "another element");
  element.variable.name = reading::printable(words.text(called.data, called.size));
  element.data = called.next;
  if (element.variable.obstacle.empty() && element.variable.shape.size() > 4)
    element.variable.obstacle = "one of more than four dimensions";
}

bool big_endian_of(std::string_view bytes, const std::string& name) {
  const std::string expected = "a MATLAB file of version 5 to 7";
  if (bytes.size() < header_length) throw InputError(name, "", expected, "one that is too short");
  constexpr std::string_view hdf5 = "\x89HDF\r\n\x1a\n";
  const bool is_hdf5 = bytes.starts_with(hdf5) || bytes.starts_with("MATLAB 7.3") ||
                       (bytes.size() >= 520 && bytes.substr(512, 8) == hdf5);
  if (is_hdf5)
    throw InputError(name, "", expected, "version 7.3 (HDF5): save it again with save(..., '-v7')");
  const std::string_view mark = bytes.substr(124, 4);
  if (mark == std::string_view("\x00\x01IM", 4)) return false;
  if (mark == std::string_view("\x01\x00MI", 4)) return true;
  throw InputError(name, "byte 124", expected + " (version 0x0100 and IM or MI)", reading::quoted(mark));
}

std::vector<Element> elements(std::string_view bytes, const std::string& name) {
  const bool big_endian = big_endian_of(bytes, name);
  const Words words(bytes, big_endian, name);
  std::vector<Element> all;
  for (std::uint64_t place = header_length; place < bytes.size();) {
    const std::uint32_t type = words.at(place);
    const std::uint64_t size = words.at(place + 4);
    if (type != mi_matrix && type != mi_compressed)
      throw words.error(place, "a variable", "element type " + std::to_string(type));
    Element element{.begin = place + 8, .size = size, .packed = type == mi_compressed};
    const std::string_view data = words.text(element.begin, size);
    if (element.packed) {
      const std::string where = "byte " + std::to_string(element.begin);
      read_head(element, reading::inflated_head(data, reading::Packing::zlib, head_length, name, where),
                big_endian, name);
    } else {
      read_head(element, bytes.substr(place, size + 8), big_endian, name);
    }
    // MATLAB keeps what belongs to objects in a matrix without a name.
    if (!element.variable.name.empty()) all.push_back(std::move(element));
    place += 8 + size;
  }
  return all;
}

std::vector<Variable> variables(const std::vector<Element>& all) {
  std::vector<Variable> found;
  for (const Element& element : all) found.push_back(element.variable);
  return found;
}

/// Type and length of the numbers of a data element; none if it holds no numbers.
std::optional<reading::ArrayLayout> numbers(std::uint32_t type) {
  constexpr std::string_view kinds = " iuiuiuf f  iu";  // by the number of the type, from 0
  constexpr std::string_view sizes = " 1122444 8  88";
  if (type >= kinds.size() || kinds[type] == ' ') return std::nullopt;
  return reading::ArrayLayout{.kind = kinds[type], .size = sizes[type] - '0'};
}

}  // namespace

std::vector<Variable> list_mat(std::string_view bytes, const std::string& name) {
  return variables(elements(bytes, name));
}

Array read_mat(std::string_view bytes, const std::string& name, const std::string& variable,
               const ReadLimits& limits) {
  reading::check_length(bytes.size(), name, limits);
  const std::vector<Element> all = elements(bytes, name);
  const Element& element = all[reading::chosen(variables(all), variable, name)];
  const std::string called = reading::called(name, element.variable);
  const bool big_endian = big_endian_of(bytes, name);
  std::string_view matrix = bytes.substr(element.begin - 8, element.size + 8);
  std::string unpacked;
  if (element.packed) {
    const std::string_view packed = bytes.substr(element.begin, element.size);
    const std::string where = "byte " + std::to_string(element.begin);
    const std::string tag = reading::inflated_head(packed, reading::Packing::zlib, 8, name, where);
    const std::uint64_t size = std::uint64_t{8} + Words(tag, big_endian, called).at(4);
    reading::check_length(size, called, limits);
    unpacked = reading::inflated(packed, reading::Packing::zlib, size, called, where);
    matrix = unpacked;
  }
  const Words words(matrix, big_endian, called);
  const Tag data = tag_at(words, element.data);
  auto layout = numbers(data.type);
  if (!layout) throw words.error(element.data, "numbers", "element type " + std::to_string(data.type));
  words.text(data.data, data.size);  // proves that they are there
  layout->big_endian = big_endian;
  layout->fortran_order = true;
  layout->shape = element.variable.shape;
  layout->length = data.data;
  return reading::decode_array(matrix.substr(0, data.data + data.size), *layout, called, limits);
}

}  // namespace dsc
