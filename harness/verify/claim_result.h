#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "harness/claim.h"
#include "harness/ledger/record.h"
#include "harness/verify/certificate_files.h"

namespace dsc::verify {

/// The program that accepted the certificates. It is no input of a cell: certificates can be checked again at
/// any time, by any checker.
struct CheckerProgram {
  std::string version{};  ///< as it says itself
  std::string sha256{};   ///< of the file that ran
};

/// What a cell of a claim yields: the payload of its record.
struct ClaimResult {
  Outcome outcome{};  ///< of evidence that was stored, the certificates' texts are empty
  std::vector<StoredCertificate> certificates{};  ///< one for each item of evidence, or none at all
  CheckerProgram checker{};
  double check_seconds = 0;
  /// Set by reading: in what way it contradicts itself, else empty. Verdicts and tightness are recomputed
  /// from the evidence, and evidence may say no more than what its certificate was found to prove.
  std::string contradiction{};
};

nlohmann::ordered_json to_json(const ClaimResult& result);

/// Throws InputError where a member is missing or wrong.
ClaimResult claim_result_from(const Field& field);

/// Of a record that has a payload.
ClaimResult claim_result_of(const ledger::Record& record);

}  // namespace dsc::verify
