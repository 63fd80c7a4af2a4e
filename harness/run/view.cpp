#include "harness/run/view.h"

#include <fmt/color.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::string duration(double seconds) {
  if (seconds < 99.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {:02d} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02d} min", whole / 3600, whole / 60 % 60);
}

fmt::text_style style_of(const CellReport& report) {
  if (report.as_expected) return fmt::fg(fmt::terminal_color::green);
  return fmt::fg(report.state == "completed" ? fmt::terminal_color::red : fmt::terminal_color::yellow);
}

std::string painted(const Screen& screen, const CellReport& report, const std::string& text) {
  return screen.colour ? fmt::format(style_of(report), "{}", text) : text;
}

std::size_t columns_of(std::FILE* out) {
  winsize size{};
  return ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// The expected verdict in the words of the headline.
std::string wanted_verdict(const Cell& cell) {
  if (cell.control) return to_string(Verdict::refuted);
  const Expected& expected = cell.claim->expected;
  const bool stands = expected.repaired == Verdict::certified || expected.repaired == Verdict::holds;
  const bool printed_stands = expected.printed == Verdict::certified || expected.printed == Verdict::holds;
  return to_string(stands && !printed_stands ? Verdict::repaired : expected.printed);
}

int count_certificates(const ordered_json& record) {
  std::set<std::string> files;
  for (const ordered_json& item : record.at("evidence")) {
    if (item.at("certificate").is_object())
      files.insert(item.at("certificate").at("file").get<std::string>());
  }
  return static_cast<int>(files.size());
}

}  // namespace

Screen Screen::of(std::FILE* out) {
  Screen screen;
  screen.out = out;
  const char* const kind = std::getenv("TERM");
  screen.bar = isatty(fileno(out)) == 1 && kind != nullptr && std::string(kind) != "dumb";
  screen.colour = screen.bar && !is_set("NO_COLOR");
  return screen;
}

CellReport report_on(const PlannedCell& planned, const ProfileFolder& folder) {
  CellReport report;
  report.cell = planned.cell.name();
  report.wanted = wanted_verdict(planned.cell);
  report.state = "missing";
  try {
    const auto record = read_record(folder.record(planned.cell));
    if (!record || record->at("address").get<std::string>() != address_of(planned.inputs)) return report;
    report.state = record->at("state").get<std::string>();
    report.message = record->at("message").get<std::string>();
    report.as_expected = record->at("as_expected").get<bool>();
    report.seconds = record->at("provenance").at("seconds").get<double>();
    report.certificates = count_certificates(*record);
    const ordered_json& verdict = record->at("verdict").at(planned.cell.control ? "printed" : "overall");
    if (verdict.is_string()) report.verdict = verdict.get<std::string>();
  } catch (const InputError& error) {
    report.message = error.what();
  }
  return report;
}

std::string describe(const CellReport& report) {
  if (report.state == "failed") return "failed: " + report.message;
  if (report.state == "timed_out") return "timed out: " + report.message;
  if (report.state == "missing") return report.message.empty() ? "not run" : "not run: " + report.message;
  if (report.as_expected) return report.verdict + " as expected";
  if (report.verdict != report.wanted) return fmt::format("{}, expected {}", report.verdict, report.wanted);
  return report.verdict + ", but not in the wording expected";
}

void View::clear() {
  if (screen_.bar) fmt::print(screen_.out, "\r\033[K");
  std::fflush(screen_.out);
}

void View::tick(const std::vector<std::string>& running, double share_of_running) {
  if (!screen_.bar) return;
  const double share = std::min(1.0, (done_ + share_of_running) / std::max(cells_, 1));
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const std::string left = share > 0.01 ? ", " + duration(elapsed * (1 - share) / share) + " left" : "";
  constexpr int width = 20;
  const int filled = static_cast<int>(share * width);
  std::string line =
      fmt::format("[{}{}] {}/{}{}  {}", std::string(filled, '#'), std::string(width - filled, '.'), done_,
                  cells_, left, fmt::join(running, " "));
  line.resize(std::min(line.size(), columns_of(screen_.out) - 1));
  fmt::print(screen_.out, "\r\033[K{}", line);
  std::fflush(screen_.out);
}

void View::finished(const CellReport& report) {
  ++done_;
  clear();
  const std::string digits = fmt::format("{}", cells_);
  fmt::print(screen_.out, "[{:>{}}/{}] {}  {}  {} certificate{}  {}\n", done_, digits.size(), cells_,
             report.cell, painted(screen_, report, describe(report)), report.certificates,
             report.certificates == 1 ? "" : "s", duration(report.seconds));
  std::fflush(screen_.out);
}

void print_summary(const Screen& screen, const std::vector<CellReport>& reports, int up_to_date) {
  std::size_t name_width = 4, verdict_width = 7;
  for (const CellReport& report : reports) {
    name_width = std::max(name_width, report.cell.size());
    verdict_width = std::max(verdict_width, describe(report).size());
  }
  verdict_width = std::min<std::size_t>(verdict_width, 60);
  fmt::print(screen.out, "\n{:<{}}  {:<{}}  {:>12}  {:>10}\n", "cell", name_width, "verdict", verdict_width,
             "certificates", "time");
  int good = 0, other = 0, incomplete = 0;
  for (const CellReport& report : reports) {
    ++(report.as_expected ? good : report.state == "completed" ? other : incomplete);
    const std::string verdict = fmt::format("{:<{}}", describe(report), verdict_width);
    fmt::print(screen.out, "{:<{}}  {}  {:>12}  {:>10}\n", report.cell, name_width,
               painted(screen, report, verdict), report.certificates, duration(report.seconds));
  }
  fmt::print(screen.out,
             "\n{} cells: {} as expected, {} with another verdict, {} incomplete; {} were up to date\n",
             reports.size(), good, other, incomplete, up_to_date);
}

}  // namespace dsc
