#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/claim.h"
#include "harness/ledger/cell.h"
#include "harness/ledger/profile.h"

/// The claims as rows of the ledger: their cells, the work behind a cell, what it yields, and the section.
namespace dsc::verify {

/// SHA-256 of the code behind a claim, by its file; see harness/ledger/code_digest.h.
using CodeDigests = std::map<std::string, std::string>;

/// What a profile's table [claims] says.
struct ClaimProfile {
  Effort effort{};  ///< the seed is not the profile's: it stays 1
  double time_limit_seconds = 0;
};

/// Throws InputError with the line where a key is unknown, missing or out of range.
ClaimProfile claim_profile(const ledger::Profile& profile);

/// The check and the control of every claim, in the order given. Throws std::logic_error where a claim's id
/// cannot name a file, or where there is no digest of its code.
std::vector<ledger::Cell> cells_of(const std::vector<Claim>& claims, const Effort& effort,
                                   const CodeDigests& code);

/// Whether a cell of a claim is its control: its name says so.
bool is_control(const std::string& cell_name);

/// The claim of that id, or nullptr.
const Claim* find_claim(const std::vector<Claim>& claims, const std::string& id);

}  // namespace dsc::verify
