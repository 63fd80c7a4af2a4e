#include "experiments/run/report_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "experiments/run/what_was_run.h"
#include "harness/claim.h"

namespace dsc {
namespace {

using report::escaped;
using report::plain;

/// Text up to the end of the first sentence.
std::string first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

report::Section empty_section(const Experiment& experiment) {
  return {.id = experiment.id,
          .folder = "experiments",
          .origin = "experiment " + experiment.id,
          .title = experiment.title,
          .blocks = {}};
}

/// What the records say besides their results.
struct Remarks {
  std::vector<std::string> not_completed{}, contradictory{};
  std::set<std::string> notes{};
  std::size_t older = 0;
  double seconds = 0;
};

Remarks remarks_on(const std::vector<StoredCell>& cells) {
  Remarks remarks;
  for (const StoredCell& cell : cells) {
    remarks.seconds += cell.result.seconds;
    remarks.older += cell.older_code ? 1 : 0;
    if (!cell.record.contradiction.empty()) {
      remarks.contradictory.push_back(cell.result.name + ": " + cell.record.contradiction);
    }
    if (cell.record.state != ledger::State::completed) {
      remarks.not_completed.push_back(
          fmt::format("{} {} ({})", cell.result.name, to_string(cell.record.state), cell.record.message));
    }
    remarks.notes.insert(cell.result.notes.begin(), cell.result.notes.end());
  }
  return remarks;
}

/// A record that was changed by another hand is named, and is no result.
std::vector<ExperimentResult> results_of(const std::vector<StoredCell>& cells) {
  std::vector<ExperimentResult> results;
  for (const StoredCell& cell : cells) {
    if (cell.record.state == ledger::State::completed && cell.record.contradiction.empty()) {
      results.push_back(cell.result);
    }
  }
  return results;
}

std::string older_code(const Remarks& remarks, std::size_t cells) {
  if (remarks.older == 0) return "";
  return fmt::format(
      "{} of {} cells were computed by older code. They stand until dsc experiment replaces them.",
      remarks.older, cells);
}

void add_exhibits(const std::vector<StoredCell>& cells, ExperimentFindings findings,
                  const report::Places& places, report::Section& section) {
  section.blocks.push_back(report::table_block(parameters_table(cells), "the records"));
  for (const Table& table : findings.tables)
    section.blocks.push_back(report::table_block(table, "the records"));
  for (Figure& figure : findings.figures) section.blocks.push_back(report::Plot{std::move(figure), {}});
  for (const Picture& picture : findings.pictures) {
    report::Pictures shown{.caption = picture.caption};
    for (const std::filesystem::path& source : picture.sources) {
      shown.files.push_back(places.below_results(source.generic_string()));
    }
    section.blocks.push_back(std::move(shown));
  }
  report::TableText records({"Record"});
  for (const StoredCell& cell : cells) {
    records.add({report::link(escaped(cell.result.name), places.below_results(cell.result.file)) +
                 (cell.older_code ? " (older code)" : "")});
  }
  section.blocks.push_back(report::TableBlock{
      .table = std::move(records), .in_sight = 3, .folded_away = 1000, .where = "the results folder"});
}

ExperimentSection section_of(const Experiment& experiment, const std::vector<StoredCell>& cells,
                             const report::Places& places) {
  const std::vector<ExperimentResult> results = results_of(cells);
  ExperimentFindings findings;
  findings.answer = "No cell was completed.";
  if (!results.empty()) findings = experiment.findings(results);
  const Remarks remarks = remarks_on(cells);
  const std::string size = training_size(cells);
  ExperimentSection made{empty_section(experiment), first_sentence(findings.answer), cells.size(),
                         findings.claims};
  if (!size.empty()) made.summary += fmt::format(" Trained {}.", size);
  if (remarks.older > 0)
    made.summary += fmt::format(" {} of {} cells are of older code.", remarks.older, cells.size());
  made.section.blocks = {
      plain("Question", experiment.question),
      plain("Source", experiment.source),
      plain("The paper", experiment.paper),
      plain("What the data say", findings.answer),
      plain("Not completed", fmt::format("{}", fmt::join(remarks.not_completed, "; "))),
      plain("Records that contradict themselves", fmt::format("{}", fmt::join(remarks.contradictory, "; "))),
      plain("Older code", older_code(remarks, cells.size())),
      plain("About the data", fmt::format("{}", fmt::join(remarks.notes, "; "))),
      plain("Not alike", mixture(cells)),
      plain("Cost", fmt::format("{} cells, {:.0f} s in all.", cells.size(), remarks.seconds)),
      plain("Made by", made_by(cells))};
  add_exhibits(cells, std::move(findings), places, made.section);
  return made;
}

ExperimentSection without_results(const Experiment& experiment, const std::string& profile) {
  const std::string answer =
      fmt::format("No cell has a result yet; dsc experiment {} --profile {} --dry-run says what is missing.",
                  experiment.id, profile);
  ExperimentSection made{empty_section(experiment), answer, 0, {}};
  made.section.blocks = {plain("Question", experiment.question), plain("What the data say", answer)};
  return made;
}

}  // namespace

std::vector<ExperimentSection> report_sections(const std::filesystem::path& results_root,
                                               const report::Places& places,
                                               const std::vector<Experiment>& experiments,
                                               const std::map<std::string, std::string>& code) {
  std::vector<ExperimentSection> sections;
  bool any = false;
  for (const Experiment& experiment : experiments) {
    const std::vector<StoredCell> cells = stored_cells(results_root, places.profile(), experiment.id, code);
    any = any || !cells.empty();
    sections.push_back(cells.empty() ? without_results(experiment, places.profile())
                                     : section_of(experiment, cells, places));
  }
  if (!any) sections.clear();
  return sections;
}

report::Markdown experiments_summary(const std::vector<ExperimentSection>& sections,
                                     const std::string& profile) {
  if (sections.empty()) return "";
  report::TableText table({"Experiment", "What the data say"});
  report::TableText claims({"Claim", "What Section 4 says", "Verdict", "These runs"});
  bool any = false;
  for (const ExperimentSection& one : sections) {
    table.add({report::link(escaped(one.section.title), one.section.page()), escaped(one.summary)});
    for (const EmpiricalClaim& claim : one.claims) {
      any = true;
      claims.add({report::link(escaped(claim.id), one.section.page()), escaped(claim.statement),
                  escaped(to_string(Verdict::empirical) + ": " + claim.verdict), escaped(claim.finding)});
    }
  }
  report::Markdown text;
  if (profile == "quick" || profile == "smoke") {
    text += fmt::format(
        "The profile {} shows that the machinery works and no more: its trainings are a small share of "
        "the paper's, which each table of effects states.\n\n",
        escaped(profile));
  }
  text += table.all();
  if (any) {
    text +=
        "\n**Section 4's claims**, held against these runs by the interval of each comparison; never more "
        "than "
        "empirical.\n\n" +
        claims.all();
  }
  return text;
}

report::Markdown longer_runs(const std::vector<ExperimentSection>& sections, const std::string& profile) {
  report::TableText table({"Experiment", "Cells so far", "What the data say"});
  bool any = false;
  for (const ExperimentSection& one : sections) {
    if (one.cells == 0) continue;
    any = true;
    table.add({escaped(one.section.title), std::to_string(one.cells), escaped(one.summary)});
  }
  if (!any) return "";
  return fmt::format(
      "\n**Longer runs**, of the profile {}, committed as they finish; {} writes their tables and "
      "figures.\n\n{}",
      escaped(profile), report::code("dsc report --profile " + profile), table.all());
}

}  // namespace dsc
