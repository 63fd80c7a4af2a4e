#include "theorems/dictionaries/read_checks.h"

#include <bit>
#include <limits>

#include "harness/error.h"

namespace dsc::reading {

bool fits_double(std::uint64_t magnitude) {
  const int bits = std::bit_width(magnitude) - (magnitude == 0 ? 0 : std::countr_zero(magnitude));
  return bits <= std::numeric_limits<double>::digits;
}

void check_length(std::uint64_t bytes, const std::string& name, const ReadLimits& limits) {
  if (bytes == 0) throw InputError(name, "", "a matrix", "an empty file");
  if (bytes > static_cast<std::uint64_t>(limits.bytes)) {
    throw InputError(name, "", "at most " + std::to_string(limits.bytes) + " bytes", std::to_string(bytes));
  }
}

void check_shape(std::int64_t rows, std::int64_t columns, const std::string& name, const std::string& place,
                 const ReadLimits& limits) {
  const std::string found = std::to_string(rows) + " rows and " + std::to_string(columns) + " columns";
  if (rows < 1 || columns < 1) throw InputError(name, place, "at least one row and one column", found);
  if (rows > limits.entries / columns) {
    throw InputError(name, place, "at most " + std::to_string(limits.entries) + " entries", found);
  }
}

void check_columns(const Eigen::MatrixXd& matrix, const std::string& name) {
  for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
    if ((matrix.col(column).array() == 0).all()) {
      throw InputError(name, "column " + std::to_string(column + 1), "an entry other than zero",
                       "only zeros");
    }
  }
}

}  // namespace dsc::reading
