#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "harness/error.h"
#include "theorems/dictionaries/read_matrix.h"

/// What every reader promises for any bytes: an InputError whose message is one short line, or a matrix
/// within the limits that is finite, has no column of zeros and comes back bit for bit from a file that we
/// write of it.
namespace dsc::fuzz {

inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string written(const Eigen::MatrixXd& matrix) {
  std::string text;
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
      char number[40];
      std::snprintf(number, sizeof number, "%a", matrix(row, column));
      text.append(column == 0 ? "" : ",").append(number);
    }
    text += '\n';
  }
  return text;
}

inline void expect_sound(const Eigen::MatrixXd& matrix, const ReadLimits& limits) {
  require(matrix.rows() >= 1 && matrix.cols() >= 1, "not empty");
  require(matrix.size() <= limits.entries, "within the limits");
  require(matrix.allFinite(), "finite");
  require((matrix.array() != 0).colwise().any().all(), "no column of zeros");
  require(read_csv(written(matrix), "written") == matrix, "comes back as it was written");
}

using Reader = Eigen::MatrixXd (*)(std::string_view, const std::string&, const ReadLimits&);

inline int expect_promise(Reader read, const ReadLimits& limits, const std::uint8_t* data, std::size_t size) {
  try {
    expect_sound(read({reinterpret_cast<const char*>(data), size}, "input", limits), limits);
  } catch (const InputError& error) {
    const std::string_view message = error.what();
    require(message.starts_with("input: "), "the message begins with the file");
    require(message.size() < 400, "the message is short");
    for (const char c : message)
      require(static_cast<unsigned char>(c) >= 0x20, "the message is one printable line");
  }
  return 0;
}

}  // namespace dsc::fuzz
