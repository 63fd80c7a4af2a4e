#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "harness/files/digest.h"
#include "harness/report/report.h"
#include "harness/verify/claim_report.h"
#include "tests/temporary_folder.h"

/// Records of claims in a folder of the test's own, and the report that they make.
namespace dsc::test {

inline void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

inline Claim claim_of(const std::string& id) {
  return {.id = id,
          .title = "Title of " + id,
          .source = "the paper, " + id,
          .statement = "Sparse enough codes are unique.",
          .latex = "\\lambda < \\tfrac12 (1 + 1/\\mu)",
          .instances = "simplices",
          .falsified = "the bound is met with equality",
          .expected = {.printed = Verdict::certified},
          .file = "theorems/claims/section2/a.cpp"};
}

inline Evidence evidence_of(int number, bool violated = false) {
  return {.scope = violated ? Scope::one_signal : Scope::all_signals,
          .violated = violated,
          .instance = "simplex of " + std::to_string(4 * number) + " atoms",
          .finding = "at most one solution",
          .tightness = 1.0 / (number + 1)};
}

inline Figure figure_of(const std::string& name, Figure::Style style = Figure::Style::lines) {
  return {.name = name,
          .title = "Error over bound",
          .x_label = "layers",
          .y_label = "ratio (no unit)",
          .style = style,
          .series = {{.label = "first <a & b>", .x = {1, 2, 3}, .y = {0.5, 0.25, 0.125}},
                     {.label = "second, λ = 4", .x = {1, 2, 3}, .y = {1, 2, 3}}}};
}

/// A cell with what it yields, before it is stored.
struct Stored {
  ledger::Record record{};
  verify::ClaimResult result{};

  /// Adds an item of evidence, with a certificate of its own.
  void add(const Evidence& item) {
    const std::string cell = record.cell, id = cell.substr(0, cell.rfind('/'));
    const std::string number = std::to_string(result.certificates.size() + 1), text = cell + number;
    result.outcome.add(item);
    result.certificates.push_back(
        {.file = "certificates/" + id + "/" + cell.substr(id.size() + 1) + "-" + number + ".json",
         .sha256 = sha256_hex(text),
         .bytes = text.size(),
         .proves = item.violated ? "fails for one signal" : "holds for all signals"});
  }
};

/// A completed check, certified as expected; or, as a control, refuted as it must be.
inline Stored stored(const std::string& id, bool control = false) {
  const ledger::Cell cell =
      verify::cells_of({claim_of(id)}, Effort{}, {{claim_of(id).file, "code"}}).at(control ? 1 : 0);
  Stored made;
  made.record = {.file = cell.file,
                 .cell = cell.name,
                 .address = ledger::address_of(cell.inputs),
                 .inputs = cell.inputs};
  ledger::Provenance& from = made.record.provenance;
  from.revision = {"0123abcd", false};
  from.build = {"g++ 12.2.0", "-O3", {{"GMP", "6.2.1"}, {"GLPK", "5.0"}}};
  from.machine = {.cpu = "a processor", .cores = 2};
  from.threads = 2;
  from.started = "2026-01-02T03:04:05Z";
  from.seconds = 1.5;
  from.peak_memory_bytes = 10485760;
  made.result.checker = {"dsc-check 0", std::string(64, 'c')};
  made.add(evidence_of(1, control));
  made.result.outcome.number("mu^2", "1/49");
  return made;
}

class ReportTest : public testing::Test {
 protected:
  std::filesystem::path results() const { return folder_ / "results"; }
  std::filesystem::path reports() const { return folder_ / "reports"; }
  std::string report() const { return text_of(reports() / "REPORT.md"); }
  std::string page(const std::string& id) const { return text_of(reports() / "claims" / (id + ".md")); }
  std::filesystem::path record_file(const std::string& id, bool control = false) const {
    return results() / "quick" / "claims" / (id + (control ? ".control.json" : ".json"));
  }

  /// Writes the record and the certificates it speaks of as committed.
  void put(const Stored& one) const {
    ledger::Record record = one.record;
    record.payload = to_json(one.result);
    ledger::write_record(results() / "quick", record);
    for (std::size_t i = 0; i < one.result.certificates.size(); ++i) {
      const verify::StoredCertificate& certificate = one.result.certificates[i];
      if (certificate.committed) {
        write(results() / "quick" / certificate.file, one.record.cell + std::to_string(i + 1));
      }
    }
  }
  void put_both(const std::string& id) const {
    put(stored(id));
    put(stored(id, true));
  }

  verify::Entries entries(const std::filesystem::path& results_root) const {
    return verify::read_entries(results_root / "quick", claims_, code_,
                                verify::read_formal_proofs(results_root, proofs_));
  }
  /// The claims' part of the report, as the program composes it.
  void write_report(const std::filesystem::path& results_root, const std::filesystem::path& reports) const {
    const report::Places places(results_root, "quick", reports);
    const verify::Entries all = entries(results_root);
    report::Report made{.front = verify::headline(all, "quick") + verify::what_is_false(all, places) +
                                 verify::what_holds(all) +
                                 verify::summary_table(all, {.places = &places, .pages = true}) +
                                 verify::legend()};
    const report::Places from_page(results_root, "quick", reports / "claims");
    for (const verify::Entry& entry : all.claims) {
      if (entry.recorded()) made.sections.push_back(verify::claim_section(entry, all.proofs, from_page));
    }
    report::write_report(made, reports);
  }
  void write_report() const { write_report(results(), reports()); }
  std::string summary(const verify::SummaryLinks& links = {}) const {
    return verify::summary_table(entries(results()), links);
  }
  Claim& claim(const std::string& id) {
    for (Claim& one : claims_) {
      if (one.id == id) return one;
    }
    return claims_.emplace_back(claim_of(id));
  }

  std::vector<Claim> claims_ = {claim_of("T2.1")};
  std::map<std::string, std::string> code_{};
  std::filesystem::path proofs_{};
  TemporaryFolder folder_;
};

}  // namespace dsc::test
