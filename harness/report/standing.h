#pragma once

#include <string>
#include <vector>

#include "harness/report/records.h"
#include "harness/report/report.h"

/// What to make of a claim's two records: whether the verdict is the expected one, whether the control did
/// its work, and all that a reader must not overlook.
namespace dsc::reporting {

enum class Control { fails_as_it_must, broken, missing };

/// fails_as_it_must only where the control ran to its end and its false variant came out refuted, as
/// expected.
Control control_of(const Entry& entry);

/// Whether the check ran to its end with the verdicts its claim expects.
bool as_expected(const Record& check);

/// Distinct certificates: findings may share one. Every finding needs one; where it is lacking, one not
/// accepted is counted.
struct CertificateCount {
  std::size_t all = 0, accepted = 0;
};

CertificateCount certificates_of(const Record& record);

/// Something wrong with one claim; `text` is markdown, a sentence part such as "no control record".
struct Problem {
  std::string id, text;
};

std::vector<Problem> problems(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                              const std::string& profile);

/// The registered claims of which there is no record at all.
std::vector<ExpectedClaim> without_record(const std::vector<Entry>& entries,
                                          const std::vector<ExpectedClaim>& registered);

}  // namespace dsc::reporting
