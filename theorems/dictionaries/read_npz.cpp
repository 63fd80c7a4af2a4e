#include <zlib.h>

#include "harness/error.h"
#include "theorems/dictionaries/array_layout.h"
#include "theorems/dictionaries/inflate.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_npy_header.h"
#include "theorems/dictionaries/variables.h"

namespace dsc {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50, entry_mark = 0x02014b50, local_mark = 0x04034b50;

/// Numbers of a zip file, least significant byte first. Errors: beyond the end.
class Numbers {
 public:
  Numbers(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}
  std::uint32_t two(std::uint64_t place) const { return number(place, 2); }
  std::uint32_t four(std::uint64_t place) const { return number(place, 4); }
  std::string_view text(std::uint64_t place, std::uint64_t size) const {
    if (place > bytes_.size() || bytes_.size() - place < size)
      throw error(place, std::to_string(size) + " more bytes of a zip archive", "the end");
    return bytes_.substr(place, size);
  }
  InputError error(std::uint64_t place, const std::string& expected, const std::string& found) const {
    return {name_, "byte " + std::to_string(place), expected, found};
  }

 private:
  std::uint32_t number(std::uint64_t place, std::uint64_t size) const {
    const std::string_view digits = text(place, size);
    std::uint32_t value = 0;
    for (std::uint64_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(digits[i]);
    return value;
  }

  std::string_view bytes_;
  const std::string& name_;
};

struct Member {
  Variable variable{};
  std::uint32_t method = 0, sum = 0;
  std::uint64_t begin = 0, packed = 0, size = 0;
};

/// The end record stands last, before a comment of at most 65,535 bytes.
std::uint64_t end_record(std::string_view bytes, const Numbers& numbers) {
  constexpr std::uint64_t length = 22, longest_comment = 65535;
  for (std::uint64_t back = length; back <= length + longest_comment && back <= bytes.size(); ++back) {
    const std::uint64_t place = bytes.size() - back;
    if (bytes[place] == 'P' && numbers.four(place) == end_mark && numbers.two(place + 20) == back - length)
      return place;
  }
  throw numbers.error(bytes.size(), "the end record of a zip archive (.npz)", "none");
}

/// The beginning of a member, as much as a .npy header takes.
std::string head_of(std::string_view bytes, const Member& member, const std::string& name) {
  constexpr std::uint64_t most = 4096;
  const std::string_view packed = bytes.substr(member.begin, member.packed);
  if (member.method == 0) return std::string(packed.substr(0, most));
  return reading::inflated_head(packed, reading::Packing::deflate, most, name,
                                "byte " + std::to_string(member.begin));
}

void describe(std::string_view bytes, Member& member, const std::string& name) {
  if (member.method != 0 && member.method != 8) {
    member.variable.obstacle = "packing method " + std::to_string(member.method);
    return;
  }
  try {
    const reading::ArrayLayout layout =
        reading::read_npy_header(head_of(bytes, member, name), name, 1, 4, "one to four dimensions");
    member.variable.type =
        std::string(layout.big_endian ? ">" : "") + layout.kind + std::to_string(layout.size);
    member.variable.shape = layout.shape;
  } catch (const InputError&) {
    member.variable.obstacle = "no .npy array of one to four axes of real numbers";
  }
}

std::vector<Member> members(std::string_view bytes, const std::string& name) {
  const Numbers numbers(bytes, name);
  const std::uint64_t end = end_record(bytes, numbers);
  const std::uint32_t count = numbers.two(end + 10);
  std::uint64_t place = numbers.four(end + 16);
  if (count == 0xffff || place == 0xffffffff)
    throw numbers.error(end, "a zip archive of less than 4 GiB", "one in the format ZIP64");
  std::vector<Member> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (numbers.four(place) != entry_mark)
      throw numbers.error(place, "an entry of the archive's directory", "none");
    Member member{.method = numbers.two(place + 10),
                  .sum = numbers.four(place + 16),
                  .packed = numbers.four(place + 20),
                  .size = numbers.four(place + 24)};
    const std::uint32_t length = numbers.two(place + 28);
    member.variable.name = reading::printable(numbers.text(place + 46, length));
    if (member.variable.name.ends_with(".npy")) member.variable.name.resize(member.variable.name.size() - 4);
    const std::uint64_t local = numbers.four(place + 42);
    if (numbers.four(local) != local_mark) throw numbers.error(local, "a member of the archive", "none");
    member.begin = local + 30 + numbers.two(local + 26) + numbers.two(local + 28);
    numbers.text(member.begin, member.packed);  // proves that it is there
    if ((numbers.two(place + 8) & 1) != 0)
      member.variable.obstacle = "an encrypted one";
    else
      describe(bytes, member, name);
    all.push_back(std::move(member));
    place += 46 + std::uint64_t{length} + numbers.two(place + 30) + numbers.two(place + 32);
  }
  return all;
}

std::vector<Variable> variables(const std::vector<Member>& all) {
  std::vector<Variable> found;
  for (const Member& member : all) found.push_back(member.variable);
  return found;
}

}  // namespace

std::vector<Variable> list_npz(std::string_view bytes, const std::string& name) {
  return variables(members(bytes, name));
}

Array read_npz(std::string_view bytes, const std::string& name, const std::string& variable,
               const ReadLimits& limits) {
  reading::check_length(bytes.size(), name, limits);
  const std::vector<Member> all = members(bytes, name);
  const Member& member = all[reading::chosen(variables(all), variable, name)];
  const std::string called = reading::called(name, member.variable);
  reading::check_length(member.size, called, limits);
  std::string_view content = bytes.substr(member.begin, member.packed);
  std::string unpacked;
  if (member.method == 8) {
    unpacked = reading::inflated(content, reading::Packing::deflate, member.size, called,
                                 "byte " + std::to_string(member.begin));
    content = unpacked;
  }
  const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
  if (sum != member.sum)
    throw InputError(called, "", "bytes of the CRC-32 that the archive names", "damaged ones");
  return read_npy_array(content, called, limits);
}

}  // namespace dsc
