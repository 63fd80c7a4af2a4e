#include "harness/report/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string_view>

#include "harness/error.h"
#include "harness/fields/fields.h"
#include "harness/report/read_figure.h"

namespace dsc::reporting {
namespace {

constexpr std::array verdict_names{"unknown", "certified", "holds",    "refuted",
                                   "vacuous", "repaired",  "empirical"};

std::string verdict(const Field& field) {
  const std::string name = field.text();
  if (std::find(verdict_names.begin(), verdict_names.end(), name) == verdict_names.end()) {
    field.reject("a verdict, such as \"certified\"");
  }
  return name;
}

std::optional<std::string> optional_verdict(const Field& field) {
  if (field.null()) return std::nullopt;
  return verdict(field);
}

State state(const Field& field) {
  const std::string name = field.text();
  if (name == "completed") return State::completed;
  if (name == "failed") return State::failed;
  if (name == "timed_out") return State::timed_out;
  field.reject("\"completed\", \"failed\" or \"timed_out\"");
}

Form form(const Field& field) {
  const std::string name = field.text();
  if (name == "printed") return Form::printed;
  if (name == "repaired") return Form::repaired;
  field.reject("\"printed\" or \"repaired\"");
}

Scope scope(const Field& field) {
  const std::string name = field.text();
  if (name == "all signals") return Scope::all_signals;
  if (name == "one signal") return Scope::one_signal;
  if (name == "hypotheses") return Scope::hypotheses;
  field.reject("\"all signals\", \"one signal\" or \"hypotheses\"");
}

/// A path that stays below the folder it is relative to.
std::string path_below(const Field& field) {
  const std::filesystem::path path = field.text();
  const bool climbs = std::find(path.begin(), path.end(), "..") != path.end();
  if (path.empty() || path.is_absolute() || climbs) field.reject("a path below the profile's folder");
  return path.generic_string();
}

std::string fault_of(const Certificate& certificate, const std::filesystem::path& file) {
  if (!certificate.committed) return "";
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(file, error);
  if (error) return "is missing";
  if (bytes != certificate.bytes) return fmt::format("has {} bytes, not {}", bytes, certificate.bytes);
  return "";
}

std::optional<Certificate> certificate(const Field& field, const std::filesystem::path& folder) {
  if (field.null()) return std::nullopt;
  Certificate read{.file = path_below(field["file"]),
                   .sha256 = field["sha256"].text(),
                   .bytes = field["bytes"].count(),
                   .committed = field["committed"].flag(),
                   .accepted = field["accepted"].flag(),
                   .fault = ""};
  const auto hexadecimal = [](char c) {
    return std::string_view("0123456789abcdef").find(c) != std::string::npos;
  };
  if (read.sha256.size() != 64 || !std::all_of(read.sha256.begin(), read.sha256.end(), hexadecimal)) {
    field["sha256"].reject("64 hexadecimal digits");
  }
  read.fault = fault_of(read, folder / read.file);
  return read;
}

Finding finding(const Field& field, const std::filesystem::path& folder) {
  return {.form = form(field["form"]),
          .scope = scope(field["scope"]),
          .violated = field["violated"].flag(),
          .instance = field["instance"].text(),
          .finding = field["finding"].text(),
          .tightness = field["tightness"].optional_number(),
          .certificate = certificate(field["certificate"], folder)};
}

ClaimText claim(const Field& field) {
  return {.id = file_stem(field["id"]),
          .title = field["title"].text(),
          .source = field["source"].text(),
          .statement = field["statement"].text(),
          .latex = field["latex"].text(),
          .reading = field["reading"].text(),
          .repair = field["repair"].text(),
          .instances = field["instances"].text(),
          .falsified = field["falsified"].text(),
          .subject = field["subject"].text(),
          .file = field["file"].text(),
          .position = static_cast<int>(field["position"].count()),
          .expected_printed = verdict(field["expected"]["printed"]),
          .expected_repaired = optional_verdict(field["expected"]["repaired"])};
}

Inputs inputs(const Field& field) {
  Inputs read{.profile = field["profile"].text(),
              .code = field["code"].text(),
              .seed = field["seed"].count(),
              .samples = field["samples"].count(),
              .search_steps = field["search_steps"].count(),
              .enumeration = field["enumeration"].count(),
              .libraries = {}};
  for (const auto& [name, version] : field["libraries"].members()) {
    read.libraries.emplace_back(name, version.text());
  }
  return read;
}

Provenance provenance(const Field& field) {
  return {.git_revision = field["git_revision"].text(),
          .compiler = field["compiler"].text(),
          .flags = field["flags"].text(),
          .cpu = field["cpu"].text(),
          .device = field["device"].text(),
          .started = field["started"].text(),
          .git_dirty = field["git_dirty"].flag(),
          .cores = field["cores"].count(),
          .threads = field["threads"].count(),
          .peak_memory_bytes = field["peak_memory_bytes"].count(),
          .seconds = field["seconds"].number(),
          .check_seconds = field["check_seconds"].number()};
}

void read_verdicts(const Field& root, Record& record) {
  const Field verdicts = root["verdict"];
  if (record.state == State::completed) {
    record.printed = verdict(verdicts["printed"]);
    record.repaired = optional_verdict(verdicts["repaired"]).value_or("");
    record.overall = verdict(verdicts["overall"]);
  }
  record.as_expected = root["as_expected"].flag();
  record.tightness = root["tightness"].optional_number();
}

Record read_record(const std::filesystem::path& folder, const std::string& name, const std::string& cell) {
  const Field root = Field::document(folder / "claims" / name);
  if (root["schema"].count() != kRecordSchema) root["schema"].reject(fmt::format("schema {}", kRecordSchema));
  Record record;
  record.file = (folder.filename() / "claims" / name).generic_string();
  if (root["cell"].text() != cell) root["cell"].reject("\"" + cell + "\", as the file's name says");
  record.address = root["address"].text();
  record.state = state(root["state"]);
  record.message = root["message"].text();
  record.claim = claim(root["claim"]);
  if (record.claim.id != cell.substr(0, cell.rfind('/'))) {
    root["claim"]["id"].reject("the id in the file's name");
  }
  read_verdicts(root, record);
  for (const Field& item : root["evidence"].items()) record.findings.push_back(finding(item, folder));
  for (const Field& item : root["numbers"].items()) {
    record.numbers.emplace_back(item["name"].text(), item["value"].text());
  }
  for (const Field& item : root["tables"].items()) record.tables.push_back(read_table(item));
  record.figures = read_figures(root["figures"]);
  record.inputs = inputs(root["inputs"]);
  record.provenance = provenance(root["provenance"]);
  return record;
}

}  // namespace

std::vector<Entry> read_entries(const std::filesystem::path& results_root, const std::string& profile) {
  const std::filesystem::path folder = results_root / profile, claims = folder / "claims";
  constexpr std::string_view control_ending = ".control.json", check_ending = ".json";
  std::map<std::string, Entry> by_id;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(claims, error)) {
    const std::string name = file.path().filename().string();
    if (!name.ends_with(check_ending) || name.front() == '.') continue;
    const bool control = name.ends_with(control_ending);
    const std::string id = name.substr(0, name.size() - (control ? control_ending : check_ending).size());
    Entry& entry = by_id[id];
    (control ? entry.control : entry.check) =
        read_record(folder, name, id + (control ? "/control" : "/check"));
  }
  if (by_id.empty()) {
    throw InputError("there is no record in " + claims.string() + ": make them with `dsc verify --profile " +
                     profile + "`");
  }
  std::vector<Entry> entries;
  for (auto& [id, entry] : by_id) {
    entry.claim = entry.check ? entry.check->claim : entry.control->claim;
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return in_reading_order(a.claim, b.claim); });
  return entries;
}

bool in_reading_order(const ClaimText& a, const ClaimText& b) {
  return reads_before({a.file, a.position, a.id}, {b.file, b.position, b.id});
}

}  // namespace dsc::reporting
