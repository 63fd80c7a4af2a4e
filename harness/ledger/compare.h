#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "harness/ledger/record.h"

namespace dsc::ledger {

/// One way in which two folders of results differ.
struct Difference {
  std::string cell{};  ///< "quick: T2.1/check", or a setting of an experiment, "quick: gamma, 5 seeds"
  std::string what{};  ///< "printed verdict", "number mu_squared", "curves/sets/0/accuracy/7", …
  std::string left{}, right{};
  /// A verdict, a state, a certified number, a measured one beyond the spread, or a whole cell; not so the
  /// text of a certificate, since two different certificates may prove the same.
  bool decisive = true;
  std::string note{};  ///< how it was judged: "2.1 standard deviations over 5 seeds"; may be empty
};

struct Comparison {
  int cells = 0;         ///< in either folder
  int older_code = 0;    ///< pairs of cells whose inputs differ in the code alone
  int other_inputs = 0;  ///< pairs whose inputs differ in more
  std::vector<Difference> differences{};

  bool equal() const;  ///< no decisive difference
};

/// What a person compares in a record besides its state: name to value, and whether it is decisive.
struct Fact {
  std::string value{};
  bool decisive = true;
};
using Facts = std::map<std::string, Fact>;

/// Of a record of a kind that has exact facts (verdicts, certified numbers); none of another kind, whose
/// numbers are then compared by the spread over seeds (compare_numbers.h).
using ReadFacts = std::function<std::optional<Facts>(const Record&)>;

/// Compares the records of two results folders (each either results/ or one profile's folder below it), cell
/// by cell, without provenance. Throws InputError where one is no results folder or holds something torn.
Comparison compare_results(const std::filesystem::path& left, const std::filesystem::path& right,
                           const ReadFacts& facts);

}  // namespace dsc::ledger
