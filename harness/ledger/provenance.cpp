#include "harness/ledger/provenance.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <thread>

#include "harness/files/digest.h"
#include "harness/process/run_and_read.h"

namespace dsc::ledger {

using nlohmann::ordered_json;

namespace {

/// First line of git's answer; none where git fails. An empty answer is an empty line.
std::optional<std::string> git(const std::filesystem::path& tree, const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {"git", "-c", "safe.directory=" + tree.string(), "-C", tree.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const ProgramEnd end = run_and_read(command, StandardError::dropped);
  if (end.status != 0) return std::nullopt;
  return end.output.substr(0, end.output.find('\n'));
}

double seconds_from(const Field& field) {
  const double seconds = field.number();
  if (!(seconds >= 0 && seconds < 1e12)) field.reject("a number of seconds");
  return seconds;
}

}  // namespace

Revision revision_of(const std::filesystem::path& source_tree) {
  Revision revision;
  if (source_tree.empty()) return revision;  // else git would look where we are
  const auto commit = git(source_tree, {"rev-parse", "HEAD"});
  if (!commit) return revision;
  revision.commit = *commit;
  const auto changes =
      git(source_tree, {"status", "--porcelain", "--", ".", ":(exclude)results", ":(exclude)reports"});
  revision.dirty = !changes || !changes->empty();
  return revision;
}

Machine this_machine() {
  Machine machine;
  machine.cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line) && !line.empty();) {  // the first processor
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string key = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
    const std::string value = line.substr(std::min(line.size(), colon + 2));
    if (key == "model name") machine.cpu = value;
    if (key == "cpu family") machine.family = value;
    if (key == "model") machine.model = value;
    if (key == "stepping") machine.stepping = value;
    if (key == "flags" || key == "Features") machine.flags_sha256 = sha256_hex(value);
  }
  if (machine.cpu.empty()) machine.cpu = "unknown";
  return machine;
}

ordered_json to_json(const Provenance& from) {
  return {{"git_revision", from.revision.commit},
          {"git_dirty", from.revision.dirty},
          {"compiler", from.build.compiler},
          {"flags", from.build.flags},
          {"libraries", from.build.libraries},
          {"cpu", from.machine.cpu},
          {"cpu_family", from.machine.family},
          {"cpu_model", from.machine.model},
          {"cpu_stepping", from.machine.stepping},
          {"cpu_flags_sha256", from.machine.flags_sha256},
          {"cores", from.machine.cores},
          {"threads", from.threads},
          {"device", from.device},
          {"started", from.started},
          {"seconds", from.seconds},
          {"runs", from.runs},
          {"peak_memory_bytes", from.peak_memory_bytes},
          {"program", from.program},
          {"copied_from", from.copied_from}};
}

Provenance provenance_from(const Field& field) {
  constexpr int most = 1'000'000;
  Provenance from;
  from.revision = {field["git_revision"].text(), field["git_dirty"].flag()};
  from.build = {field["compiler"].text(), field["flags"].text(), {}};
  for (const auto& [name, version] : field["libraries"].members()) {
    from.build.libraries[name] = version.text();
  }
  from.machine = {.cpu = field["cpu"].text(),
                  .family = field["cpu_family"].text(),
                  .model = field["cpu_model"].text(),
                  .stepping = field["cpu_stepping"].text(),
                  .flags_sha256 = field["cpu_flags_sha256"].text(),
                  .cores = static_cast<int>(field["cores"].integer(0, most))};
  from.threads = static_cast<int>(field["threads"].integer(0, most));
  from.device = field["device"].text();
  from.started = field["started"].text();
  from.seconds = seconds_from(field["seconds"]);
  from.runs = static_cast<int>(field["runs"].integer(0, most));
  from.peak_memory_bytes = static_cast<std::int64_t>(field["peak_memory_bytes"].count());
  from.program = field["program"].object();
  from.copied_from = field["copied_from"].text();
  return from;
}

std::string utc_text(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace dsc::ledger
