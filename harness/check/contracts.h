#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/certificate/reader.h"

/// What counts as evidence for a row of the ledger: GRAMMAR.md, "Contracts", says it in words.
namespace dsc::check {

/// How an accepted certificate of this kind bears on the row: "supports", "violates", or "vacuous" where it
/// shows that the row's hypotheses cannot be met. Throws Rejection where it is no evidence for the row: no
/// contract of the row names the kind, or a side condition fails.
std::string evidence_for(std::string_view row, std::string_view kind, const certificate::Node& certificate);

/// The rows that have a contract, in the table's order, each once.
std::vector<std::string> rows_with_contract();

/// One line a contract: "ROW  KIND, BEARS".
std::vector<std::string> contract_lines();

}  // namespace dsc::check
