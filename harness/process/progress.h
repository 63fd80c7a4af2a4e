#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace dsc {

/// Where people read: a terminal gets colours (unless NO_COLOR is set to something) and a bar, anything else
/// plain lines.
struct Screen {
  std::FILE* out = stdout;
  bool bar = false;
  bool colour = false;

  static Screen of(std::FILE* out);
};

/// How a finished job reads.
enum class Tone { good, bad, incomplete };
struct FinishedLine {
  std::string name{};
  std::string text{};    ///< what came of it: "certified as expected"
  std::string detail{};  ///< "12 certificates"
  Tone tone = Tone::good;
  double seconds = 0;
};

/// `text` in the colour of the tone, where the screen has colours.
std::string painted(const Screen& screen, Tone tone, const std::string& text);

/// "12.3 s", "4 min 05 s", "1 h 20 min"
std::string duration(double seconds);

/// The progress of a run.
class View {
 public:
  View(const Screen& screen, int jobs) : screen_(screen), jobs_(jobs) {}

  /// A line of the bar: the running jobs and the work they have done, as shares of one job each.
  void tick(const std::vector<std::string>& running, double share_of_running);
  void finished(const FinishedLine& line);
  /// Takes the bar away.
  void clear();

 private:
  Screen screen_;
  int jobs_;
  int done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace dsc
