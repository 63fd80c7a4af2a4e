#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/temporary_folder.h"

namespace dsc {

struct Ended {
  int status = -1;  ///< exit status, or minus the signal that ended it
  std::string out, err;
};

using Environment = std::map<std::string, std::string>;

/// A run of the program of fake claims. Its processes hold a pipe open for as long as one of them lives.
class RunningProgram {
 public:
  /// Its standard output goes to the file `out`, or to one of ours where that is empty.
  explicit RunningProgram(const std::vector<std::string>& arguments, const Environment& environment = {},
                          const std::string& out = {});
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Waits until a cell says that it is at work; false where none does before the end or in a minute.
  bool wait_for_cell();
  /// Waits until every process of the run is gone, at most so long; whether they are.
  bool wait_until_gone(int milliseconds);
  void send(int signal);
  Ended finish();

 private:
  pid_t process_ = -1;
  int pipe_ = -1;
  TemporaryFolder output_;
};

Ended run_program(const std::vector<std::string>& arguments, const Environment& environment = {},
                  const std::string& out = {});

/// Writes text to a file as it stands.
void write_text(const std::filesystem::path& file, const std::string& text);

/// All regular files below a folder, relative to it, sorted.
std::vector<std::string> files_below(const std::filesystem::path& folder);

}  // namespace dsc
