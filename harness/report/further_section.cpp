#include "harness/report/further_section.h"

#include <fmt/format.h>

#include "harness/report/figure_axes.h"
#include "harness/report/markdown.h"
#include "harness/report/parts.h"

namespace dsc::reporting {
namespace {

std::string table_text(const Table& table) {
  std::vector<std::string> columns;
  for (const std::string& column : table.columns) columns.push_back(escaped(column));
  TableText text(columns);
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(escaped(cell));
    text.add(cells);
  }
  return fmt::format("**{}**\n\n", escaped(table.title)) + text.folded(24, 200, "the records");
}

}  // namespace

std::string further_summary(const std::vector<FurtherSection>& sections) {
  if (sections.empty()) return "";
  TableText table({"Experiment", "What the data say"});
  for (const FurtherSection& section : sections) {
    table.add({link(escaped(section.title), "#" + section_anchor(section.id)), escaped(section.summary)});
  }
  return "## Experiments\n\n" + table.all();
}

std::string further_section(const FurtherSection& section, const Places& places) {
  std::string out =
      fmt::format("<a id=\"{}\"></a>\n\n## {}\n\n", section_anchor(section.id), escaped(section.title));
  for (const auto& [label, text] : section.paragraphs) {
    if (!single_line(text).empty()) out += fmt::format("**{}.** {}\n\n", escaped(label), escaped(text));
  }
  for (const Table& table : section.tables) out += table_text(table);
  for (const Figure& figure : section.figures) {
    out += fmt::format("!{}\n\n", link(escaped(figure.title), places.figure(section.id, figure)));
    const std::size_t left_out = points_left_out(figure);
    if (left_out > 0)
      out += fmt::format("{} left out: not finite or not drawable.\n\n", plural(left_out, "point"));
  }
  for (const FurtherPicture& picture : section.pictures) {
    for (const std::string& file : picture.files)
      out += "!" + link(escaped(picture.caption), places.result(file)) + "\n";
    out += fmt::format("\n{}\n\n", escaped(picture.caption));
  }
  TableText records({"Record"});
  for (const auto& [name, file] : section.records) records.add({link(escaped(name), places.result(file))});
  return out + (section.records.empty() ? "" : records.folded(3, 1000, "the results folder"));
}

}  // namespace dsc::reporting
