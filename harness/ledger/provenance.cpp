#include "harness/ledger/provenance.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>

namespace dsc {
namespace {

/// Quotes for the shell: the path of the source tree may hold anything.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// First line of git's answer; none where git fails. An empty answer is an empty line.
std::optional<std::string> git(const std::filesystem::path& tree, const std::string& arguments) {
  const std::string command =
      fmt::format("git -c safe.directory={0} -C {0} {1} 2>/dev/null", quoted(tree.string()), arguments);
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) return std::nullopt;
  std::string line;
  int c = 0;
  while ((c = std::fgetc(pipe.get())) != EOF && c != '\n') line += static_cast<char>(c);
  while (std::fgetc(pipe.get()) != EOF) continue;
  if (pclose(pipe.release()) != 0) return std::nullopt;
  return line;
}

}  // namespace

Revision revision_of(const std::filesystem::path& source_tree) {
  Revision revision;
  const auto commit = git(source_tree, "rev-parse HEAD");
  if (!commit) return revision;
  revision.commit = *commit;
  const auto changes = git(source_tree, "status --porcelain -- . ':(exclude)results' ':(exclude)reports'");
  revision.dirty = !changes || !changes->empty();
  return revision;
}

std::string processor_name() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::string utc_text(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace dsc
