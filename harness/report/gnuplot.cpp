#include "harness/report/gnuplot.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "harness/error.h"
#include "harness/report/figure_script.h"
#include "harness/report/markdown.h"
#include "harness/files/atomic_file.h"

extern char** environ;

namespace dsc::reporting {
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

/// Runs `gnuplot -d script`, both outputs into `log`; returns the exit status as waitpid gives it.
int run_gnuplot(const std::filesystem::path& script, const std::filesystem::path& log) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  std::string name = "gnuplot", defaults = "-d", file = script.string();
  std::array<char*, 4> arguments{name.data(), defaults.data(), file.data(), nullptr};
  pid_t child = 0;
  const int failure = posix_spawnp(&child, name.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure == ENOENT) {
    throw InputError("gnuplot, which draws the figures, is not installed: `apt-get install gnuplot-nox`");
  }
  if (failure != 0) throw InputError("gnuplot", "", "to start", std::strerror(failure));
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw InputError("gnuplot", "", "to end", std::strerror(errno));
  }
  return status;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace

std::string draw(const Figure& figure, const std::string& origin) {
  const ScratchFolder folder;
  const auto script = folder.path() / "figure.gp", log = folder.path() / "log",
             output = folder.path() / "out.svg";
  write_atomically(script, figure_script(figure, output));
  const int status = run_gnuplot(script, log);
  const std::string message = single_line(read_bytes(log));
  const std::string figure_name = "figure " + figure.name + " of " + origin;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw InputError("gnuplot could not draw " + figure_name + ": " + message);
  }
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

}  // namespace dsc::reporting
