#include "harness/verify/claim_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "harness/verify/exhibit_json.h"
#include "harness/verify/proven.h"

namespace dsc::verify {

using nlohmann::ordered_json;

namespace {

ordered_json tightness_json(const std::optional<double>& tightness) {
  if (tightness && !std::isfinite(*tightness)) throw std::runtime_error("a tightness is not a finite number");
  return tightness ? ordered_json(*tightness) : ordered_json();
}

ordered_json certificate_json(const StoredCertificate& certificate) {
  return {{"file", certificate.file},           {"sha256", certificate.sha256}, {"bytes", certificate.bytes},
          {"committed", certificate.committed}, {"proves", certificate.proves}, {"bears", certificate.bears}};
}

ordered_json evidence_json(const ClaimResult& result) {
  ordered_json list = ordered_json::array();
  const auto& evidence = result.outcome.evidence();
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const Evidence& item = evidence[i];
    const bool stored = i < result.certificates.size();
    list.push_back({{"form", to_string(item.form)},
                    {"scope", to_string(item.scope)},
                    {"violated", item.violated},
                    {"instance", item.instance},
                    {"finding", item.finding},
                    {"tightness", tightness_json(item.tightness)},
                    {"certificate", stored ? certificate_json(result.certificates[i]) : ordered_json()}});
  }
  return list;
}

ordered_json numbers_json(const Outcome& outcome) {
  ordered_json list = ordered_json::array();
  for (const auto& [name, value] : outcome.numbers()) list.push_back({{"name", name}, {"value", value}});
  return list;
}

ordered_json verdicts_json(const Outcome& outcome) {
  return {{"printed", to_string(outcome.verdict(Form::printed))},
          {"repaired", to_string(outcome.verdict(Form::repaired))},
          {"overall", to_string(outcome.verdict())}};
}

Form form_from(const Field& field) {
  return field.text({to_string(Form::printed), to_string(Form::repaired)}) == to_string(Form::printed)
             ? Form::printed
             : Form::repaired;
}

Scope scope_from(const Field& field) {
  constexpr std::array scopes{Scope::all_signals, Scope::one_signal, Scope::hypotheses};
  std::vector<std::string> words;
  for (const Scope scope : scopes) words.push_back(to_string(scope));
  const std::string word = field.text(words);
  return scopes[static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin())];
}

StoredCertificate certificate_from(const Field& field) {
  return {.file = field["file"].path_below(),
          .sha256 = field["sha256"].sha256(),
          .bytes = field["bytes"].count(),
          .committed = field["committed"].flag(),
          .proves = field["proves"].text(),
          .bears = field["bears"].text({"", "supports", "violates", "vacuous"})};
}

void add_evidence(const Field& field, ClaimResult& result) {
  result.outcome.add(Evidence{.form = form_from(field["form"]),
                              .scope = scope_from(field["scope"]),
                              .violated = field["violated"].flag(),
                              .instance = field["instance"].text(),
                              .finding = field["finding"].text(),
                              .tightness = field["tightness"].optional_number()});
  const Field certificate = field["certificate"];
  if (!certificate.null()) result.certificates.push_back(certificate_from(certificate));
}

std::string contradiction_of(const Field& field, const ClaimResult& result) {
  const Outcome& outcome = result.outcome;
  const ordered_json verdicts = verdicts_json(outcome);
  for (const auto& [form, verdict] : verdicts.items()) {
    const std::string recorded = field["verdict"][form].text();
    if (recorded != verdict) {
      return fmt::format("it says {} ({}), its evidence {}", recorded, form, verdict.get<std::string>());
    }
  }
  if (field["tightness"].optional_number() != outcome.tightness()) {
    return "its tightness is not that of its evidence";
  }
  if (result.certificates.empty()) return "";
  if (result.certificates.size() != outcome.evidence().size())
    return "some of its evidence has no certificate";
  for (std::size_t i = 0; i < result.certificates.size(); ++i) {
    if (!result.certificates[i].accepted()) continue;
    const auto proven = read_proven(result.certificates[i].proves);
    if (!proven || !supports(*proven, result.certificates[i].bears, outcome.evidence()[i])) {
      return fmt::format("evidence {} says more than its certificate proves", i + 1);
    }
  }
  return "";
}

}  // namespace

ordered_json to_json(const ClaimResult& result) {
  const Outcome& outcome = result.outcome;
  return {{"verdict", verdicts_json(outcome)},
          {"tightness", tightness_json(outcome.tightness())},
          {"evidence", evidence_json(result)},
          {"numbers", numbers_json(outcome)},
          {"tables", to_json(outcome.tables())},
          {"figures", to_json(outcome.figures())},
          {"checker",
           {{"version", result.checker.version},
            {"sha256", result.checker.sha256},
            {"seconds", result.check_seconds}}}};
}

ClaimResult claim_result_from(const Field& field) {
  ClaimResult result;
  for (const Field& item : field["evidence"].items()) add_evidence(item, result);
  for (const Field& item : field["numbers"].items()) {
    result.outcome.number(item["name"].text(), item["value"].text());
  }
  for (Table& table : tables_from(field["tables"])) result.outcome.add(std::move(table));
  for (Figure& figure : figures_from(field["figures"])) result.outcome.add(std::move(figure));
  const Field checker = field["checker"];
  result.checker = {checker["version"].text(), checker["sha256"].text()};
  result.check_seconds = checker["seconds"].number(0, 1e12);
  result.contradiction = contradiction_of(field, result);
  return result;
}

ClaimResult claim_result_of(const ledger::Record& record) {
  return claim_result_from(Field::value_of(record.payload, record.file + ": payload"));
}

}  // namespace dsc::verify
