#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <string_view>

#include "theorems/dictionaries/read_matrix.h"

/// What every format is held to.
namespace dsc::reading {

/// Whether a double holds `magnitude` exactly.
bool fits_double(std::uint64_t magnitude);

/// Errors: empty, or longer than limits.bytes.
void check_length(std::uint64_t bytes, const std::string& name, const ReadLimits& limits);

/// Errors: no row, no column, or more than limits.entries entries. Afterwards rows times columns cannot
/// overflow.
void check_shape(std::int64_t rows, std::int64_t columns, const std::string& name, const std::string& place,
                 const ReadLimits& limits);

/// Errors: a column of zeros; the message counts columns from 1.
void check_columns(const Eigen::MatrixXd& matrix, const std::string& name);

}  // namespace dsc::reading
