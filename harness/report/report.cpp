#include "harness/report/report.h"

#include <map>
#include <variant>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/report/gnuplot.h"
#include "harness/report/places.h"

namespace dsc::report {
namespace fs = std::filesystem;
namespace {

/// File name, below the reports folder, and SVG of every figure.
std::map<std::string, std::string> drawn_figures(const std::vector<Section>& sections) {
  std::map<std::string, std::string> drawn;
  for (const Section& section : sections) {
    for (const Block& block : section.blocks) {
      const Plot* const plot = std::get_if<Plot>(&block);
      if (plot == nullptr) continue;
      const std::string name = figure_file(section.id, plot->figure.name);
      if (!drawn.emplace(name, draw(plot->figure, section.origin)).second) {
        throw InputError(section.origin, "figures", "a file name no other figure has", name);
      }
    }
  }
  return drawn;
}

/// Removes the figures of an earlier report that this one does not have; files of other origin stay.
void remove_stale(const fs::path& reports, const std::map<std::string, std::string>& drawn) {
  std::vector<fs::path> stale;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(reports / "figures", error)) {
    const std::string name = file.path().filename().string();
    if (drawn.contains("figures/" + name) || !name.ends_with(".svg") || !file.is_regular_file()) continue;
    if (drawn_by_report(read_bytes(file.path()))) stale.push_back(file.path());
  }
  for (const fs::path& file : stale) fs::remove(file, error);
}

}  // namespace

void write_report(const Report& report, const fs::path& reports) {
  const std::map<std::string, std::string> figures = drawn_figures(report.sections);
  std::string text = report.front;
  for (const Section& section : report.sections) text += markdown(section);
  text += report.end;
  for (const auto& [name, svg] : figures) write_atomically(reports / name, svg);
  write_atomically(reports / "REPORT.md", text);
  remove_stale(reports, figures);
}

}  // namespace dsc::report
