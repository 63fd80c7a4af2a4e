#include "harness/ledger/compare.h"

#include <fmt/format.h>

#include "program/commands.h"

namespace dsc {
namespace {

struct CompareOptions {
  std::string left, right;
};

int compare(const CompareOptions& options) {
  const Comparison comparison = compare_results(options.left, options.right);
  for (const Difference& difference : comparison.differences) {
    fmt::print("{}  {}: {} | {}\n", difference.cell, difference.what, difference.left, difference.right);
  }
  fmt::print("{} cells compared, {} differences; verdicts and certified numbers {}\n", comparison.cells,
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
      "Exit status 1 where a verdict or a certified number differs; certificates that differ are printed "
      "only.\n\n"
      "Examples:\n  dsc compare results /tmp/results\n  dsc compare results/quick /tmp/results/quick");
  command->callback([options, &status] { status = compare(*options); });
}

}  // namespace dsc
