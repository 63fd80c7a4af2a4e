#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "tests/dictionaries/npy_bytes.h"
#include "theorems/dictionaries/read_matrix.h"

namespace dsc {
namespace {

using Eigen::MatrixXd;

constexpr int trials = 200;

/// Any finite double but zero, every bit pattern as likely: all exponents, subnormal ones included.
double any_double(std::mt19937_64& random) {
  for (;;) {
    const double value = std::bit_cast<double>(random());
    if (std::isfinite(value) && value != 0) return value;
  }
}

MatrixXd any_matrix(std::mt19937_64& random) {
  std::uniform_int_distribution<int> extent(1, 7);
  const int rows = extent(random), columns = extent(random);
  return MatrixXd::NullaryExpr(rows, columns, [&] { return any_double(random); });
}

std::string printed(double value, const char* format) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string as_csv(const MatrixXd& matrix, const char* format, const std::string& separator,
                   const char* end) {
  std::string text;
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    for (Eigen::Index j = 0; j < matrix.cols(); ++j)
      text += (j > 0 ? separator : "") + printed(matrix(i, j), format);
    text += end;
  }
  return text;
}

std::string as_array(const MatrixXd& matrix, const char* format) {
  std::string text = "%%MatrixMarket matrix array real general\n" + std::to_string(matrix.rows()) + " " +
                     std::to_string(matrix.cols()) + "\n";
  for (const double entry : matrix.reshaped()) text += printed(entry, format) + "\n";
  return text;
}

std::string as_coordinates(const MatrixXd& matrix, const char* format, std::mt19937_64& random) {
  std::vector<std::string> lines;
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      lines.push_back(std::to_string(i + 1) + " " + std::to_string(j + 1) + " " +
                      printed(matrix(i, j), format) + "\n");
    }
  }
  std::shuffle(lines.begin(), lines.end(), random);
  std::string text = "%%MatrixMarket matrix coordinate real general\n" + std::to_string(matrix.rows()) + " " +
                     std::to_string(matrix.cols()) + " " + std::to_string(lines.size()) + "\n";
  for (const std::string& line : lines) text += line;
  return text;
}

TEST(ReadRoundTrip, EveryDoubleComesBackFromEveryFormat) {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < trials; ++trial) {
    const MatrixXd matrix = any_matrix(random);
    for (const char* format : {"%.16e", "%.17g", "%+a"}) {
      for (const char* separator : {",", "; ", "\t", "  "}) {
        ASSERT_EQ(read_csv(as_csv(matrix, format, separator, "\r\n"), "a"), matrix);
      }
      ASSERT_EQ(read_matrix_market(as_array(matrix, format), "a"), matrix);
      ASSERT_EQ(read_matrix_market(as_coordinates(matrix, format, random), "a"), matrix);
    }
    for (const char* type : {"<f8", ">f8"}) {
      for (const bool fortran : {false, true})
        ASSERT_EQ(read_npy(npy::file<double>(matrix, type, fortran), "a"), matrix);
    }
  }
}

/// strtod of the C library rounds correctly and shares no code with from_chars.
TEST(ReadRoundTrip, LiteralsRoundAsTheCLibraryRoundsThem) {
  std::mt19937_64 random(2);
  std::uniform_int_distribution<int> length(1, 40), exponent(-330, 300), place(0, 9), nibble(0, 15),
      shift(-1060, 1000);
  for (int trial = 0; trial < 20 * trials; ++trial) {
    std::string decimal = "1.", hexadecimal = "0x1.";
    for (int i = length(random); i > 0; --i) decimal += static_cast<char>('0' + place(random));
    for (int i = length(random); i > 0; --i) hexadecimal += "0123456789abcdef"[nibble(random)];
    decimal.append("e").append(std::to_string(exponent(random)));
    hexadecimal.append("p").append(std::to_string(shift(random)));
    for (const std::string& literal : {decimal, hexadecimal}) {
      const double expected = std::strtod(literal.c_str(), nullptr);
      if (expected == 0) continue;
      ASSERT_EQ(read_csv(literal, "a")(0, 0), expected) << literal;
    }
  }
}

}  // namespace
}  // namespace dsc
