#include "theorems/dictionaries/read_matrix.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <system_error>

#include "harness/error.h"
#include "theorems/dictionaries/read_array.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/read_text.h"
#include "theorems/dictionaries/variables.h"

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

std::string extension_of(const std::filesystem::path& path) {
  return reading::lower_case(path.extension().string());
}

/// The reader of a file of named arrays; null for another extension.
auto variables_reader(const std::string& extension) {
  return extension == ".mat"           ? read_mat
         : extension == ".npz"         ? read_npz
         : extension == ".safetensors" ? read_safetensors
                                       : nullptr;
}

void refuse_variable(const std::filesystem::path& path, const std::string& variable) {
  if (variable.empty()) return;
  throw InputError("--variable", "", "a file of named arrays (.mat, .npz, .safetensors)",
                   reading::printable(path.filename().string()));
}

Eigen::MatrixXd matrix_of(const Array& array, const std::string& name) {
  if (array.shape.size() != 2)
    throw InputError(name, "", "an array of two dimensions", std::to_string(array.shape.size()));
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return Eigen::Map<const RowMajor>(array.values.data(), array.shape[0], array.shape[1]);
}

/// One row or more, one column or more; columns of zeros as limits has it.
Eigen::MatrixXd read_any(const std::filesystem::path& path, const std::string& variable,
                         const ReadLimits& limits) {
  const std::string extension = extension_of(path);
  if (const auto read_variable = variables_reader(extension)) {
    const Eigen::MatrixXd matrix =
        matrix_of(read_variable(contents(path, limits), path.string(), variable, limits), path.string());
    if (!limits.zero_columns) reading::check_columns(matrix, path.string());
    return matrix;
  }
  const auto is = [&](std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), extension) != names.end();
  };
  const auto read = is({".mtx", ".mm"})            ? read_matrix_market
                    : is({".npy"})                 ? read_npy
                    : is({".csv", ".tsv", ".txt"}) ? read_csv
                                                   : nullptr;
  if (read == nullptr) {
    throw InputError(path.string(), "",
                     "the extension .mtx or .mm (Matrix Market), .npy or .npz (NumPy), .mat (MATLAB), "
                     ".safetensors, .csv, .tsv or .txt",
                     reading::quoted(extension));
  }
  refuse_variable(path, variable);
  return read(contents(path, limits), path.string(), limits);
}

}  // namespace

Eigen::MatrixXd read_matrix(const std::filesystem::path& path, const ReadLimits& limits) {
  return read_any(path, "", limits);
}

Eigen::MatrixXd read_matrix(const std::filesystem::path& path, const Selection& selection,
                            const ReadLimits& limits) {
  if (!selection.atoms_in_rows) return read_any(path, selection.variable, limits);
  ReadLimits any_columns = limits;
  any_columns.zero_columns = true;
  const Eigen::MatrixXd rows = read_any(path, selection.variable, any_columns);
  for (Eigen::Index row = 0; row < rows.rows() && !limits.zero_columns; ++row) {
    if (rows.row(row).isZero(0))
      throw InputError(path.string(), "row " + std::to_string(row + 1), "an entry other than zero",
                       "only zeros");
  }
  return rows.transpose();
}

Array read_array(const std::filesystem::path& path, const std::string& variable, const ReadLimits& limits) {
  const std::string extension = extension_of(path);
  if (const auto read_variable = variables_reader(extension))
    return read_variable(contents(path, limits), path.string(), variable, limits);
  if (extension != ".npy") {
    throw InputError(path.string(), "", "the extension .npy, .npz (NumPy), .mat (MATLAB) or .safetensors",
                     reading::quoted(extension));
  }
  refuse_variable(path, variable);
  return read_npy_array(contents(path, limits), path.string(), limits);
}

std::vector<Variable> list_variables(const std::filesystem::path& path, const ReadLimits& limits) {
  const std::string extension = extension_of(path);
  const auto list = extension == ".mat"           ? list_mat
                    : extension == ".npz"         ? list_npz
                    : extension == ".safetensors" ? list_safetensors
                                                  : nullptr;
  if (list == nullptr) {
    throw InputError(path.string(), "", "a file of named arrays (.mat, .npz, .safetensors)",
                     reading::quoted(extension));
  }
  return list(contents(path, limits), path.string());
}

}  // namespace dsc
