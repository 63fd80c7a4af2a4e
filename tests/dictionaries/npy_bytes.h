#pragma once

#include <Eigen/Core>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

/// Writers of .npy bytes, for tests, after the format's description and not after the reader.
namespace npy {

/// Magic, version, the length of the dictionary and the dictionary, as they are given.
inline std::string head(const std::string& dictionary, char major = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += {major, '\0'};
  const std::size_t length = dictionary.size();
  for (int i = 0; i < (major == 1 ? 2 : 4); ++i) bytes += static_cast<char>(length >> (8 * i) & 255);
  return bytes + dictionary;
}

inline std::string dictionary(const std::string& type, bool fortran, const std::string& shape) {
  return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") +
         ", 'shape': " + shape + ", }\n";
}

/// The bytes of `value`, most significant first if `big`.
template <class T>
std::string bytes_of(T value, bool big) {
  static_assert(std::endian::native == std::endian::little);
  std::string bytes(sizeof(T), '\0');
  std::memcpy(bytes.data(), &value, sizeof(T));
  return big ? std::string(bytes.rbegin(), bytes.rend()) : bytes;
}

/// The file of a matrix whose entries are converted to T.
template <class T>
std::string file(const Eigen::MatrixXd& matrix, const std::string& type, bool fortran) {
  std::string shape = "(";
  shape.append(std::to_string(matrix.rows())).append(", ").append(std::to_string(matrix.cols())).append(")");
  std::string bytes = head(dictionary(type, fortran, shape));
  for (Eigen::Index i = 0; i < matrix.size(); ++i) {
    const double entry =
        fortran ? matrix(i % matrix.rows(), i / matrix.rows()) : matrix(i / matrix.cols(), i % matrix.cols());
    bytes += bytes_of(static_cast<T>(entry), type[0] == '>');
  }
  return bytes;
}

}  // namespace npy
