#pragma once

#include <string>
#include <vector>

#include "harness/report/places.h"
#include "harness/report/section.h"
#include "harness/verify/judgement.h"

/// What a report says of the claims.
namespace dsc::verify {

/// How the summary table links: not at all; or to the sections of a report, within and from which records lie
/// at `places`.
struct SummaryLinks {
  const report::Places* places = nullptr;  ///< none: no link to records
  std::string file{};                      ///< what precedes '#anchor'
  bool sections = false;                   ///< whether ids link to their sections
};

/// What needs attention, or that nothing does; and which records are of older code.
report::Markdown headline(const Entries& entries, const std::string& profile);

/// One row for each claim, those without any record last.
report::Markdown summary_table(const Entries& entries, const SummaryLinks& links);

/// What each verdict and each column means.
report::Markdown legend();

/// The section of a claim that has a record.
report::Section claim_section(const Entry& entry, const report::Places& places);

/// The evidence of a check, by wording: at most a dozen items in sight (violations, then the tightest of each
/// family of instances), the rest folded away.
std::vector<report::Block> evidence_tables(const Judged& check, const report::Places& places);

/// The violations a control found, a few of them.
std::vector<report::Block> control_tables(const Judged& control, const report::Places& places);

/// The checkers that accepted the certificates, the time they took, and the seeds.
report::Markdown checked_by(const Entries& entries);

}  // namespace dsc::verify
