#pragma once

#include "harness/ledger/record.h"

namespace dsc {

/// A claim that nobody registered, with every text filled in.
Claim sample_claim();

CellInputs sample_inputs(const Cell& cell);

/// Two items of evidence, as the sample claim expects, their certificates accepted.
Findings sample_findings();

}  // namespace dsc
