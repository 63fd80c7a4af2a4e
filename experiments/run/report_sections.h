#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "harness/report/further_section.h"

namespace dsc {

/// One section for each experiment with a record in `results_root/<profile>/experiments`: question, what the
/// paper reports, what our results say, the tables, figures and pictures of its findings, what failed, notes
/// of the sets, links to the records. Throws InputError where a record cannot be read.
std::vector<FurtherSection> report_sections(const std::filesystem::path& results_root,
                                            const std::string& profile,
                                            const std::vector<Experiment>& experiments);

}  // namespace dsc
