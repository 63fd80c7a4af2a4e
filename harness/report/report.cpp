#include "harness/report/report.h"

#include <map>
#include <set>
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

/// Removes the files of `folder` that an earlier report made and this one, which made `kept`, did not. Files
/// of other origin stay.
void remove_stale(const fs::path& reports, const std::string& folder, const std::set<std::string>& kept,
                  const std::string& extension, bool (*ours)(const std::string&)) {
  std::vector<fs::path> stale;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(reports / folder, error)) {
    const std::string name = file.path().filename().string();
    if (kept.contains(folder + "/" + name) || !name.ends_with(extension) || !file.is_regular_file()) continue;
    if (ours(read_bytes(file.path()))) stale.push_back(file.path());
  }
  for (const fs::path& file : stale) fs::remove(file, error);
}

/// A page that a report made leads back to it.
bool is_page(const std::string& text) { return text.find("](../REPORT.md)") != std::string::npos; }

}  // namespace

void write_report(const Report& report, const fs::path& reports) {
  const std::map<std::string, std::string> figures = drawn_figures(report.sections);
  std::set<std::string> kept, folders;
  for (const auto& [name, svg] : figures) {
    write_atomically(reports / name, svg);
    kept.insert(name);
  }
  for (const Section& section : report.sections) {
    write_atomically(reports / section.page(), markdown(section));
    kept.insert(section.page());
    folders.insert(section.folder);
  }
  write_atomically(reports / "REPORT.md", report.front);
  remove_stale(reports, "figures", kept, ".svg", drawn_by_report);
  for (const std::string& folder : folders) remove_stale(reports, folder, kept, ".md", is_page);
}

}  // namespace dsc::report
