#include "theorems/dictionaries/array_layout.h"

#include <bit>
#include <cmath>
#include <optional>

#include "harness/error.h"
#include "theorems/dictionaries/read_checks.h"

namespace dsc::reading {
namespace {

std::uint64_t load(const char* bytes, int size, bool big_endian) {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[big_endian ? i : size - 1 - i]);
  }
  return value;
}

/// IEEE binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction.
double from_half(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 31);
  const auto fraction = static_cast<double>(bits & 1023);
  double size = 0;
  if (exponent == 31) {
    size = fraction == 0 ? HUGE_VAL : std::nan("");
  } else {
    size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  }
  return bits >> 15 != 0 ? -size : size;
}

double from_float(std::uint64_t bits, int size, bool brain) {
  if (brain) return std::bit_cast<float>(static_cast<std::uint32_t>(bits << 16));
  if (size == 2) return from_half(bits);
  return size == 4 ? std::bit_cast<float>(static_cast<std::uint32_t>(bits)) : std::bit_cast<double>(bits);
}

/// The integer in `size` bytes; none if no double holds it.
std::optional<double> from_integer(std::uint64_t bits, int size, bool is_signed) {
  const std::uint64_t sign = std::uint64_t{1} << (8 * size - 1);
  const bool negative = is_signed && (bits & sign) != 0;
  const std::uint64_t mask = sign | (sign - 1);
  const std::uint64_t magnitude = negative ? (~bits + 1) & mask : bits;
  if (!fits_double(magnitude)) return std::nullopt;
  return negative ? -static_cast<double>(magnitude) : static_cast<double>(magnitude);
}

/// "row 2, column 1" for two axes, "entry [1, 0, 4]" for more; `at` counts from 0.
std::string place_of(const std::vector<std::int64_t>& at) {
  if (at.size() == 2) return "row " + std::to_string(at[0] + 1) + ", column " + std::to_string(at[1] + 1);
  std::string text = "entry [";
  for (std::size_t a = 0; a < at.size(); ++a) text += (a == 0 ? "" : ", ") + std::to_string(at[a]);
  return text + "]";
}

/// The entry in `size` bytes. Errors: not finite; an integer that no double holds.
class Decoder {
 public:
  Decoder(const ArrayLayout& layout, const std::string& name) : layout_(layout), name_(name) {}

  double operator()(const char* data, std::uint64_t offset, const std::vector<std::int64_t>& at) const {
    const std::uint64_t bits = load(data, layout_.size, layout_.big_endian);
    if (layout_.kind == 'f' || layout_.kind == 'b') {
      const double value = from_float(bits, layout_.size, layout_.kind == 'b');
      if (!std::isfinite(value)) {
        throw error(offset, at, "a finite number", std::isnan(value) ? "NaN" : "infinity");
      }
      return value;
    }
    const auto value = from_integer(bits, layout_.size, layout_.kind == 'i');
    if (!value) {
      const std::string found =
          layout_.kind == 'i' ? std::to_string(static_cast<std::int64_t>(bits)) : std::to_string(bits);
      throw error(offset, at, "an integer that a double holds exactly", found);
    }
    return *value;
  }

 private:
  InputError error(std::uint64_t offset, const std::vector<std::int64_t>& at, const std::string& expected,
                   const std::string& found) const {
    return InputError(name_, "byte " + std::to_string(offset) + " (" + place_of(at) + ")", expected, found);
  }

  const ArrayLayout& layout_;
  const std::string& name_;
};

}  // namespace

std::int64_t entries_present(std::string_view bytes, const ArrayLayout& layout, const std::string& name,
                             const ReadLimits& limits) {
  std::int64_t entries = 1;
  if (layout.shape.size() == 2) check_shape(layout.shape[0], layout.shape[1], name, "header", limits);
  for (const std::int64_t extent : layout.shape) {
    if (extent < 1) throw InputError(name, "header", "at least one entry along each axis", "none along one");
    if (entries > limits.entries / extent)
      throw InputError(name, "header", "at most " + std::to_string(limits.entries) + " entries", "more");
    entries *= extent;
  }
  const std::uint64_t present = bytes.size() - layout.length;
  const auto size = static_cast<std::uint64_t>(layout.size);
  if (present % size != 0 || present / size != static_cast<std::uint64_t>(entries)) {
    throw InputError(
        name, "byte " + std::to_string(layout.length),
        std::to_string(entries) + " entries of " + std::to_string(size) + " bytes, as the header says",
        std::to_string(present) + " bytes");
  }
  return entries;
}

void for_each_entry(std::string_view bytes, const ArrayLayout& layout, const std::string& name,
                    std::int64_t entries,
                    const std::function<void(const std::vector<std::int64_t>&, double)>& put) {
  const Decoder decode(layout, name);
  const std::size_t axes = layout.shape.size();
  std::vector<std::int64_t> at(axes, 0);
  std::uint64_t offset = layout.length;
  for (std::int64_t n = 0; n < entries; ++n, offset += static_cast<std::uint64_t>(layout.size)) {
    put(at, decode(bytes.data() + offset, offset, at));
    for (std::size_t step = 0; step < axes; ++step) {
      const std::size_t a = layout.fortran_order ? step : axes - 1 - step;
      if (++at[a] < layout.shape[a]) break;
      at[a] = 0;
    }
  }
}

Array decode_array(std::string_view bytes, const ArrayLayout& layout, const std::string& name,
                   const ReadLimits& limits) {
  const std::int64_t entries = entries_present(bytes, layout, name, limits);
  Array array{layout.shape, std::vector<double>(static_cast<std::size_t>(entries))};
  for_each_entry(bytes, layout, name, entries, [&](const std::vector<std::int64_t>& at, double value) {
    std::int64_t place = 0;
    for (std::size_t a = 0; a < at.size(); ++a) place = place * array.shape[a] + at[a];
    array.values[static_cast<std::size_t>(place)] = value;
  });
  return array;
}

}  // namespace dsc::reading
