#pragma once

#include <string>
#include <string_view>

#include "theorems/dictionaries/array_layout.h"

namespace dsc::reading {

/// Reads magic, version and dictionary of a .npy file; `name` is what errors call it. The dictionary must be
/// what numpy writes: the keys descr, fortran_order and shape, once each, in any order, blanks anywhere.
/// Throws InputError for another head, a type other than f2, f4, f8, i1 to i8, u1 to u8, or a shape that has
/// not `least_axes` to `most_axes` axes; the message says that it expected `axes`, "two dimensions".
ArrayLayout read_npy_header(std::string_view bytes, const std::string& name, std::size_t least_axes,
                            std::size_t most_axes, const std::string& axes);

}  // namespace dsc::reading
