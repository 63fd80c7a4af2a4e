#include "harness/ledger/compare.h"

#include <fmt/format.h>

#include "harness/verify/claim_facts.h"
#include "program/commands.h"

namespace dsc {
namespace {

struct CompareOptions {
  std::string left{}, right{};
};

int compare(const CompareOptions& options) {
  const ledger::Comparison comparison =
      ledger::compare_results(options.left, options.right, verify::facts_of);
  for (const ledger::Difference& difference : comparison.differences) {
    fmt::print("{}  {}: {} | {}{}\n", difference.cell, difference.what, difference.left, difference.right,
               difference.note.empty() ? "" : "  (" + difference.note + ")");
  }
  if (comparison.older_code + comparison.other_inputs > 0) {
    fmt::print("{} cells were computed from the same inputs by other code, {} from other inputs\n",
               comparison.older_code, comparison.other_inputs);
  }
  fmt::print("{} cells compared, {} differences; verdicts and numbers {}\n", comparison.cells,
             comparison.differences.size(), comparison.equal() ? "agree" : "differ");
  return comparison.equal() ? kAsExpected : kOtherVerdict;
}

}  // namespace

void add_compare(CLI::App& root, const Program&, int& status) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = root.add_subcommand("compare", "Compare two folders of results, cell by cell");
  command->add_option("A", options->left, "A folder of results")->required();
  command->add_option("B", options->right, "Another")->required();
  command->footer(
      "Exit status 1 where a verdict or a certified number differs, or a number of an experiment by more "
      "than "
      "four\n"
      "standard deviations over the seeds of its setting in A. Other differences are printed only.\n\n"
      "Examples:\n  dsc compare results /tmp/results\n  dsc compare results/quick /tmp/results/quick");
  command->callback([options, &status] { status = compare(*options); });
}

}  // namespace dsc
