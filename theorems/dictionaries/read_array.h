#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "theorems/dictionaries/read_matrix.h"

namespace dsc {

/// Finite numbers with one to four axes, in C order: the last axis runs fastest.
struct Array {
  std::vector<std::int64_t> shape;  ///< the extent of each axis, each at least 1
  std::vector<double> values;
};

/// Reads the regular file `path`, of the extension .npy, .npz, .mat or .safetensors; `variable` names one of
/// several arrays. Throws InputError as the readers of matrices do; the bound on memory is theirs, and
/// limits.bytes more for what is inflated.
Array read_array(const std::filesystem::path& path, const std::string& variable = "",
                 const ReadLimits& limits = {});

/// As read_npy, with one to four axes.
Array read_npy_array(std::string_view bytes, const std::string& name, const ReadLimits& limits = {});

}  // namespace dsc
