#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/report/further_section.h"

/// The ledger as people read it. Everything in it comes from the result records: regenerating it from the
/// same records changes no byte, and no record is changed by it.
namespace dsc {

/// A claim that ought to have records; one that has none is reported as missing.
struct ExpectedClaim {
  std::string id, title, file;
  int position = 0;
};

/// Writes `reports/REPORT.md` and `reports/figures/<ID>-<figure>.svg` from the records in
/// `results_root/<profile>/claims`: summary, one section a claim, the further sections, provenance. Links are
/// relative to `reports`. Every file is written whole or not at all, the figures first and REPORT.md last;
/// then figures that an earlier report drew and this one does not are removed. `registered` may be left
/// empty: then only what has a record is spoken of. Throws InputError on a record that cannot be read (naming
/// file and place), where there is neither a record nor a further section, where gnuplot is missing or fails;
/// std::runtime_error where a file cannot be written.
void write_report(const std::filesystem::path& results_root, const std::string& profile,
                  const std::filesystem::path& reports, const std::vector<ExpectedClaim>& registered = {},
                  const std::vector<FurtherSection>& further = {});

/// The summary table alone, in markdown. With a `report` (a link, such as "reports/REPORT.md") each id links
/// to its section there; without one the table holds no link, as a CI job summary needs it. Throws InputError
/// as write_report does.
std::string summary_markdown(const std::filesystem::path& results_root, const std::string& profile,
                             const std::string& report = "",
                             const std::vector<ExpectedClaim>& registered = {});

}  // namespace dsc
