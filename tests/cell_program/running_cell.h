#pragma once

#include <sys/types.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/temporary_folder.h"

namespace dsc {

/// A cell in a folder of its own, gone with the test.
class CellFolder {
 public:
  CellFolder();
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  /// Writes SPEC.json for this work; `data` are keys of sets that Debian packages bring.
  void specify(const std::string& work, const nlohmann::ordered_json& parameters,
               const std::vector<std::string>& data, const std::string& trained = "") const;
  /// What the cell wrote.
  nlohmann::ordered_json output() const;
  /// The same without what is measured by the clock.
  nlohmann::ordered_json result() const;

 private:
  TemporaryFolder folder_;
};

/// dsc-cell at work.
class RunningCell {
 public:
  explicit RunningCell(const CellFolder& folder, std::vector<std::string> arguments = {});
  ~RunningCell();
  RunningCell(const RunningCell&) = delete;
  RunningCell& operator=(const RunningCell&) = delete;

  /// Waits until it reports such a share of its work, or the end; whether it came to that.
  bool wait_for_progress(double share);
  /// Waits until the file is there, or the end; whether it came to that.
  bool wait_for(const std::filesystem::path& file);
  void send(int signal);
  /// Exit status, or minus the signal that ended it.
  int finish();
  std::string errors() const;
  /// The shares of work that came by descriptor 3.
  const std::vector<double>& progress();

 private:
  bool ended();

  pid_t process_ = -1;
  int pipe_ = -1;
  int status_ = 0;
  std::filesystem::path errors_;
  std::vector<double> shares_;
};

}  // namespace dsc
