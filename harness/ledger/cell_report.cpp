#include "harness/ledger/cell_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

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

Tone tone_of(const CellReport& report) {
  if (report.as_expected) return Tone::good;
  return report.state == "completed" ? Tone::bad : Tone::incomplete;
}

FinishedLine line_of(const CellReport& report) {
  return {report.cell, describe(report),
          fmt::format("{} certificate{}", report.certificates, report.certificates == 1 ? "" : "s"),
          tone_of(report), report.seconds};
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
               painted(screen, tone_of(report), verdict), report.certificates, duration(report.seconds));
  }
  fmt::print(screen.out,
             "\n{} cells: {} as expected, {} with another verdict, {} incomplete; {} were up to date\n",
             reports.size(), good, other, incomplete, up_to_date);
}

}  // namespace dsc
