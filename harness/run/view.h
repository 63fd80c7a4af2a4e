#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "harness/run/plan.h"

namespace dsc {

/// Where people read: a terminal gets colours (unless NO_COLOR is set to something) and a bar, anything else
/// plain lines.
struct Screen {
  std::FILE* out = stdout;
  bool bar = false;
  bool colour = false;

  static Screen of(std::FILE* out);
};

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

/// The progress of a run.
class View {
 public:
  View(const Screen& screen, int cells) : screen_(screen), cells_(cells) {}

  /// A line of the bar: the running cells and the work they have done, as shares of one cell each.
  void tick(const std::vector<std::string>& running, double share_of_running);
  void finished(const CellReport& report);
  /// Takes the bar away.
  void clear();

 private:
  Screen screen_;
  int cells_;
  int done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// The table at the end, and one line that counts.
void print_summary(const Screen& screen, const std::vector<CellReport>& reports, int up_to_date);

}  // namespace dsc
