#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/ledger/select.h"
#include "harness/verify/claim_cells.h"
#include "program/commands.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

struct ListOptions {
  std::vector<std::string> patterns;
  bool json = false;
};

/// The claims that own a selected cell, each with its selected cells.
std::vector<std::pair<const Claim*, std::vector<std::string>>> by_claim(
    const std::vector<ledger::Cell>& cells) {
  std::vector<std::pair<const Claim*, std::vector<std::string>>> claims;
  for (const ledger::Cell& cell : cells) {
    if (claims.empty() || claims.back().first->id != cell.row) {
      claims.push_back({verify::find_claim(registered_claims(), cell.row), {}});
    }
    claims.back().second.push_back(cell.name);
  }
  return claims;
}

ordered_json expected_json(const Expected& expected) {
  ordered_json repaired;
  if (expected.repaired) repaired = to_string(*expected.repaired);
  return {{"printed", to_string(expected.printed)}, {"repaired", repaired}};
}

void print_json(const std::vector<ledger::Cell>& cells) {
  ordered_json claims = ordered_json::array();
  for (const auto& [claim, names] : by_claim(cells)) {
    claims.push_back({{"id", claim->id},
                      {"title", claim->title},
                      {"source", claim->source},
                      {"file", claim->file},
                      {"expected", expected_json(claim->expected)},
                      {"cells", names}});
  }
  const ordered_json all = {{"schema", 1}, {"claims", claims}};
  fmt::print("{}\n", all.dump(1, ' ', false, ordered_json::error_handler_t::replace));
}

std::string expectation(const Claim& claim) {
  const std::string stated = to_string(claim.expected.printed);
  return claim.expected.repaired ? stated + ", repaired " + to_string(*claim.expected.repaired) : stated;
}

void print_table(const std::vector<ledger::Cell>& cells) {
  const auto claims = by_claim(cells);
  std::size_t id = 2, title = 5;
  for (const auto& [claim, names] : claims) {
    id = std::max(id, claim->id.size());
    title = std::max(title, claim->title.size());
  }
  fmt::print("{:<{}}  {:<{}}  {}\n", "id", id, "title", title, "expected");
  for (const auto& [claim, names] : claims) {
    fmt::print("{:<{}}  {:<{}}  {}\n", claim->id, id, claim->title, title, expectation(*claim));
  }
}

}  // namespace

void add_list(CLI::App& root, const Program& program, int& status) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = root.add_subcommand("list", "List the claims, and the verdict expected of each");
  add_patterns(*command, options->patterns);
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer("Examples:\n  dsc list\n  dsc list 'T2.*' -T2.3\n  dsc list --json");
  command->callback([options, &program, &status] {
    const std::vector<ledger::Cell> cells =
        ledger::select(verify::cells_of(registered_claims(), Effort{}, program.code), options->patterns);
    options->json ? print_json(cells) : print_table(cells);
    status = kAsExpected;
  });
}

}  // namespace dsc
