#include "tests/harness/cells.h"

#include "harness/files/digest.h"
#include "tests/harness/program.h"

namespace dsc {

Claim sample_claim() {
  Claim claim;
  claim.id = "T9.1";
  claim.title = "A title";
  claim.source = "the paper, Theorem 9.1";
  claim.statement = "A statement with “quotes” and µ.";
  claim.latex = "\\mu \\le 1";
  claim.reading = "a reading";
  claim.repair = "a repair";
  claim.instances = "some instances";
  claim.falsified = "the bound";
  claim.expected = {Verdict::refuted, Verdict::certified};
  claim.file = "theorems/claims/section9/sample.cpp";
  return claim;
}

ledger::Cell sample_cell(bool control) {
  const Claim claim = sample_claim();
  return verify::cells_of({claim}, Effort{}, {{claim.file, "code"}}).at(control ? 1 : 0);
}

verify::ClaimResult sample_result() {
  verify::ClaimResult result;
  result.outcome.add(Evidence{.violated = true, .instance = "simplex", .finding = "it fails"});
  result.outcome.add(Evidence{.form = Form::repaired,
                              .scope = Scope::all_signals,
                              .instance = "simplex",
                              .finding = "it holds",
                              .tightness = 0.1});
  result.outcome.number("mu_squared", "1/49");
  result.outcome.add(Table{"Bounds", {"a", "b"}, {{"1", "2"}}});
  Figure figure;
  figure.name = "ratio";
  figure.title = "Error over bound";
  figure.log_y = true;
  figure.series = {{.label = "simplex", .x = {1, 2, 4}, .y = {0.1, 1e-300, 5e-324}}};
  result.outcome.add(figure);
  result.certificates = {{.file = "certificates/T9.1/check-001.json",
                          .sha256 = sha256_hex("one"),
                          .bytes = 3,
                          .proves = "fails for one signal"},
                         {.file = "certificates/T9.1/check-002.json",
                          .sha256 = sha256_hex("two"),
                          .bytes = 3,
                          .proves = "holds for all signals"}};
  result.checker = {"dsc-check 0", std::string(64, 'c')};
  return result;
}

ledger::Record sample_record(const ledger::Cell& cell, const nlohmann::ordered_json& payload) {
  return {.file = cell.file,
          .cell = cell.name,
          .address = ledger::address_of(cell.inputs),
          .inputs = cell.inputs,
          .payload = payload};
}

ledger::Record store_sample(const std::filesystem::path& profile_folder) {
  write_text(profile_folder / "certificates/T9.1/check-001.json", "one");
  write_text(profile_folder / "certificates/T9.1/check-002.json", "two");
  ledger::Record record = sample_record(sample_cell(), to_json(sample_result()));
  ledger::write_record(profile_folder, record);
  return record;
}

void write_forged(const std::filesystem::path& file, nlohmann::ordered_json record) {
  record.erase("sha256");
  record["sha256"] = sha256_hex(record.dump());
  write_text(file, record.dump(1));
}

}  // namespace dsc
