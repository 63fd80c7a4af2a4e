#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace dsc {

/// Where people read: a terminal gets colours (unless NO_COLOR is set to something) and a bar, anything else
/// plain lines.
struct Terminal {
  std::FILE* out = stdout;
  bool bar = false;
  bool colour = false;

  static Terminal of(std::FILE* out);
};

/// What came of a job, in general: it decides the colour.
enum class JobResult { good, bad, incomplete };

/// How a finished job reads.
struct JobLine {
  std::string name{};
  std::string text{};    ///< what came of it: "certified as expected"
  std::string detail{};  ///< "12 certificates"
  JobResult result = JobResult::good;
  double seconds = 0;
};

/// `text` in the colour of the result, where the terminal has colours.
std::string painted(const Terminal& terminal, JobResult result, const std::string& text);

/// A bar on a terminal, and one line for each finished job.
class ProgressBar {
 public:
  ProgressBar(const Terminal& terminal, int jobs) : terminal_(terminal), jobs_(jobs) {}

  /// Draws the bar: the running jobs and the work they have done, as shares of one job each.
  void draw(const std::vector<std::string>& running, double share_of_running);
  void finished(const JobLine& line);
  /// Takes the bar away.
  void clear();

 private:
  Terminal terminal_;
  int jobs_;
  int done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace dsc
