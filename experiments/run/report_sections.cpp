#include "experiments/run/report_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "experiments/run/experiment_record.h"
#include "experiments/run/what_was_run.h"

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
  const std::string size = training_size(cells);
  section.summary = first_sentence(findings.answer) + (size.empty() ? "" : fmt::format(" Trained {}.", size));
  section.paragraphs = {{"Question", experiment.question},
                        {"Source", experiment.source},
                        {"The paper", experiment.paper},
                        {"What the data say", findings.answer},
                        {"Not completed", fmt::format("{}", fmt::join(lost, "; "))},
                        {"About the data", fmt::format("{}", fmt::join(notes, "; "))},
                        {"Not alike", mixture(cells)},
                        {"Cost", fmt::format("{} cells, {:.0f} s in all.", cells.size(), seconds)},
                        {"Made by", made_by(cells)}};
  section.tables.push_back(parameters_table(cells));
  section.tables.insert(section.tables.end(), findings.tables.begin(), findings.tables.end());
  section.figures = std::move(findings.figures);
  for (const Picture& picture : findings.pictures) {
    FurtherPicture shown{picture.caption, {}};
    for (const std::filesystem::path& source : picture.sources)
      shown.files.push_back(source.generic_string());
    section.pictures.push_back(std::move(shown));
  }
  return section;
}

FurtherSection without_results(const Experiment& experiment, const std::string& profile) {
  const std::string answer =
      fmt::format("No cell has a result yet; dsc experiment {} --profile {} --dry-run says what is missing.",
                  experiment.id, profile);
  return {.id = experiment.id,
          .title = experiment.title,
          .paragraphs = {{"Question", experiment.question}, {"What the data say", answer}},
          .summary = answer};
}

}  // namespace

std::vector<FurtherSection> report_sections(const std::filesystem::path& results_root,
                                            const std::string& profile,
                                            const std::vector<Experiment>& experiments) {
  std::vector<FurtherSection> sections;
  bool any = false;
  for (const Experiment& experiment : experiments) {
    const std::vector<StoredCell> cells = stored_cells(results_root, profile, experiment.id);
    any = any || !cells.empty();
    sections.push_back(cells.empty() ? without_results(experiment, profile) : section_of(experiment, cells));
  }
  if (!any) sections.clear();
  return sections;
}

}  // namespace dsc
