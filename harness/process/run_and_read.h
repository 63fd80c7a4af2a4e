#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dsc {

/// What a program left.
struct ProgramEnd {
  bool started = true;
  int status = 0;  ///< its exit status; -1 where a signal ended it
  std::string output{};
};

/// What becomes of a program's standard error.
enum class StandardError { with_output, dropped };

/// Runs `command[0]` (a path, or a name that PATH finds) with an empty standard input, and reads what it
/// prints: the first 4 MB, the rest is dropped. It dies with this process. Throws std::runtime_error where
/// the system has no process or pipe left.
ProgramEnd run_and_read(const std::vector<std::string>& command, StandardError errors);

}  // namespace dsc
