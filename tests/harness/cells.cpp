#include "tests/harness/cells.h"

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
  claim.file = "theorems/section9/sample.cpp";
  return claim;
}

CellInputs sample_inputs(const Cell& cell) {
  CodeDigests code;
  code.mathematics = "mathematics";
  code.checker = "checker";
  code.claims[cell.claim->file] = "claim";
  const Build build{"GCC 12", "-O3", "processor", {{"Eigen", "3.4.0"}, {"GMP", "6.2.1"}}};
  return inputs_of(cell, "quick", Effort{}, code, build);
}

Findings sample_findings() {
  Findings findings;
  Evidence printed;
  printed.violated = true;
  printed.instance = "simplex";
  printed.finding = "it fails";
  printed.certificate = "{}";
  Evidence repaired;
  repaired.form = Form::repaired;
  repaired.scope = Scope::all_signals;
  repaired.instance = "simplex";
  repaired.finding = "it holds";
  repaired.tightness = 0.1;
  repaired.certificate = "{}";
  findings.outcome.add(printed);
  findings.outcome.add(repaired);
  findings.outcome.number("mu_squared", "1/49");
  findings.outcome.add(Table{"Bounds", {"a", "b"}, {{"1", "2"}}});
  Figure figure;
  figure.name = "ratio";
  figure.title = "Error over bound";
  figure.log_y = true;
  figure.series = {{"simplex", {1, 2, 4}, {0.1, 1e-300, 5e-324}}};
  findings.outcome.add(figure);
  for (const char* file : {"certificates/T9.1/check-001.json", "certificates/T9.1/check-002.json"}) {
    findings.certificates.push_back({file, std::string(64, 'a'), 2, true, true});
  }
  return findings;
}

}  // namespace dsc
