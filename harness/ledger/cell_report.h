#pragma once

#include <string>
#include <vector>

#include "harness/ledger/plan.h"
#include "harness/process/progress.h"

namespace dsc {

/// What became of one cell, read back from its record.
struct CellReport {
  std::string cell;
  std::string state;    ///< "completed", "failed", "timed_out", or "missing"
  std::string verdict;  ///< the headline, empty unless completed
  std::string wanted;   ///< the verdict expected
  std::string message;
  bool as_expected = false;
  int certificates = 0;
  double seconds = 0;
};

/// Reads the record of a cell; a record of other inputs counts as missing.
CellReport report_on(const PlannedCell& planned, const ProfileFolder& folder);

/// "certified as expected", "refuted, expected certified", "failed: …"
std::string describe(const CellReport& report);

Tone tone_of(const CellReport& report);

/// How it reads when it has just finished.
FinishedLine line_of(const CellReport& report);

/// The table at the end, and one line that counts.
void print_summary(const Screen& screen, const std::vector<CellReport>& reports, int up_to_date);

}  // namespace dsc
