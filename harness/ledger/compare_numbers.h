#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/ledger/compare.h"

namespace dsc::ledger {

/// A cell that both folders have.
struct Pair {
  std::string name{};  ///< with its profile
  const Record* left = nullptr;
  const Record* right = nullptr;
};

/// So many standard deviations over seeds make a difference decisive. Of two trainings from one seed on two
/// machines the difference is at most that of two seeds, which exceeds four deviations in less than one case
/// of a hundred where numbers are normal and the deviation is known; it is taken from few seeds, so this is a
/// bound to look at, no test.
inline constexpr double kDecisiveSpread = 4;

/// Compares every number of the payloads of completed cells. A setting is what cells of equal parameters but
/// the seed share. For each setting the numbers that differ are judged by their standard deviation over the
/// seeds of the left folder; the three largest are listed, and counts say the rest. Without two seeds there
/// is no such measure: then a difference is shown and decides nothing. What a run cost ("speed") is no
/// result. Texts (digests of parameters) that differ are shown, and decide nothing.
std::vector<Difference> compare_numbers(const std::vector<Pair>& pairs);

}  // namespace dsc::ledger
