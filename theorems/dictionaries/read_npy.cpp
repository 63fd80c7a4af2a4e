#include "theorems/dictionaries/array_layout.h"
#include "theorems/dictionaries/read_array.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_matrix.h"
#include "theorems/dictionaries/read_npy_header.h"

namespace dsc {

using reading::ArrayLayout;

Eigen::MatrixXd read_npy(std::string_view bytes, const std::string& name, const ReadLimits& limits) {
  reading::check_length(bytes.size(), name, limits);
  const ArrayLayout header = reading::read_npy_header(bytes, name, 2, 2, "two dimensions");
  const std::int64_t entries = reading::entries_present(bytes, header, name, limits);
  Eigen::MatrixXd matrix(header.shape[0], header.shape[1]);
  reading::for_each_entry(
      bytes, header, name, entries,
      [&](const std::vector<std::int64_t>& at, double value) { matrix(at[0], at[1]) = value; });
  if (!limits.zero_columns) reading::check_columns(matrix, name);
  return matrix;
}

Array read_npy_array(std::string_view bytes, const std::string& name, const ReadLimits& limits) {
  reading::check_length(bytes.size(), name, limits);
  const ArrayLayout header = reading::read_npy_header(bytes, name, 1, 4, "one to four dimensions");
  return reading::decode_array(bytes, header, name, limits);
}

}  // namespace dsc
