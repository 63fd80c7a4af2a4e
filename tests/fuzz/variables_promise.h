#pragma once

#include "tests/fuzz/reader_promise.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/variables.h"

/// What readers of named arrays promise besides: nothing but an InputError from the list of what is there,
/// and of each name in it either an array or an InputError.
namespace dsc::fuzz {

using List = std::vector<Variable> (*)(std::string_view, const std::string&);
using ReadVariable = Array (*)(std::string_view, const std::string&, const std::string&, const ReadLimits&);

template <List list, ReadVariable read>
int expect_variables(const std::uint8_t* data, std::size_t size) {
  constexpr ReadLimits limits;
  static std::string wanted;
  const Reader read_wanted = [](std::string_view bytes, const std::string& name, const ReadLimits& bound) {
    const Array array = read(bytes, name, wanted, bound);
    if (array.shape.size() != 2) throw InputError(name, "", "two dimensions", "others");
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Eigen::MatrixXd matrix = Eigen::Map<const RowMajor>(array.values.data(), array.shape[0], array.shape[1]);
    reading::check_columns(matrix, name);
    return matrix;
  };
  wanted.clear();
  expect_promise(read_wanted, limits, data, size);
  std::vector<Variable> all;
  try {
    all = list({reinterpret_cast<const char*>(data), size}, "input");
  } catch (const InputError&) {
  }
  if (all.size() > 8) all.resize(8);
  for (const Variable& variable : all) {
    wanted = variable.name;
    expect_promise(read_wanted, limits, data, size);
  }
  return 0;
}

}  // namespace dsc::fuzz
