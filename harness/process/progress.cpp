#include "harness/process/progress.h"

#include <fmt/color.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "harness/process/duration.h"

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

std::string painted(const Terminal& terminal, JobResult result, const std::string& text) {
  if (!terminal.colour) return text;
  const auto colour = result == JobResult::good  ? fmt::terminal_color::green
                      : result == JobResult::bad ? fmt::terminal_color::red
                                                 : fmt::terminal_color::yellow;
  return fmt::format(fmt::fg(colour), "{}", text);
}

Terminal Terminal::of(std::FILE* out) {
  Terminal terminal;
  terminal.out = out;
  const char* const kind = std::getenv("TERM");
  terminal.bar = isatty(fileno(out)) == 1 && kind != nullptr && std::string(kind) != "dumb";
  terminal.colour = terminal.bar && !is_set("NO_COLOR");
  return terminal;
}

void ProgressBar::clear() {
  if (terminal_.bar) fmt::print(terminal_.out, "\r\033[K");
  std::fflush(terminal_.out);
}

void ProgressBar::draw(const std::vector<std::string>& running, double share_of_running) {
  if (!terminal_.bar) return;
  const double share = std::min(1.0, (done_ + share_of_running) / std::max(jobs_, 1));
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const std::string left = share > 0.01 ? ", " + duration(elapsed * (1 - share) / share) + " left" : "";
  constexpr int width = 20;
  const int filled = static_cast<int>(share * width);
  std::string line =
      fmt::format("[{}{}] {}/{}{}  {}", std::string(filled, '#'), std::string(width - filled, '.'), done_,
                  jobs_, left, fmt::join(running, " "));
  line.resize(std::min(line.size(), columns_of(terminal_.out) - 1));
  fmt::print(terminal_.out, "\r\033[K{}", line);
  std::fflush(terminal_.out);
}

void ProgressBar::finished(const JobLine& line) {
  ++done_;
  clear();
  const std::string digits = fmt::format("{}", jobs_);
  fmt::print(terminal_.out, "[{:>{}}/{}] {}  {}  {}{}{}\n", done_, digits.size(), jobs_, line.name,
             painted(terminal_, line.result, line.text), line.detail, line.detail.empty() ? "" : "  ",
             duration(line.seconds));
  std::fflush(terminal_.out);
}

}  // namespace dsc
