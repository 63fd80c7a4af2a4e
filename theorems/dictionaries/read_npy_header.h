#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dsc::reading {

/// What the head of a .npy file says.
struct NpyHeader {
  char kind = 0;  ///< 'f' floating point, 'i' integer, 'u' integer without sign
  int size = 0;   ///< bytes of an entry
  bool big_endian = false;
  bool fortran_order = false;       ///< by columns instead of by rows
  std::vector<std::int64_t> shape;  ///< the extent of each axis
  std::uint64_t length = 0;         ///< where the entries begin
};

/// Reads magic, version and dictionary of a .npy file; `name` is what errors call it. The dictionary must be
/// what numpy writes: the keys descr, fortran_order and shape, once each, in any order, blanks anywhere.
/// Throws InputError for another head, a type other than f2, f4, f8, i1 to i8, u1 to u8, or a shape that has
/// not `least_axes` to `most_axes` axes; the message says that it expected `axes`, "two dimensions".
NpyHeader read_npy_header(std::string_view bytes, const std::string& name, std::size_t least_axes,
                          std::size_t most_axes, const std::string& axes);

}  // namespace dsc::reading
