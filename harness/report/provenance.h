#pragma once

#include <string>
#include <vector>

#include "harness/ledger/record.h"
#include "harness/report/places.h"
#include "harness/report/section.h"

namespace dsc::report {

/// Where results come from: a table of what their records say. Where they differ, each value is listed with
/// the number of records that have it and a link to one. Empty without records.
Markdown provenance_table(const std::vector<const ledger::Record*>& records, const Places& places);

}  // namespace dsc::report
