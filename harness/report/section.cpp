#include "harness/report/section.h"

#include <fmt/format.h>

#include "harness/report/figure_axes.h"
#include "harness/report/places.h"

namespace dsc::report {
namespace {

Markdown set(const Paragraph& paragraph, const std::string&) {
  if (single_line(paragraph.text).empty()) return "";
  return (paragraph.label.empty() ? "" : fmt::format("**{}.** ", escaped(paragraph.label))) + paragraph.text +
         "\n\n";
}

Markdown set(const Formula& formula_block, const std::string&) {
  return single_line(formula_block.latex).empty() ? "" : formula(formula_block.latex);
}

Markdown set(const Listing& listing, const std::string&) {
  if (listing.text.empty()) return "";
  // A fence longer than any run of backquotes in the text.
  std::string fence = "```";
  while (listing.text.find(fence) != std::string::npos) fence += '`';
  return fmt::format("{}{}\n{}\n{}\n\n", fence, listing.language, listing.text, fence);
}

Markdown set(const TableBlock& block, const std::string&) {
  if (block.table.size() == 0) return "";
  return (block.heading.empty() ? "" : block.heading + "\n\n") +
         block.table.folded(block.in_sight, block.folded_away, block.where);
}

Markdown set(const Plot& plot, const std::string& id) {
  const Figure& figure = plot.figure;
  const std::size_t left_out = points_left_out(figure);
  std::string note = plot.origin;
  if (left_out > 0) {
    note += fmt::format("{}{} left out: not finite{}.", note.empty() ? "" : " ", plural(left_out, "point"),
                        figure.log_x || figure.log_y ? ", or not positive on a logarithmic axis" : "");
  }
  return fmt::format("!{}\n\n", link(escaped(figure.title), "../" + figure_file(id, figure.name))) +
         (note.empty() ? "" : note + "\n\n");
}

Markdown set(const Pictures& pictures, const std::string&) {
  std::string out;
  for (const std::string& file : pictures.files) out += "!" + link(escaped(pictures.caption), file) + "\n";
  return out + fmt::format("\n{}\n\n", escaped(pictures.caption));
}

}  // namespace

TableBlock table_block(const Table& table, Markdown where, Markdown note) {
  std::vector<std::string> columns;
  for (const std::string& column : table.columns) columns.push_back(escaped(column));
  TableText text(columns);
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(escaped(cell));
    text.add(cells);
  }
  const std::string heading =
      fmt::format("**{}**{}", escaped(table.title), note.empty() ? "" : " (" + note + ")");
  return {.heading = heading, .table = std::move(text), .where = std::move(where)};
}

Markdown markdown(const Block& block, const std::string& id) {
  return std::visit([&](const auto& kind) { return set(kind, id); }, block);
}

Markdown markdown(const Section& section) {
  std::string out =
      fmt::format("# {}\n\n{}\n\n", escaped(section.title), link("All results", "../REPORT.md"));
  for (const Block& block : section.blocks) out += markdown(block, section.id);
  return out;
}

}  // namespace dsc::report
