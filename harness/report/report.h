#pragma once

#include <filesystem>
#include <vector>

#include "harness/report/section.h"

namespace dsc::report {

/// The ledger as people read it. It is drawn from result records alone: making it again from the same records
/// changes no byte, and no record is changed by it.
struct Report {
  Markdown front{};                 ///< REPORT.md, which is read from the top
  std::vector<Section> sections{};  ///< the pages that it links to
};

/// Writes `reports/REPORT.md`, a page for each section and `reports/figures/<section>-<figure>.svg`. Every
/// file is written whole or not at all, the figures first and REPORT.md last; then figures and pages that an
/// earlier report made and this one does not are removed. Throws InputError where two figures share a file,
/// where gnuplot is missing or fails; std::runtime_error where a file cannot be written.
void write_report(const Report& report, const std::filesystem::path& reports);

}  // namespace dsc::report
