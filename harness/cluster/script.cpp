#include "harness/cluster/script.h"

namespace dsc::cluster {
namespace {

constexpr const char* kRun = R"(
# One task, one cell at a time.
export OMP_NUM_THREADS="${SLURM_CPUS_PER_TASK:-1}"
status=0 stopped=

# bash waits for a command in the foreground before it heeds a signal.
run() {
  [ -z "$stopped" ] || return
  "$@" &
  local child=$! ended
  trap "stopped=yes; kill -TERM $child 2>/dev/null" TERM
  wait "$child"; ended=$?
  while kill -0 "$child" 2>/dev/null; do wait "$child"; ended=$?; done
  trap - TERM
  [ "$ended" -le "$status" ] || status=$ended
}

)";

}  // namespace

std::string text_of(const Script& script) {
  std::string text = "#!/bin/bash\n# Written by dsc submit.\n";
  const auto directive = [&](const std::string& option) { text += "#SBATCH " + option + "\n"; };
  directive("--job-name=" + script.name);
  directive("--output=\"" + script.log + "\"");
  directive("--open-mode=append");
  for (const std::string& option : script.options) directive(option);
  text += kRun;
  for (const std::string& command : script.commands) text += "run " + command + "\n";
  return text + "exit \"$status\"\n";
}

std::string index_ranges(const std::vector<int>& indices) {
  std::string text;
  for (std::size_t first = 0; first < indices.size();) {
    std::size_t last = first;
    while (last + 1 < indices.size() && indices[last + 1] == indices[last] + 1) ++last;
    text += (text.empty() ? "" : ",") + std::to_string(indices[first]);
    if (last > first) text += "-" + std::to_string(indices[last]);
    first = last + 1;
  }
  return text;
}

}  // namespace dsc::cluster
