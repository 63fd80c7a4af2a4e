#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "harness/report/further_section.h"

namespace dsc {

/// One section for each experiment: question, what the paper reports, what our results in
/// `results_root/<profile>/experiments` say, what was run and by what, the tables, figures and pictures of
/// the findings, what failed, notes of the sets, links to the records; or that there is no result. None where
/// no experiment has one. Throws InputError where a record cannot be read.
std::vector<FurtherSection> report_sections(const std::filesystem::path& results_root,
                                            const std::string& profile,
                                            const std::vector<Experiment>& experiments);

}  // namespace dsc
