#pragma once

#include "harness/ledger/record.h"
#include "harness/verify/claim_cells.h"
#include "harness/verify/claim_result.h"

namespace dsc {

/// A claim that nobody registered, with every text filled in.
Claim sample_claim();

/// Its check or its control.
ledger::Cell sample_cell(bool control = false);

/// Two items of evidence, as the sample claim expects, their certificates accepted; a table and a figure.
verify::ClaimResult sample_result();

/// A record of the cell's inputs.
ledger::Record sample_record(const ledger::Cell& cell, const nlohmann::ordered_json& payload);

/// Stores the sample claim's check with certificates that are there, as completed.
ledger::Record store_sample(const std::filesystem::path& profile_folder);

/// Writes a record as it stands, its closing digest renewed: what a careful forger would do.
void write_forged(const std::filesystem::path& file, nlohmann::ordered_json record);

}  // namespace dsc
