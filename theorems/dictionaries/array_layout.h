#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "theorems/dictionaries/read_array.h"

namespace dsc::reading {

/// How a file holds an array of numbers.
struct ArrayLayout {
  char kind = 0;  ///< 'f' IEEE floating point, 'b' bfloat16, 'i' integer, 'u' integer without sign
  int size = 0;   ///< bytes of an entry
  bool big_endian = false;
  bool fortran_order = false;         ///< the first axis runs fastest
  std::vector<std::int64_t> shape{};  ///< the extent of each axis
  std::uint64_t length = 0;           ///< where the entries begin; they end with the bytes
};

/// The number of entries, once the bytes have proven long enough for them. Errors: an axis of extent 0, more
/// entries than the limit, or another number of bytes behind layout.length.
std::int64_t entries_present(std::string_view bytes, const ArrayLayout& layout, const std::string& name,
                             const ReadLimits& limits);

/// Calls put(at, value) for each entry in the file's order: the last axis runs fastest in C order, the first
/// in Fortran's. Errors: a number that is not finite, an integer that no double holds.
void for_each_entry(std::string_view bytes, const ArrayLayout& layout, const std::string& name,
                    std::int64_t entries,
                    const std::function<void(const std::vector<std::int64_t>&, double)>& put);

/// The array in C order.
Array decode_array(std::string_view bytes, const ArrayLayout& layout, const std::string& name,
                   const ReadLimits& limits);

}  // namespace dsc::reading
