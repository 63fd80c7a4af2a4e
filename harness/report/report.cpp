#include "harness/report/report.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "harness/error.h"
#include "harness/report/gnuplot.h"
#include "harness/report/parts.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;
using reporting::Entry;
using reporting::Places;

/// File name, below the reports folder, and SVG of every figure.
std::map<std::string, std::string> drawn_figures(const std::vector<Entry>& entries, const Places& places,
                                                 const std::vector<FurtherSection>& further) {
  std::map<std::string, std::string> drawn;
  for (const FurtherSection& section : further) {
    for (const Figure& figure : section.figures) {
      drawn.emplace(places.figure(section.id, figure), reporting::draw(figure, "experiment " + section.id));
    }
  }
  for (const Entry& entry : entries) {
    if (!entry.check) continue;
    for (const Figure& figure : entry.check->figures) {
      const std::string name = places.figure(entry.claim, figure);
      if (!drawn.emplace(name, reporting::draw(figure, "claim " + entry.claim.id)).second) {
        throw InputError(entry.check->file, "figures", "a file name no other figure has", name);
      }
    }
  }
  return drawn;
}

std::string whole_report(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                         const Places& places, const std::vector<FurtherSection>& further) {
  std::string text =
      "# The ledger of claims\n\n"
      "Each claim listed here, most of them from a paper on deep sparse coding and convolutional networks, "
      "is "
      "checked by a program that reports what it can certify, next to a control, a false variant that must "
      "fail. "
      "A verdict rests on certificates that a separate, small program, dsc-check, accepts or rejects; every "
      "verdict "
      "links to the records and certificates it comes from.\n\n";
  // A folder that holds experiments only is no ledger with every claim missing.
  if (!entries.empty()) {
    text += reporting::headline(entries, registered, places.profile());
    text +=
        reporting::summary_table(entries, registered, {.places = &places, .report = "", .sections = true});
    text += reporting::legend();
  }
  text += reporting::further_summary(further);
  for (const Entry& entry : entries) text += reporting::claim_section(entry, places);
  for (const FurtherSection& section : further) text += reporting::further_section(section, places);
  return text + reporting::provenance(entries, places);
}

/// Experiments may have results where no claim has any.
std::vector<Entry> entries_of(const fs::path& results_root, const std::string& profile,
                              const std::vector<FurtherSection>& further) {
  if (!further.empty() && record_files(results_root / profile).empty()) return {};
  return reporting::read_entries(results_root, profile);
}

/// Removes the figures of an earlier report that this one does not have; files of other origin stay.
void remove_stale(const fs::path& reports, const std::map<std::string, std::string>& drawn) {
  std::vector<fs::path> stale;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(reports / "figures", error)) {
    const std::string name = file.path().filename().string();
    if (drawn.contains("figures/" + name) || !name.ends_with(".svg") || !file.is_regular_file()) continue;
    if (reporting::drawn_by_report(read_bytes(file.path()))) stale.push_back(file.path());
  }
  for (const fs::path& file : stale) fs::remove(file, error);
}

}  // namespace

void write_report(const fs::path& results_root, const std::string& profile, const fs::path& reports,
                  const std::vector<ExpectedClaim>& registered, const std::vector<FurtherSection>& further) {
  const std::vector<Entry> entries = entries_of(results_root, profile, further);
  const Places places(results_root, profile, reports);
  const std::map<std::string, std::string> figures = drawn_figures(entries, places, further);
  const std::string text = whole_report(entries, registered, places, further);
  for (const auto& [name, svg] : figures) write_atomically(reports / name, svg);
  write_atomically(reports / "REPORT.md", text);
  remove_stale(reports, figures);
}

std::string summary_markdown(const fs::path& results_root, const std::string& profile,
                             const std::string& report, const std::vector<ExpectedClaim>& registered) {
  const std::vector<Entry> entries = reporting::read_entries(results_root, profile);
  return reporting::summary_table(entries, registered,
                                  {.places = nullptr, .report = report, .sections = !report.empty()});
}

}  // namespace dsc
