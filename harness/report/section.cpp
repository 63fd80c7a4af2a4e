#include <fmt/format.h>

#include "harness/report/figure_axes.h"
#include "harness/report/markdown.h"
#include "harness/report/parts.h"
#include "harness/report/standing.h"

namespace dsc::reporting {
namespace {

std::string labelled(const std::string& label, const std::string& text) {
  return single_line(text).empty() ? "" : fmt::format("**{}.** {}\n\n", label, escaped(text));
}

std::string ending(const Record& record) {
  const std::string end = record.state == State::failed ? "**FAILED**" : "**TIMED OUT**";
  return end + (record.message.empty() ? "" : ": " + escaped(record.message));
}

std::string verdict_line(const Entry& entry, const Places& places) {
  const ClaimText& claim = entry.claim;
  const std::string expected =
      fmt::format("expected: as stated {}{}", claim.expected_printed,
                  claim.expected_repaired ? ", as repaired " + *claim.expected_repaired : "");
  if (!entry.check) {
    return fmt::format("**Verdict.** **MISSING**: there is no record of the check ({}).\n\n", expected);
  }
  const Record& check = *entry.check;
  const std::string record = link("record", places.record(check));
  if (check.state != State::completed) {
    return fmt::format("**Verdict.** None: the check {} ({}; {}).\n\n", ending(check), expected, record);
  }
  std::string found = "As stated " + escaped(about(check.printed, claim.subject));
  if (!check.repaired.empty() && check.repaired != "unknown") found += "; as repaired " + check.repaired;
  if (check.overall != check.printed) found += fmt::format("; overall {}", check.overall);
  return fmt::format(
      "**Verdict.** {} ({}; {}, {}).\n\n", as_expected(check) ? found : "**NOT AS EXPECTED:** " + found,
      as_expected(check) ? "as expected" : expected, record, duration(check.provenance.seconds));
}

std::string what_was_checked(const Entry& entry) {
  std::string text = labelled("What was checked", entry.claim.instances);
  if (!entry.check) return text;
  const Inputs& inputs = entry.check->inputs;
  return text +
         fmt::format("Effort: {} of each random family, {} of search, at most {} enumerated, seed {}.\n\n",
                     plural(inputs.samples, "instance"), plural(inputs.search_steps, "step"),
                     plural(inputs.enumeration, "subset"), inputs.seed);
}

std::string tables(const Record& record, const Places& places) {
  std::string out;
  for (const Table& table : record.tables) {
    std::vector<std::string> columns;
    for (const std::string& column : table.columns) columns.push_back(escaped(column));
    TableText text(columns);
    for (const std::vector<std::string>& row : table.rows) {
      std::vector<std::string> cells;
      for (const std::string& cell : row) cells.push_back(escaped(cell));
      text.add(cells);
    }
    out += fmt::format("**{}** ({})\n\n", escaped(table.title), link("record", places.record(record)));
    out += text.folded(12, 100, link("the record", places.record(record)));
  }
  return out;
}

std::string figures(const Record& record, const Places& places) {
  std::string out;
  for (const Figure& figure : record.figures) {
    out += fmt::format("!{}\n\n", link(escaped(figure.title), places.figure(record.claim, figure)));
    const std::size_t left_out = points_left_out(figure);
    const std::string note =
        left_out == 0
            ? ""
            : fmt::format(" {} left out: not finite{}.", plural(left_out, "point"),
                          figure.log_x || figure.log_y ? ", or not positive on a logarithmic axis" : "");
    out += fmt::format("Drawn from {}.{}\n\n", link("the record", places.record(record)), note);
  }
  return out;
}

std::string control(const Entry& entry, const Places& places) {
  const std::string what =
      entry.claim.falsified.empty() ? "" : fmt::format(" {}", escaped(entry.claim.falsified));
  if (!entry.control) {
    return fmt::format(
        "**Control.**{}\n\nIt is **MISSING**: there is no record of it, so the check is not "
        "passed.\n\n",
        what);
  }
  const Record& record = *entry.control;
  std::string found = "it came out refuted, **fails as it must**";
  if (record.state != State::completed) {
    found = "**BROKEN**: it " + ending(record);
  } else if (control_of(entry) == Control::broken) {
    found = fmt::format("**BROKEN**: it came out {} instead of refuted", record.printed);
  }
  return fmt::format("**Control.**{}\n\nFound: {} ({}, {}).\n\n", what, found,
                     link("record", places.record(record)), duration(record.provenance.seconds)) +
         control_findings(record, places);
}

std::string numbers(const Record& record, const Places& places) {
  if (record.numbers.empty()) return "";
  constexpr std::size_t longest = 60;
  TableText table({"Certified number", "Value"});
  for (const auto& [name, value] : record.numbers) {
    const std::string shown = length(value) <= longest ? escaped(value)
                                                       : escaped(shortened(value, longest)) +
                                                             fmt::format(" ({} characters)", length(value));
    table.add({escaped(name), link(shown, places.record(record))});
  }
  return table.folded(12, 100, link("the record", places.record(record)));
}

}  // namespace

std::string claim_section(const Entry& entry, const Places& places) {
  const ClaimText& claim = entry.claim;
  std::string out = fmt::format("<a id=\"{}\"></a>\n\n## {}: {}\n\n", anchor(claim.id), escaped(claim.id),
                                escaped(claim.title));
  out += verdict_line(entry, places);
  out += labelled("Statement", claim.statement);
  if (!single_line(claim.latex).empty()) out += formula(claim.latex);
  out += labelled("Source", claim.source);
  out += labelled("Reading", claim.reading);
  out += what_was_checked(entry);
  out += labelled("Repair", claim.repair);
  if (entry.check) {
    out += findings(*entry.check, places) + tables(*entry.check, places) + figures(*entry.check, places);
  }
  out += control(entry, places);
  if (entry.check) out += numbers(*entry.check, places);
  return out + fmt::format("Source file: {}\n\n", code(claim.file));
}

}  // namespace dsc::reporting
