#include "harness/ledger/record.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

ordered_json claim_json(const Claim& claim) {
  return {{"id", claim.id},
          {"position", claim.position},
          {"title", claim.title},
          {"source", claim.source},
          {"statement", claim.statement},
          {"latex", claim.latex},
          {"reading", claim.reading},
          {"repair", claim.repair},
          {"instances", claim.instances},
          {"falsified", claim.falsified},
          {"subject", claim.subject},
          {"file", claim.file},
          {"expected", to_json(claim.expected)}};
}

double finite(double value, const std::string& what) {
  if (!std::isfinite(value)) throw std::runtime_error(what + " is not a finite number");
  return value;
}

ordered_json finite(const std::vector<double>& values, const std::string& what) {
  ordered_json list = ordered_json::array();
  for (const double value : values) list.push_back(finite(value, what));
  return list;
}

ordered_json tightness_json(const std::optional<double>& tightness) {
  return tightness ? ordered_json(finite(*tightness, "a tightness")) : ordered_json();
}

ordered_json certificate_json(const StoredCertificate& certificate) {
  return {{"file", certificate.file},
          {"sha256", certificate.sha256},
          {"bytes", certificate.bytes},
          {"committed", certificate.committed},
          {"accepted", certificate.accepted}};
}

ordered_json evidence_json(const Findings& findings) {
  ordered_json list = ordered_json::array();
  const auto& evidence = findings.outcome.evidence();
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const Evidence& item = evidence[i];
    list.push_back(
        {{"form", to_string(item.form)},
         {"scope", to_string(item.scope)},
         {"violated", item.violated},
         {"instance", item.instance},
         {"finding", item.finding},
         {"tightness", tightness_json(item.tightness)},
         {"certificate",
          i < findings.certificates.size() ? certificate_json(findings.certificates[i]) : ordered_json()}});
  }
  return list;
}

std::string style_name(Figure::Style style) {
  switch (style) {
    case Figure::Style::lines:
      return "lines";
    case Figure::Style::points:
      return "points";
    case Figure::Style::bars:
      return "bars";
  }
  throw std::logic_error("a figure style without a name");
}

ordered_json figures_json(const Outcome& outcome) {
  ordered_json list = ordered_json::array();
  for (const Figure& figure : outcome.figures()) {
    ordered_json series = ordered_json::array();
    for (const Series& one : figure.series) {
      const std::string what = "a coordinate of figure " + figure.name;
      series.push_back({{"label", one.label}, {"x", finite(one.x, what)}, {"y", finite(one.y, what)}});
    }
    list.push_back({{"name", figure.name},
                    {"title", figure.title},
                    {"x_label", figure.x_label},
                    {"y_label", figure.y_label},
                    {"log_x", figure.log_x},
                    {"log_y", figure.log_y},
                    {"style", style_name(figure.style)},
                    {"categories", figure.categories},
                    {"series", series}});
  }
  return list;
}

ordered_json tables_json(const Outcome& outcome) {
  ordered_json list = ordered_json::array();
  for (const Table& table : outcome.tables()) {
    list.push_back({{"title", table.title}, {"columns", table.columns}, {"rows", table.rows}});
  }
  return list;
}

ordered_json numbers_json(const Outcome& outcome) {
  ordered_json list = ordered_json::array();
  for (const auto& [name, value] : outcome.numbers()) list.push_back({{"name", name}, {"value", value}});
  return list;
}

ordered_json verdict_json(const Findings& findings) {
  if (findings.state != State::completed)
    return {{"printed", nullptr}, {"repaired", nullptr}, {"overall", nullptr}};
  return {{"printed", to_string(findings.outcome.verdict(Form::printed))},
          {"repaired", to_string(findings.outcome.verdict(Form::repaired))},
          {"overall", to_string(findings.outcome.verdict())}};
}

ordered_json provenance_json(const Provenance& provenance, const Build& build, const Cost& cost) {
  return {{"git_revision", provenance.revision.commit},
          {"git_dirty", provenance.revision.dirty},
          {"compiler", build.compiler},
          {"flags", build.flags},
          {"cpu", provenance.cpu},
          {"cores", provenance.cores},
          {"threads", provenance.threads},
          {"device", "cpu"},
          {"started", utc_text(cost.started)},
          {"seconds", cost.seconds},
          {"check_seconds", cost.check_seconds},
          {"peak_memory_bytes", cost.peak_memory_bytes}};
}

}  // namespace

std::string to_string(State state) {
  switch (state) {
    case State::completed:
      return "completed";
    case State::failed:
      return "failed";
    case State::timed_out:
      return "timed_out";
  }
  throw std::logic_error("a state without a name");
}

bool as_expected(const Cell& cell, const Findings& findings) {
  const Outcome& outcome = findings.outcome;
  if (findings.state != State::completed || outcome.evidence().empty()) return false;
  const bool accepted =
      findings.certificates.size() == outcome.evidence().size() &&
      std::all_of(findings.certificates.begin(), findings.certificates.end(),
                  [](const StoredCertificate& certificate) { return certificate.accepted; });
  if (!accepted) return false;
  if (cell.control) return outcome.verdict(Form::printed) == Verdict::refuted;
  const Expected& expected = cell.claim->expected;
  return outcome.verdict(Form::printed) == expected.printed &&
         outcome.verdict(Form::repaired) == expected.repaired.value_or(Verdict::unknown);
}

Verdict headline(const Cell& cell, const Outcome& outcome) {
  return cell.control ? outcome.verdict(Form::printed) : outcome.verdict();
}

ordered_json record_of(const Cell& cell, const CellInputs& inputs, const Findings& findings,
                       const Provenance& provenance, const Cost& cost) {
  return {{"schema", kRecordSchema},
          {"cell", cell.name()},
          {"address", address_of(inputs)},
          {"state", to_string(findings.state)},
          {"message", findings.message},
          {"claim", claim_json(*cell.claim)},
          {"verdict", verdict_json(findings)},
          {"as_expected", as_expected(cell, findings)},
          {"tightness", tightness_json(findings.outcome.tightness())},
          {"evidence", evidence_json(findings)},
          {"numbers", numbers_json(findings.outcome)},
          {"tables", tables_json(findings.outcome)},
          {"figures", figures_json(findings.outcome)},
          {"inputs", to_json(inputs)},
          {"provenance", provenance_json(provenance, inputs.build, cost)}};
}

void store_record(const ProfileFolder& folder, const Cell& cell, const Findings& findings,
                  const ordered_json& record) {
  const std::string text = record.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  write_atomically(folder.record(cell), text);
  prune_certificates(folder, cell, findings.certificates);
}

std::vector<std::filesystem::path> record_files(const std::filesystem::path& profile_folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(profile_folder / "claims", error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace dsc
