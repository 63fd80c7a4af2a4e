#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "theorems/dictionaries/read_array.h"

/// Files that hold several arrays, each under a name.
namespace dsc {

/// One of them, as far as its head tells.
struct Variable {
  std::string name;  ///< printable ASCII; other bytes are shown as "?"
  std::string type;  ///< "f8", "double", "F32", as the format calls it
  std::vector<std::int64_t> shape;
  std::string obstacle;  ///< why it cannot be read, "a sparse matrix"; empty if it can
};

/// What the file holds, in its order: .mat, .npz, .safetensors. Entries are not looked at. Throws InputError.
std::vector<Variable> list_variables(const std::filesystem::path& path, const ReadLimits& limits = {});

/// MATLAB's format of version 5 to 7 (MathWorks, MAT-File Format), in either byte order, compressed or not:
/// real full numeric arrays.
std::vector<Variable> list_mat(std::string_view bytes, const std::string& name);
/// NumPy's archive: a zip file, stored or deflated, of .npy files. Sums (CRC-32) are checked.
std::vector<Variable> list_npz(std::string_view bytes, const std::string& name);
/// safetensors: F64, F32, F16, BF16, and integers where a double holds them.
std::vector<Variable> list_safetensors(std::string_view bytes, const std::string& name);

/// The array `variable`, or the only one that can be read where `variable` is empty. The memory taken is
/// limits.bytes for the file, as much for what is inflated, and 8 limits.entries. Throws InputError.
Array read_mat(std::string_view bytes, const std::string& name, const std::string& variable,
               const ReadLimits& limits = {});
Array read_npz(std::string_view bytes, const std::string& name, const std::string& variable,
               const ReadLimits& limits = {});
Array read_safetensors(std::string_view bytes, const std::string& name, const std::string& variable,
                       const ReadLimits& limits = {});

namespace reading {

/// `text` with "?" for each byte that is not printable ASCII.
std::string printable(std::string_view text);

/// The place in `all` of the one asked for. Errors: no such variable, one that cannot be read, or none asked
/// for where not exactly one can be read.
std::size_t chosen(const std::vector<Variable>& all, const std::string& variable, const std::string& name);

/// What errors call a variable of the file `name`.
std::string called(const std::string& name, const Variable& variable);

}  // namespace reading
}  // namespace dsc
