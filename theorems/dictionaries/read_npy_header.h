#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dsc::reading {

/// What the head of a .npy file says.
struct NpyHeader {
  char kind = 0;  ///< 'f' floating point, 'i' integer, 'u' integer without sign
  int size = 0;   ///< bytes of an entry
  bool big_endian = false;
  bool fortran_order = false;  ///< by columns instead of by rows
  std::int64_t rows = 0, columns = 0;
  std::uint64_t length = 0;  ///< where the entries begin
};

/// Reads magic, version and dictionary of a .npy file; `name` is what errors call it. The dictionary must be
/// what numpy writes: the keys descr, fortran_order and shape, once each, in any order, blanks anywhere.
/// Throws InputError for another head, a type other than f2, f4, f8, i1 to i8, u1 to u8, or not two
/// dimensions.
NpyHeader read_npy_header(std::string_view bytes, const std::string& name);

}  // namespace dsc::reading
