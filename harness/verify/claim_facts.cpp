#include "harness/verify/claim_facts.h"

#include <fmt/format.h>

#include "harness/verify/claim_result.h"

namespace dsc::verify {

std::optional<ledger::Facts> facts_of(const ledger::Record& record) {
  if (!record.file.starts_with("claims/")) return std::nullopt;
  ledger::Facts facts;
  if (record.payload.is_null()) return facts;
  const ClaimResult result = claim_result_of(record);
  const Outcome& outcome = result.outcome;
  facts["printed verdict"] = {to_string(outcome.verdict(Form::printed))};
  facts["repaired verdict"] = {to_string(outcome.verdict(Form::repaired))};
  facts["overall verdict"] = {to_string(outcome.verdict())};
  if (!result.contradiction.empty()) facts["contradiction"] = {result.contradiction};
  for (const auto& [name, value] : outcome.numbers()) facts["number " + name] = {value};
  for (std::size_t i = 0; i < result.certificates.size(); ++i) {
    facts[fmt::format("certificate of evidence {}", i + 1)] = {result.certificates[i].sha256, false};
  }
  return facts;
}

}  // namespace dsc::verify
