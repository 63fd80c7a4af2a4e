#pragma once

#include <string>
#include <vector>

#include "harness/report/places.h"
#include "harness/report/section.h"
#include "harness/verify/judgement.h"

/// What a report says of the claims.
namespace dsc::verify {

/// How the summary table links: not at all; or to the pages of a report, from which records lie at `places`.
struct SummaryLinks {
  const report::Places* places = nullptr;  ///< none: no link to records
  bool pages = false;                      ///< whether ids link to their pages
};

/// What needs attention, or that nothing does; and which records are of older code.
report::Markdown headline(const Entries& entries, const std::string& profile);

/// What is false: a line for each statement that is refuted or vacuous as stated, with a counterexample.
report::Markdown what_is_false(const Entries& entries, const report::Places& places);

/// What holds: for every dictionary, by a theorem, as stated and repaired; and what certificates decide on
/// the listed dictionaries, with the tightness of each bound.
report::Markdown what_holds(const Entries& entries);

/// Which proofs stand behind the verdicts, and of which state.
report::Markdown proofs_behind(const Entries& entries);

/// One row for each claim, those without any record last.
report::Markdown summary_table(const Entries& entries, const SummaryLinks& links);

/// What each verdict and each column means.
report::Markdown legend();

/// The page of a claim that has a record, from which records lie at `places`.
report::Section claim_section(const Entry& entry, const std::optional<FormalProofs>& proofs,
                              const report::Places& places);

/// The evidence of a check, by wording: at most a dozen items in sight (violations, then the tightest of each
/// family of instances), the rest folded away.
std::vector<report::Block> evidence_tables(const Judged& check, const report::Places& places);

/// The violations a control found, a few of them.
std::vector<report::Block> control_tables(const Judged& control, const report::Places& places);

/// The checkers that accepted the certificates, the time they took, and the seeds.
report::Markdown checked_by(const Entries& entries);

}  // namespace dsc::verify
