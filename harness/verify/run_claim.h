#pragma once

#include <filesystem>
#include <vector>

#include "harness/ledger/run.h"
#include "harness/verify/claim_cells.h"
#include "harness/verify/claim_result.h"

namespace dsc::verify {

/// What the cells of claims need besides their plan.
struct ClaimWork {
  const std::vector<Claim>* claims = nullptr;
  Effort effort{};
  double time_limit_seconds = 0;
  std::filesystem::path profile_folder{};
  std::filesystem::path checker{};  ///< dsc-check
  CheckerProgram checker_program{};
};

/// How a claim's cell is computed: the child finds the outcome, writes the certificates and has the checker
/// read them. Whatever the claim throws becomes a record of state failed; so does evidence that says more
/// than a certificate proves, and a control whose false certificates are not told from the true ones.
ledger::Work work_of(const ClaimWork& claims);

/// Why a record does not count although its inputs are today's: it contradicts itself, or a certificate is
/// missing or changed; else empty.
std::string audit(const ledger::Record& record, const std::filesystem::path& profile_folder);

}  // namespace dsc::verify
