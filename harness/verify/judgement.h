#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/process/progress.h"
#include "harness/verify/claim_cells.h"
#include "harness/verify/claim_result.h"
#include "harness/verify/formal_proofs.h"

/// What to make of the records of claims. Verdicts are recomputed from the evidence that is recorded, and the
/// expectation is the registered claim's: what a record says of itself is compared with that, never believed.
namespace dsc::verify {

/// The record of a check or of a control, and what it is worth.
struct Judged {
  ledger::Record record{};
  ClaimResult result{};  ///< empty where the record has no payload
  bool control = false;
  std::string found{};     ///< the headline verdict; empty unless completed
  std::string expected{};  ///< in the words of the headline
  bool as_expected =
      false;  ///< completed, consistent, every certificate accepted and in place, the verdict right
  std::vector<std::string>
      certificate_faults{};  ///< for each item of evidence: "missing", "changed" or empty
  bool older_code = false;   ///< its inputs differ from today's in the code

  bool completed() const { return record.state == ledger::State::completed; }
  /// Of a wording; empty unless completed.
  std::string verdict(Form form) const;
};

/// Throws InputError where the payload is not that of a claim.
Judged judge(const ledger::Record& record, const Claim& claim, const std::filesystem::path& profile_folder);

/// Distinct certificates: items of evidence may share one. Every item needs one; where it is lacking, one not
/// accepted is counted.
struct CertificateCount {
  std::size_t all = 0, accepted = 0;
};
CertificateCount certificates_of(const Judged& judged);

/// "certified as expected", "refuted, expected certified", "failed: …"
std::string describe(const Judged& judged);
JobResult result_of(const Judged& judged);

/// A claim with what is recorded of it.
struct Entry {
  const Claim* claim = nullptr;
  std::optional<Judged> check{}, control{};
  /// What a formal theorem, audited and unchanged since, says of each form; none where there is none.
  std::optional<Verdict> formal{}, formal_repair{};

  bool recorded() const { return check || control; }
  /// The verdict on a form: of the formal theorem, which is about every dictionary, else of the certificates.
  /// Empty where neither says anything.
  std::string verdict(Form form) const;
};

/// What a profile's folder holds of the claims.
struct Entries {
  std::vector<Entry> claims{};        ///< every claim given, in that order, recorded or not
  std::vector<std::string> strays{};  ///< files of records that belong to none of them
  std::optional<FormalProofs> proofs{};
};

/// Throws InputError where a record cannot be read. Records whose code differs from the digest in `code`,
/// where it has one, are marked as of older code.
Entries read_entries(const std::filesystem::path& profile_folder, const std::vector<Claim>& claims,
                     const CodeDigests& code = {}, std::optional<FormalProofs> proofs = {});

enum class Control { fails_as_it_must, broken, missing };

/// fails_as_it_must only where the control is as expected: its false variant came out refuted.
Control control_of(const Entry& entry);

/// Something wrong with one claim; `text` is markdown, a sentence part such as "no control record".
struct Problem {
  std::string id, text;
};
std::vector<Problem> problems(const Entries& entries, const std::string& profile);

}  // namespace dsc::verify
