#pragma once

#include <string>
#include <vector>

#include "harness/report/further_section.h"
#include "harness/report/places.h"
#include "harness/report/records.h"
#include "harness/report/report.h"

/// The parts of REPORT.md, each as markdown that ends in an empty line.
namespace dsc::reporting {

/// How the summary table links: not at all; within and from REPORT.md; or to the sections of a report
/// elsewhere.
struct SummaryLinks {
  const Places* places = nullptr;  ///< where records lie; none: no link to records
  std::string report;              ///< what precedes '#anchor'
  bool sections = false;           ///< whether ids link to their sections
};

/// What needs attention, or that nothing does.
std::string headline(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                     const std::string& profile);

/// One row for each claim, those without any record last.
std::string summary_table(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                          const SummaryLinks& links);

/// What each verdict and each column means.
std::string legend();

/// The section of one claim.
std::string claim_section(const Entry& entry, const Places& places);

/// One row for each section that is not about a claim; empty where there are none.
std::string further_summary(const std::vector<FurtherSection>& sections);

/// A section that is not about a claim.
std::string further_section(const FurtherSection& section, const Places& places);

/// The findings of a record, by wording: at most a dozen in sight (violations, then the tightest of each
/// family of instances), the rest folded away.
std::string findings(const Record& record, const Places& places);

/// The violations a control found, a few of them.
std::string control_findings(const Record& control, const Places& places);

/// Where the results come from, and how to make and check them again.
std::string provenance(const std::vector<Entry>& entries, const Places& places);

}  // namespace dsc::reporting
