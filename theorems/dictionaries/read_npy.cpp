#include <bit>
#include <cmath>
#include <optional>

#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_matrix.h"
#include "theorems/dictionaries/read_npy_header.h"
#include "theorems/dictionaries/read_text.h"

namespace dsc {
namespace {

using reading::NpyHeader;

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

double from_float(std::uint64_t bits, int size) {
  if (size == 2) return from_half(bits);
  return size == 4 ? std::bit_cast<float>(static_cast<std::uint32_t>(bits)) : std::bit_cast<double>(bits);
}

/// The integer in `size` bytes; none if no double holds it.
std::optional<double> from_integer(std::uint64_t bits, int size, bool is_signed) {
  const std::uint64_t sign = std::uint64_t{1} << (8 * size - 1);
  const bool negative = is_signed && (bits & sign) != 0;
  const std::uint64_t mask = sign | (sign - 1);
  const std::uint64_t magnitude = negative ? (~bits + 1) & mask : bits;
  if (!reading::fits_double(magnitude)) return std::nullopt;
  return negative ? -static_cast<double>(magnitude) : static_cast<double>(magnitude);
}

/// The entry in `size` bytes. Errors: not finite; an integer that no double holds.
class Decoder {
 public:
  Decoder(const NpyHeader& header, const std::string& name) : header_(header), name_(name) {}

  double operator()(const char* data, std::uint64_t offset, Eigen::Index row, Eigen::Index column) const {
    const std::uint64_t bits = load(data, header_.size, header_.big_endian);
    if (header_.kind == 'f') {
      const double value = from_float(bits, header_.size);
      if (!std::isfinite(value)) {
        throw error(offset, row, column, "a finite number", std::isnan(value) ? "NaN" : "infinity");
      }
      return value;
    }
    const auto value = from_integer(bits, header_.size, header_.kind == 'i');
    if (!value) {
      const std::string found =
          header_.kind == 'i' ? std::to_string(static_cast<std::int64_t>(bits)) : std::to_string(bits);
      throw error(offset, row, column, "an integer that a double holds exactly", found);
    }
    return *value;
  }

 private:
  InputError error(std::uint64_t offset, Eigen::Index row, Eigen::Index column, const std::string& expected,
                   const std::string& found) const {
    return InputError(name_,
                      "byte " + std::to_string(offset) + " (row " + std::to_string(row + 1) + ", column " +
                          std::to_string(column + 1) + ")",
                      expected, found);
  }

  const NpyHeader& header_;
  const std::string& name_;
};

}  // namespace

Eigen::MatrixXd read_npy(std::string_view bytes, const std::string& name, const ReadLimits& limits) {
  reading::check_length(bytes.size(), name, limits);
  const NpyHeader header = reading::read_npy_header(bytes, name);
  const std::string after_header = "byte " + std::to_string(header.length);
  reading::check_shape(header.rows, header.columns, name, "header", limits);
  const auto entries = static_cast<std::uint64_t>(header.rows * header.columns);
  const std::uint64_t present = bytes.size() - header.length;
  const auto size = static_cast<std::uint64_t>(header.size);
  if (present % size != 0 || present / size != entries) {
    throw InputError(
        name, after_header,
        std::to_string(entries) + " entries of " + std::to_string(size) + " bytes, as the header says",
        std::to_string(present) + " bytes");
  }
  Eigen::MatrixXd matrix(header.rows, header.columns);
  const Decoder decode(header, name);
  const Eigen::Index outer = header.fortran_order ? header.columns : header.rows;
  const Eigen::Index inner = header.fortran_order ? header.rows : header.columns;
  std::uint64_t offset = header.length;
  for (Eigen::Index i = 0; i < outer; ++i) {
    for (Eigen::Index j = 0; j < inner; ++j, offset += size) {
      const Eigen::Index row = header.fortran_order ? j : i, column = header.fortran_order ? i : j;
      matrix(row, column) = decode(bytes.data() + offset, offset, row, column);
    }
  }
  reading::check_columns(matrix, name);
  return matrix;
}

}  // namespace dsc
