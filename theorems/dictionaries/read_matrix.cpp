#include "theorems/dictionaries/read_matrix.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <system_error>

#include "harness/error.h"
#include "theorems/dictionaries/read_array.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_text.h"

namespace dsc {
namespace {

std::string contents(const std::filesystem::path& path, const ReadLimits& limits) {
  namespace fs = std::filesystem;
  const std::string name = path.string();
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (status.type() == fs::file_type::not_found) throw InputError(name, "", "a file", "nothing of that name");
  if (fault) throw InputError(name, "", "a file", fault.message());
  if (status.type() == fs::file_type::directory) throw InputError(name, "", "a file", "a folder");
  // A pipe or a device has no size that could be held to the limits.
  if (status.type() != fs::file_type::regular)
    throw InputError(name, "", "a regular file", "a file of another kind");
  const std::uintmax_t size = fs::file_size(path, fault);
  if (fault) throw InputError(name, "", "a file", fault.message());
  reading::check_length(size, name, limits);

  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(name, "", "a file that may be read", "no permission or an error on opening it");
  std::string text(size, '\0');
  file.read(text.data(), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(file.gcount()) != size ||
      file.peek() != std::ifstream::traits_type::eof()) {
    throw InputError(name, "", std::to_string(size) + " bytes", "another length, or an error, while reading");
  }
  return text;
}

}  // namespace

Eigen::MatrixXd read_matrix(const std::filesystem::path& path, const ReadLimits& limits) {
  const std::string extension = reading::lower_case(path.extension().string());
  const auto is = [&](std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), extension) != names.end();
  };
  const auto read = is({".mtx", ".mm"})            ? read_matrix_market
                    : is({".npy"})                 ? read_npy
                    : is({".csv", ".tsv", ".txt"}) ? read_csv
                                                   : nullptr;
  if (read == nullptr) {
    throw InputError(path.string(), "",
                     "the extension .mtx or .mm (Matrix Market), .npy (NumPy), .csv, .tsv or .txt",
                     reading::quoted(extension));
  }
  return read(contents(path, limits), path.string(), limits);
}

Array read_array(const std::filesystem::path& path, const ReadLimits& limits) {
  const std::string extension = reading::lower_case(path.extension().string());
  if (extension != ".npy")
    throw InputError(path.string(), "", "the extension .npy (NumPy)", reading::quoted(extension));
  return read_npy_array(contents(path, limits), path.string(), limits);
}

}  // namespace dsc
