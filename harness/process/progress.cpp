#include "harness/process/progress.h"

#include <fmt/color.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace dsc {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::size_t columns_of(std::FILE* out) {
  winsize size{};
  return ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string duration(double seconds) {
  if (seconds < 99.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {:02d} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02d} min", whole / 3600, whole / 60 % 60);
}

std::string painted(const Screen& screen, Tone tone, const std::string& text) {
  if (!screen.colour) return text;
  const auto colour = tone == Tone::good  ? fmt::terminal_color::green
                      : tone == Tone::bad ? fmt::terminal_color::red
                                          : fmt::terminal_color::yellow;
  return fmt::format(fmt::fg(colour), "{}", text);
}

Screen Screen::of(std::FILE* out) {
  Screen screen;
  screen.out = out;
  const char* const kind = std::getenv("TERM");
  screen.bar = isatty(fileno(out)) == 1 && kind != nullptr && std::string(kind) != "dumb";
  screen.colour = screen.bar && !is_set("NO_COLOR");
  return screen;
}

void View::clear() {
  if (screen_.bar) fmt::print(screen_.out, "\r\033[K");
  std::fflush(screen_.out);
}

void View::tick(const std::vector<std::string>& running, double share_of_running) {
  if (!screen_.bar) return;
  const double share = std::min(1.0, (done_ + share_of_running) / std::max(jobs_, 1));
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const std::string left = share > 0.01 ? ", " + duration(elapsed * (1 - share) / share) + " left" : "";
  constexpr int width = 20;
  const int filled = static_cast<int>(share * width);
  std::string line =
      fmt::format("[{}{}] {}/{}{}  {}", std::string(filled, '#'), std::string(width - filled, '.'), done_,
                  jobs_, left, fmt::join(running, " "));
  line.resize(std::min(line.size(), columns_of(screen_.out) - 1));
  fmt::print(screen_.out, "\r\033[K{}", line);
  std::fflush(screen_.out);
}

void View::finished(const FinishedLine& line) {
  ++done_;
  clear();
  const std::string digits = fmt::format("{}", jobs_);
  fmt::print(screen_.out, "[{:>{}}/{}] {}  {}  {}{}{}\n", done_, digits.size(), jobs_, line.name,
             painted(screen_, line.tone, line.text), line.detail, line.detail.empty() ? "" : "  ",
             duration(line.seconds));
  std::fflush(screen_.out);
}

}  // namespace dsc
