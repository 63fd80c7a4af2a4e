#include "harness/ledger/merge.h"

#include <fmt/format.h>

#include "harness/ledger/record.h"
#include "harness/verify/certificate_files.h"
#include "program/commands.h"

namespace dsc {
namespace {

struct MergeOptions {
  std::vector<std::filesystem::path> sources{};
  std::filesystem::path target{};
};

void merge(const MergeOptions& options) {
  const ledger::Merged merged = ledger::merge_results(options.sources, options.target);
  for (const auto& [profile, folder] : ledger::profile_folders(options.target)) {
    verify::write_ignore_list(folder);
  }
  fmt::print("{}: {} records, {} of them in more than one folder, and {} files beside them\n",
             options.target.string(), merged.records, merged.shared, merged.files);
}

}  // namespace

void add_merge(CLI::App& root, const Program&, int& status) {
  auto options = std::make_shared<MergeOptions>();
  CLI::App* command = root.add_subcommand("merge", "Join folders of results into a new one");
  command->add_option("FOLDER", options->sources, "Folders of results")->required()->expected(1, -1);
  command->add_option("--output", options->target, "The folder to make; not there yet, or empty")->required();
  command->footer(
      "Refused, with nothing written: records of one cell that say different things or were computed from "
      "different inputs.\n"
      "A completed record goes before a failed one; times may differ. Checkpoints, reports and logs stay "
      "where "
      "they are.\n\n"
      "Examples:\n  dsc merge node1/results node2/results --output results\n"
      "  dsc merge a/results/paper b/results/paper --output results/paper");
  command->callback([options, &status] {
    merge(*options);
    status = kAsExpected;
  });
}

}  // namespace dsc
