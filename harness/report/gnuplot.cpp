#include "harness/report/gnuplot.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/process/run_and_read.h"
#include "harness/report/figure_script.h"
#include "harness/report/markdown.h"

namespace dsc::report {
namespace {

constexpr const char* signature = "drawn by dsc report from the result record of ";

/// A new folder of our own, gone with this object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dsc-report-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw InputError(pattern, "", "a folder for temporary files", std::strerror(errno));
    }
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace

std::string draw(const Figure& figure, const std::string& origin) {
  const ScratchFolder folder;
  const auto script = folder.path() / "figure.gp", output = folder.path() / "out.svg";
  write_atomically(script, figure_script(figure, output));
  const ProgramEnd run = run_and_read({"gnuplot", "-d", script.string()}, StandardError::with_output);
  if (!run.started) {
    throw InputError("gnuplot, which draws the figures, is not installed: `apt-get install gnuplot-nox`");
  }
  const std::string message = single_line(run.output);
  const std::string figure_name = "figure " + figure.name + " of " + origin;
  if (run.status != 0) throw InputError("gnuplot could not draw " + figure_name + ": " + message);
  std::error_code error;
  std::string svg = std::filesystem::file_size(output, error) > 0 && !error ? read_bytes(output) : "";
  if (svg.find("</svg>") == std::string::npos) {
    throw InputError("gnuplot drew nothing for " + figure_name + (message.empty() ? "" : ": " + message));
  }
  // gnuplot's own title and version say nothing about the figure, and the version would change the bytes.
  svg = replaced(std::move(svg), "<title>Gnuplot</title>",
                 "<title>" + html(single_line(figure.title)) + "</title>");
  const auto begin = svg.find("<desc>"), end = svg.find("</desc>");
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    throw InputError("gnuplot", figure_name, "an SVG with a description", "none");
  }
  return svg.replace(begin, end - begin, "<desc>" + html(figure.name) + ", " + signature + html(origin));
}

bool drawn_by_report(const std::string& svg) { return svg.find(signature) != std::string::npos; }

}  // namespace dsc::report
