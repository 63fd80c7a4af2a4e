#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dsc {

/// One way in which two folders of results differ.
struct Difference {
  std::string cell;  ///< "quick: T2.1/check"
  std::string what;  ///< "printed verdict", "number mu_squared", "certificate of evidence 3", …
  std::string left, right;
  /// A verdict, a state, a certified number or a whole cell; not so the text of a certificate, since two
  /// different certificates may prove the same.
  bool decisive = true;
};

struct Comparison {
  int cells = 0;  ///< in either folder
  std::vector<Difference> differences;

  bool equal() const;  ///< no decisive difference
};

/// Compares the records of two results folders (each either results/ or one profile's folder below it), cell
/// by cell, without provenance. Throws InputError where one is no results folder or holds something torn.
Comparison compare_results(const std::filesystem::path& left, const std::filesystem::path& right);

}  // namespace dsc
