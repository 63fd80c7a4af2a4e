#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace dsc {

/// The revision of the source tree. Results and reports do not make it dirty: runs write them.
struct Revision {
  std::string commit = "unknown";  ///< where git or the repository is missing
  bool dirty = false;
};

Revision revision_of(const std::filesystem::path& source_tree);

/// Model name of the processor as the kernel reports it, or "unknown".
std::string processor_name();

/// What a run took.
struct Cost {
  std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
  double seconds = 0;        ///< wall time of the cell, the checker included
  double check_seconds = 0;  ///< wall time in dsc-check
  std::int64_t peak_memory_bytes = 0;
};

/// 2024-05-01T12:34:56Z
std::string utc_text(std::chrono::system_clock::time_point time);

/// What is recorded of the run besides its inputs.
struct Provenance {
  Revision revision;
  std::string cpu;
  int cores = 1;
  int threads = 1;  ///< OpenMP threads of the cell
};

}  // namespace dsc
