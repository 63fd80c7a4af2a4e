#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "harness/report/places.h"
#include "harness/report/section.h"

namespace dsc {

/// What a report says of an experiment.
struct ExperimentSection {
  report::Section section{};
  std::string summary{};  ///< one sentence for the table at the top
  std::size_t cells = 0;  ///< that have a record
  std::vector<EmpiricalClaim> claims{};
};

/// One section for each experiment: question, what the paper reports, what our results say, what was run and
/// by what, the tables, figures and pictures, what failed or is of older code, notes of the sets, links to
/// the records; or that there is no result. None where no experiment has one. Throws InputError where a
/// record cannot be read.
std::vector<ExperimentSection> report_sections(const std::filesystem::path& results_root,
                                               const report::Places& places,
                                               const std::vector<Experiment>& experiments,
                                               const std::map<std::string, std::string>& code);

/// One row for each section, linked to its page from REPORT.md; then the paper's claims about trained
/// networks, a row for each, with the verdict "empirical" and what these runs say. Empty without any section.
report::Markdown experiments_summary(const std::vector<ExperimentSection>& sections,
                                     const std::string& profile);

/// Of other runs than the report's: one row for each section that has records; the profile's own report holds
/// the rest. Empty without any.
report::Markdown longer_runs(const std::vector<ExperimentSection>& sections, const std::string& profile);

}  // namespace dsc
