#include "experiments/run/report_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "experiments/run/experiment_record.h"

namespace dsc {
namespace {

/// Text up to the end of the first sentence.
std::string first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

FurtherSection section_of(const Experiment& experiment, const std::vector<StoredCell>& cells) {
  FurtherSection section{.id = experiment.id, .title = experiment.title};
  std::vector<ExperimentResult> results;
  std::vector<std::string> lost;
  std::set<std::string> notes;
  double seconds = 0;
  for (const StoredCell& cell : cells) {
    section.records.emplace_back(cell.result.name, cell.result.file);
    seconds += cell.result.seconds;
    if (cell.state != State::completed) {
      lost.push_back(fmt::format("{} {} ({})", cell.result.name, to_string(cell.state), cell.message));
      continue;
    }
    notes.insert(cell.result.notes.begin(), cell.result.notes.end());
    results.push_back(cell.result);
  }
  ExperimentFindings findings;
  if (results.empty()) {
    findings.answer = "No cell was completed.";
  } else {
    findings = experiment.findings(results);
  }
  section.summary = first_sentence(findings.answer);
  section.paragraphs = {{"Question", experiment.question},
                        {"Source", experiment.source},
                        {"The paper", experiment.paper},
                        {"What the data say", findings.answer},
                        {"Not completed", fmt::format("{}", fmt::join(lost, "; "))},
                        {"About the data", fmt::format("{}", fmt::join(notes, "; "))},
                        {"Cost", fmt::format("{} cells, {:.0f} s in all.", cells.size(), seconds)}};
  section.tables = std::move(findings.tables);
  section.figures = std::move(findings.figures);
  for (const Picture& picture : findings.pictures) {
    FurtherPicture shown{picture.caption, {}};
    for (const std::filesystem::path& source : picture.sources)
      shown.files.push_back(source.generic_string());
    section.pictures.push_back(std::move(shown));
  }
  return section;
}

}  // namespace

std::vector<FurtherSection> report_sections(const std::filesystem::path& results_root,
                                            const std::string& profile,
                                            const std::vector<Experiment>& experiments) {
  std::vector<FurtherSection> sections;
  for (const Experiment& experiment : experiments) {
    const std::vector<StoredCell> cells = stored_cells(results_root, profile, experiment.id);
    if (!cells.empty()) sections.push_back(section_of(experiment, cells));
  }
  return sections;
}

}  // namespace dsc
